/* The tidy table: one row per criterion per sheet; and the texts beside it. */
#include "config.h"
#include "files/results.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/atomic.h"
#include "files/fd.h"
#include "files/results_parts.h"
#include "files/save_why.h"
#include "files/table.h"
#include "model/sheet_index.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define RESULTS_DIR "results"
#define BOM	    "\xEF\xBB\xBF"

/* clang-format off */
static const struct results_column rating_columns[] = {
	{"session", "The session's id."},
	{"rubric", "The rubric's id."},
	{"rubric_version", "Its version."},
	{"rubric_fingerprint", "BLAKE2b of the rubric file, 64 hex digits: equal means the same text."},
	{"moment", "start, mid, end or empty."},
	{"round", "1, 2, ... or consensus (then rater is empty and note is the reason)."},
	{"group", "The group, empty where there is none."},
	{"rater", "Who answered."},
	{"rater_role", "In which role."},
	{"target", "Who or what was rated."},
	{"relation", "self, peer or outside."},
	{"criterion", "The criterion's id."},
	{"status", "scored, unknown, not_applicable, unanswered or no_consensus; for questions open or agreed."},
	{"level", "The level's id (or its label, with --labels); empty unless scored."},
	{"value", "The level's number, with a point; empty unless scored."},
	{"note", "The note or reason."},
	{"recorded_at", "When it was answered: RFC 3339, UTC."},
	{"entered_by", "self or owner."},
	{"submitted", "Whether the form was handed in: yes, no or late."},
};
/* clang-format on */

#define RATING_COLUMNS (sizeof(rating_columns) / sizeof(rating_columns[0]))

const struct results_column *results_column(size_t nth)
{
	return nth < RATING_COLUMNS ? &rating_columns[nth] : NULL;
}

static const char *const text_columns[] = {"session", "rubric", "moment", "round", "group", "rater",
	"rater_role", "target", "criterion", "kind", "part", "text", "owner", "due", "status",
	"recorded_at", NULL};

static bool is_about_sheet(enum record_event event)
{
	return event == RECORD_RATE || event == RECORD_NOTE || event == RECORD_COMMENT ||
	       event == RECORD_QUESTION || event == RECORD_AGREEMENT || event == RECORD_TEXT ||
	       event == RECORD_SUBMIT || event == RECORD_REOPEN;
}

static int place_order(const char *round, const char *rater, const struct sheet *sheet)
{
	int order = strcmp(round, sheet->round);

	return order != 0 ? order : strcmp(rater, sheet->rater);
}

static size_t place_find(const struct results_sheets *sheets, const struct record *record)
{
	size_t low = 0, high = sheets->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2, at = sheets->places[middle];
		int order = place_order(record->round, record->rater, sheets->list[at]);

		if (order == 0)
			return at;
		if (order > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return RUBRIC_NONE;
}

size_t results_sheet_of(const struct results_sheets *sheets, const struct record *record)
{
	if (!is_about_sheet(record->event))
		return RUBRIC_NONE;
	if (sheets->ledger != NULL)
		return place_find(sheets, record);
	return sheet_index_find(sheets->index, record);
}

static int sheet_place_order(const void *left, const void *right, void *context)
{
	struct sheet *const *list = context;
	const struct sheet *a = list[*(const size_t *)left], *b = list[*(const size_t *)right];

	return place_order(a->round, a->rater, b);
}

/* What the ledger says that counts. */
static struct results_sheets sheets_of_ledger(const struct ledger *ledger, const char *target)
{
	struct results_sheets sheets = {.ledger = ledger};

	sheets.list = mem_new((ledger->sheet_count + 1) * sizeof(*sheets.list));
	sheets.places = mem_new((ledger->sheet_count + 1) * sizeof(*sheets.places));
	for (size_t i = 0; i < ledger->sheet_count; i++) {
		struct sheet *sheet = ledger->sheets[i].sheet;

		if (target != NULL && strcmp(sheet->target, target) != 0)
			continue;
		sheets.places[sheets.count] = sheets.count;
		sheets.list[sheets.count++] = sheet;
	}
	qsort_r(sheets.places, sheets.count, sizeof(*sheets.places), sheet_place_order,
		sheets.list);
	return sheets;
}

/* The ledger's entry of a sheet; its sheets and ours are in one order. */
static const struct ledger_sheet *entry_of(const struct results_sheets *sheets, size_t at)
{
	const struct ledger *ledger = sheets->ledger;
	const struct sheet *sheet = sheets->list[at];

	for (size_t i = at; i < ledger->sheet_count; i++) {
		if (ledger->sheets[i].sheet == sheet)
			return &ledger->sheets[i];
	}
	return NULL;
}

const char *results_submitted(const struct results_sheets *sheets, size_t at)
{
	const struct ledger_sheet *entry = sheets->ledger != NULL ? entry_of(sheets, at) : NULL;

	if (sheets->list[at]->submitted)
		return "yes";
	return entry != NULL && entry->late > 0 ? "late" : "no";
}

bool results_is_asked(const struct results_sheets *sheets, size_t at, size_t criterion)
{
	const struct ledger_sheet *entry = sheets->ledger != NULL ? entry_of(sheets, at) : NULL;

	/* What was answered all the same is shown. */
	return entry == NULL ||
	       sheets->ledger
		       ->in_round[(size_t)entry->round * sheets->ledger->rubric->criterion_count +
				  criterion] ||
	       entry->sheet->answers[criterion].status != ANSWER_NONE;
}

struct results_sheets results_sheets_make(const struct session_data *data, const char *target)
{
	struct results_sheets sheets = {0};

	if (data->ledger != NULL)
		return sheets_of_ledger(data->ledger, target);
	sheets.index = sheet_index_new();
	for (size_t i = 0; i < data->records.count; i++) {
		const struct record *record = &data->records.list[i];
		size_t at;

		if (!is_about_sheet(record->event) ||
			(target != NULL && strcmp(record->target, target) != 0))
			continue;
		at = sheet_index_add(sheets.index, record);
		if (at == sheets.count) {
			sheets.count++;
			sheets.list = mem_grow(sheets.list, at, sheets.count, sizeof(*sheets.list));
			sheets.list[at] = sheet_new(data->rubric, record->round, record->rater,
				data->session.role, record->target);
		}
		sheet_apply(sheets.list[at], record);
	}
	return sheets;
}

void results_sheets_free(struct results_sheets *sheets)
{
	for (size_t i = 0; sheets->ledger == NULL && i < sheets->count; i++)
		sheet_free(sheets->list[i]);
	free(sheets->list);
	free(sheets->places);
	sheet_index_free(sheets->index);
	memset(sheets, 0, sizeof(*sheets));
}

const char *results_relation(const struct session *session, const struct sheet *sheet)
{
	if (sheet->rater[0] != '\0' && strcmp(sheet->rater, sheet->target) == 0)
		return "self";
	return session->kind == SESSION_PEER ? "peer" : "outside";
}

const char *results_answer_word(enum answer_status status)
{
	switch (status) {
	case ANSWER_SCORED: return record_status_word(RECORD_SCORED);
	case ANSWER_UNKNOWN: return record_status_word(RECORD_UNKNOWN);
	case ANSWER_NOT_APPLICABLE: return record_status_word(RECORD_NOT_APPLICABLE);
	case ANSWER_OPEN: return record_status_word(RECORD_OPEN);
	case ANSWER_AGREED: return record_status_word(RECORD_AGREED);
	case ANSWER_NONE: break;
	}
	return record_status_word(RECORD_UNANSWERED);
}

void results_cell(
	struct buf *out, const char *text, const struct results_options *options, bool first)
{
	if (!first)
		buf_byte(out, options->delimiter);
	table_text_field(out, text, options->delimiter);
}

void results_number(struct buf *out, double value, const struct results_options *options)
{
	char text[32];

	decimal_text(text, sizeof(text), value);
	buf_byte(out, options->delimiter);
	table_field(out, text, options->delimiter, false);
}

const char *results_level(const struct rubric *rubric, size_t criterion, size_t step,
	const struct results_options *options)
{
	const struct rubric_step *chosen = &rubric->criteria[criterion].steps[step];

	if (options->labels == NULL)
		return rubric->levels[chosen->level].id;
	return rubric_say(rubric, &chosen->label, rubric_lang(rubric, options->labels));
}

static void add_header(
	struct buf *out, const char *const *columns, const struct results_options *options)
{
	if (options->bom)
		buf_text_add(out, BOM);
	for (size_t i = 0; columns[i] != NULL; i++)
		results_cell(out, columns[i], options, i == 0);
	buf_byte(out, '\n');
}

static void add_ratings_header(struct buf *out, const struct results_options *options)
{
	if (options->bom)
		buf_text_add(out, BOM);
	for (size_t i = 0; i < RATING_COLUMNS; i++)
		results_cell(out, rating_columns[i].name, options, i == 0);
	buf_byte(out, '\n');
}

static void add_row(struct buf *out, const struct session_data *data,
	const struct results_sheets *sheets, size_t at, size_t criterion,
	const struct results_options *options)
{
	const struct sheet *sheet = sheets->list[at];
	const struct rubric *rubric = data->rubric;
	const struct answer *answer = &sheet->answers[criterion];
	bool scored = answer->status == ANSWER_SCORED;
	const char *const before[] = {data->session.id, rubric->id, rubric->version,
		rubric->fingerprint, session_moment_word(data->session.moment), sheet->round,
		sheet->group, sheet->rater, sheet->role, sheet->target,
		results_relation(&data->session, sheet), rubric->criteria[criterion].id,
		results_answer_word(answer->status),
		scored ? results_level(rubric, criterion, answer->step, options) : ""};
	const char *const after[] = {answer->note != NULL ? answer->note : "",
		answer->status != ANSWER_NONE ? answer->at : "",
		answer->by_owner ? "owner" : "self", results_submitted(sheets, at)};

	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++)
		results_cell(out, before[i], options, i == 0);
	if (scored)
		results_number(
			out, rubric_value(&rubric->criteria[criterion], answer->step), options);
	else
		results_cell(out, "", options, false);
	for (size_t i = 0; i < sizeof(after) / sizeof(after[0]); i++)
		results_cell(out, after[i], options, false);
	buf_byte(out, '\n');
}

void results_each(const struct session_data *data, results_answer_fn *take, void *context)
{
	struct results_sheets sheets = results_sheets_make(data, NULL);

	for (size_t i = 0; i < sheets.count; i++) {
		struct results_answer answer = {.sheet = sheets.list[i],
			.relation = results_relation(&data->session, sheets.list[i]),
			.submitted = results_submitted(&sheets, i)};
		size_t end = data->rubric->criterion_count;

		while (end > 0 && !results_is_asked(&sheets, i, end - 1))
			end--;
		for (size_t c = 0; c < end; c++) {
			answer.answer = &sheets.list[i]->answers[c];
			answer.criterion = c;
			answer.last = c + 1 == end;
			if (results_is_asked(&sheets, i, c))
				take(context, &answer);
		}
	}
	results_sheets_free(&sheets);
}

void results_ratings(
	struct buf *out, const struct session_data *data, const struct results_options *options)
{
	struct results_sheets sheets = results_sheets_make(data, options->target);

	if (options->wide) {
		results_wide(out, data, &sheets, options);
	} else {
		add_ratings_header(out, options);
		for (size_t i = 0; i < sheets.count; i++) {
			for (size_t c = 0; c < data->rubric->criterion_count; c++) {
				if (results_is_asked(&sheets, i, c))
					add_row(out, data, &sheets, i, c, options);
			}
		}
		results_agreed(out, data, options);
	}
	results_sheets_free(&sheets);
}

/* A text, and where it belongs. */
struct text_row {
	const struct record *record;
	size_t sheet, criterion;
};

static int text_key_order(const void *left, const void *right)
{
	const struct text_row *a = left, *b = right;
	int order = record_key_order(a->record, b->record);

	return order != 0 ? order : record_order(a->record, b->record);
}

static int text_row_order(const void *left, const void *right)
{
	const struct text_row *a = left, *b = right;

	if (a->sheet != b->sheet)
		return a->sheet < b->sheet ? -1 : 1;
	if (a->criterion != b->criterion)
		return a->criterion < b->criterion ? -1 : 1;
	if (a->record->event != b->record->event)
		return a->record->event < b->record->event ? -1 : 1;
	return record_order(a->record, b->record);
}

static bool holds_text(enum record_event event)
{
	return event == RECORD_NOTE || event == RECORD_COMMENT || event == RECORD_QUESTION ||
	       event == RECORD_AGREEMENT || event == RECORD_TEXT;
}

/* The last text of every key, unless it was taken away. */
static size_t keep_last(struct text_row *rows, size_t count)
{
	size_t kept = 0;

	if (count > 0)
		qsort(rows, count, sizeof(*rows), text_key_order);
	for (size_t i = 0; i < count; i++) {
		if (i + 1 < count && record_key_order(rows[i].record, rows[i + 1].record) == 0)
			continue;
		if (rows[i].record->status != RECORD_REMOVED && rows[i].record->note[0] != '\0')
			rows[kept++] = rows[i];
	}
	if (kept > 0)
		qsort(rows, kept, sizeof(*rows), text_row_order);
	return kept;
}

static void add_text(struct buf *out, const struct session_data *data, const struct sheet *sheet,
	const struct record *record, const struct results_options *options)
{
	const char *const cells[] = {data->session.id, data->rubric->id,
		session_moment_word(data->session.moment), sheet->round, sheet->group, sheet->rater,
		sheet->role, sheet->target, record->criterion, results_text_kind(record),
		record->part, record->note, record->owner, record->due,
		record_status_word(record->status), record->at};

	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
		results_cell(out, cells[i], options, i == 0);
	buf_byte(out, '\n');
}

const char *results_text_kind(const struct record *record)
{
	return record->event == RECORD_TEXT ? "answer" : record_event_word(record->event);
}

const char *results_status(const struct answer *answer)
{
	return results_answer_word(answer->status);
}

static void each_text(
	const struct session_data *data, const char *target, results_text_fn *take, void *context)
{
	struct results_sheets sheets = results_sheets_make(data, target);
	struct text_row *rows = mem_new((data->records.count + 1) * sizeof(*rows));
	size_t count = 0;

	for (size_t i = 0; i < data->records.count; i++) {
		const struct record *record = &data->records.list[i];
		size_t sheet = results_sheet_of(&sheets, record);

		if (sheet == RUBRIC_NONE || !holds_text(record->event) ||
			(data->ledger != NULL && !data->ledger->used[i]))
			continue;
		rows[count].record = record;
		rows[count].sheet = sheet;
		rows[count].criterion = rubric_find_criterion(data->rubric, record->criterion);
		count++;
	}
	count = keep_last(rows, count);
	for (size_t i = 0; i < count; i++)
		take(context, sheets.list[rows[i].sheet], rows[i].record);
	free(rows);
	results_sheets_free(&sheets);
}

void results_each_text(const struct session_data *data, results_text_fn *take, void *context)
{
	each_text(data, NULL, take, context);
}

struct texting {
	struct buf *out;
	const struct session_data *data;
	const struct results_options *options;
};

static void write_text(void *context, const struct sheet *sheet, const struct record *record)
{
	const struct texting *texting = context;

	add_text(texting->out, texting->data, sheet, record, texting->options);
}

void results_texts(
	struct buf *out, const struct session_data *data, const struct results_options *options)
{
	struct texting texting = {out, data, options};

	add_header(out, text_columns, options);
	each_text(data, options->target, write_text, &texting);
	results_agreed_texts(out, data, options);
}

bool results_rebuild(const struct session_data *data, struct err *err)
{
	const struct results_options plain = {.delimiter = ','};
	struct buf ratings = BUF_EMPTY, texts = BUF_EMPTY;
	int dir, folder = fd_open(AT_FDCWD, data->path, O_RDONLY | O_DIRECTORY, 0);
	bool done;

	if (folder < 0)
		return err_set(err, ERR_SAVE, data->path, "%s", save_why(errno));
	if (mkdirat(folder, RESULTS_DIR, 0700) != 0 && errno != EEXIST)
		dir = -1;
	else
		dir = fd_open(folder, RESULTS_DIR, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
	if (dir < 0) {
		err_set(err, ERR_SAVE, data->path, "%s", save_why(errno));
		fd_close(folder);
		return false;
	}
	results_ratings(&ratings, data, &plain);
	results_texts(&texts, data, &plain);
	done = atomic_write_at(dir, "ratings.csv", ratings.data, ratings.len, 0600, true, err) &&
	       atomic_write_at(dir, "texts.csv", texts.data, texts.len, 0600, true, err);
	buf_free(&ratings);
	buf_free(&texts);
	fd_close(dir);
	fd_close(folder);
	return done;
}
