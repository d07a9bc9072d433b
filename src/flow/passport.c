#include "config.h"

#include "flow/passport_parts.h"

#include "base/clock.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "flow/problems.h"
#include "model/sheet_index.h"

#include <stdlib.h>
#include <string.h>

bool passport_is(const char *name, const char *person)
{
	char *a = text_lower(name), *b = text_lower(person);
	char *one = text_normal(a), *two = text_normal(b);
	bool same = strcmp(one, two) == 0;

	free(a);
	free(b);
	free(one);
	free(two);
	return same;
}

/* --- adding ------------------------------------------------------------------------------------
 */

struct passport_session *passport_begin(struct passport_reading *reading, const char *as)
{
	const struct session_data *data = reading->data;
	const struct rubric *rubric = data->rubric;
	struct passport_session *session;

	if (reading->found)
		return &reading->passport->sessions[reading->session];
	reading->found = true;
	reading->lang = rubric_lang(rubric, lang_current());
	reading->rubric = passport_rubric(reading->passport, rubric, reading->lang);
	session = passport_add_session(reading->passport);
	reading->session = reading->passport->session_count - 1;
	mem_replace(&session->id, data->session.id);
	mem_replace(&session->title, data->session.title);
	mem_replace(&session->rubric, rubric->id);
	mem_replace(&session->rubric_title, rubric_say(rubric, &rubric->title, reading->lang));
	mem_replace(&session->version, rubric->version);
	mem_replace(&session->fingerprint, rubric->fingerprint);
	mem_replace(&session->as, as);
	session->kind = data->session.kind;
	session->moment = data->session.moment;
	strncpy(session->date, data->session.made_at, sizeof(session->date) - 1);
	return session;
}

struct passport_criterion *passport_at(struct passport_reading *reading, size_t criterion)
{
	return passport_criterion(reading->rubric, reading->data->rubric, criterion, reading->lang);
}

static const char *or_own(const struct passport_reading *reading, const struct rubric_text *text,
	const char *standard)
{
	return rubric_text_empty(text) ? standard
				       : rubric_say(reading->data->rubric, text, reading->lang);
}

struct passport_point *passport_take_answer(struct passport_reading *reading, size_t criterion,
	const struct answer *answer, enum passport_who who)
{
	const struct rubric *rubric = reading->data->rubric;
	const struct rubric_criterion *at = &rubric->criteria[criterion];
	struct passport_point *point;

	if (answer->status != ANSWER_SCORED && answer->status != ANSWER_UNKNOWN &&
		answer->status != ANSWER_NOT_APPLICABLE)
		return NULL;
	point = passport_add_point(passport_at(reading, criterion), reading->session);
	point->who = who;
	point->status = answer->status;
	point->raters = 1;
	if (answer->status == ANSWER_SCORED) {
		const struct rubric_step *step = &at->steps[answer->step];

		mem_replace(&point->level, rubric_say(rubric, &step->label, reading->lang));
		mem_replace(&point->id, rubric->levels[step->level].id);
		point->step = (double)step->level;
		point->value = rubric_value(at, answer->step);
	} else {
		mem_replace(&point->level,
			answer->status == ANSWER_UNKNOWN
				? or_own(reading, &rubric->unknown, _("I don't know"))
				: or_own(reading, &rubric->not_applicable, _("not applicable")));
	}
	return point;
}

static void take_remark(struct passport_reading *reading, size_t criterion, enum passport_text kind,
	const char *text, bool own, const char *role)
{
	struct passport_remark *remark;

	if (text == NULL || text[0] == '\0')
		return;
	remark = passport_add_remark(reading->rubric,
		criterion == RUBRIC_NONE ? NULL : passport_at(reading, criterion), reading->session,
		kind, text);
	remark->own = own;
	mem_replace(&remark->from, own ? "" : role);
}

static void take_item(
	struct passport_reading *reading, const struct sheet_item *item, bool own, const char *role)
{
	struct passport_remark *remark;
	enum passport_text kind = item->kind == RECORD_TEXT	   ? PASSPORT_ANSWER
				  : item->kind == RECORD_AGREEMENT ? PASSPORT_AGREEMENT
								   : PASSPORT_NOTE;

	if (item->text[0] == '\0')
		return;
	remark = passport_add_remark(reading->rubric, passport_at(reading, item->criterion),
		reading->session, kind, item->text);
	remark->own = own;
	mem_replace(&remark->from, own ? "" : role);
	mem_replace(&remark->due, item->due);
}

void passport_take_sheet(struct passport_reading *reading, const struct sheet *sheet,
	enum passport_who who, const char *about, const char *rater, const char *role, bool *taken)
{
	bool own = who == PASSPORT_SELF;

	for (size_t c = 0; c < sheet->rubric->criterion_count; c++) {
		struct passport_point *point;

		if (taken != NULL && taken[c])
			continue;
		point = passport_take_answer(reading, c, &sheet->answers[c], who);
		if (taken != NULL)
			taken[c] = point != NULL;
		if (point != NULL) {
			mem_replace(&point->about, about);
			mem_replace(&point->rater, own ? "" : rater);
			mem_replace(&point->role, own ? "" : role);
		}
		take_remark(reading, c, PASSPORT_NOTE, sheet->answers[c].note, own, role);
	}
	for (size_t i = 0; i < sheet->item_count; i++)
		take_item(reading, &sheet->items[i], own, role);
	take_remark(reading, RUBRIC_NONE, PASSPORT_TOP, sheet->comments[RUBRIC_TOP], own, role);
	take_remark(reading, RUBRIC_NONE, PASSPORT_TIP, sheet->comments[RUBRIC_TIP], own, role);
}

/* --- solo --------------------------------------------------------------------------------------
 */

struct forms {
	struct sheet **list;
	size_t count;
};

static struct forms make_forms(const struct session_data *data)
{
	struct forms forms = {NULL, 0};
	struct sheet_index *index = sheet_index_new();

	for (size_t i = 0; i < data->records.count; i++) {
		const struct record *record = &data->records.list[i];
		size_t at = sheet_index_add(index, record);

		if (at == forms.count) {
			forms.list = mem_grow(
				forms.list, forms.count, forms.count + 1, sizeof(struct sheet *));
			forms.list[forms.count++] = sheet_new(data->rubric, record->round,
				record->rater, data->session.role, record->target);
		}
		sheet_apply(forms.list[at], record);
	}
	sheet_index_free(index);
	return forms;
}

/* Forms that the person filled in, and those of somebody else about the person. */
static void take_solo(struct passport_reading *reading)
{
	const struct session *session = &reading->data->session;
	struct forms forms = make_forms(reading->data);

	for (size_t i = 0; i < forms.count; i++) {
		const struct sheet *sheet = forms.list[i];
		bool by = passport_is(sheet->rater, reading->person);
		bool about = passport_is(sheet->target, reading->person);

		if ((!by && !about) || sheet_answered(sheet) + sheet->item_count == 0)
			continue;
		passport_begin(reading, "");
		passport_take_sheet(reading, sheet, by ? PASSPORT_SELF : PASSPORT_OTHERS,
			about ? "" : sheet->target, sheet->rater, session->role, NULL);
	}
	for (size_t i = 0; i < forms.count; i++)
		sheet_free(forms.list[i]);
	free(forms.list);
}

/* --- a folder, all folders ---------------------------------------------------------------------
 */

static bool take_folder(const struct passport_request *request, const char *folder,
	struct passport *passport, struct buf *notes, bool *partial, struct err *err)
{
	struct session_data *data = session_read(folder, err);
	struct passport_reading reading = {
		.passport = passport, .person = request->person, .notes = notes, .data = data};
	bool good = data != NULL;

	if (!good)
		return false;
	*partial |= problems_note(notes, data);
	if (data->session.kind == SESSION_SOLO)
		take_solo(&reading);
	else
		good = passport_take_group(&reading, err);
	if (good && !reading.found) {
		char *path = text_safe_copy(folder, TEXT_NAME);
		char *name = text_safe_copy(request->person, TEXT_NAME);

		buf_format(notes, _("%s: nothing about %s in it\n"), path, name);
		free(path);
		free(name);
	}
	session_data_free(data);
	return good;
}

bool passport_gather(const struct passport_request *request, struct passport *out,
	struct buf *notes, bool *partial, struct err *err)
{
	char now[CLOCK_TEXT_LEN + 1];

	clock_text(now, clock_now());
	passport_init(out, request->person, now);
	for (size_t i = 0; i < request->folder_count; i++) {
		if (take_folder(request, request->folders[i], out, notes, partial, err))
			continue;
		passport_free(out);
		return false;
	}
	passport_order(out);
	if (out->session_count > 0)
		return true;
	passport_free(out);
	return err_set(err, ERR_INPUT, NULL,
		_("there is nothing about %s in these sessions; hint: a name, a login or an id of "
		  "the list of participants"),
		request->person);
}
