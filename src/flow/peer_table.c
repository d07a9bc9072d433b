#include "config.h"

#include "flow/peer_table.h"

#include "base/decimal.h"
#include "base/mem.h"
#include "files/release_dir.h"
#include "files/table.h"
#include "stats/feedback.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEADER "part,criterion,halves,raters,text"
#define FIELDS 5

/* --- writing -----------------------------------------------------------------------------------
 */

static void add_row(struct buf *out, const char *part, const char *criterion, int halves,
	size_t raters, const char *text)
{
	buf_format(out, "%s,%s,", part, criterion);
	if (halves != FEEDBACK_NONE)
		buf_format(out, "%d", halves);
	buf_format(out, ",%zu,", raters);
	/* One row a line, so that each can be read by itself. */
	for (const char *at = text; *at != '\0';) {
		size_t len = strcspn(at, "\n");
		char *line = mem_text_n(at, len);

		if (at == text)
			table_text_field(out, line, ',');
		else {
			buf_text_add(out, "\nmore,,,,");
			table_text_field(out, line, ',');
		}
		free(line);
		at += len + (at[len] == '\n');
	}
	buf_byte(out, '\n');
}

static const struct answer *answer_of(
	const struct peer_team *team, size_t rater, size_t target, size_t criterion)
{
	const struct sheet *sheet = team->sheets[rater * team->count + target];

	if (sheet == NULL || sheet->answers[criterion].status != ANSWER_SCORED)
		return NULL;
	return &sheet->answers[criterion];
}

static void add_criterion(
	struct buf *out, const struct peer *peer, size_t person, size_t criterion, const char *text)
{
	const struct peer_team *team = &peer->teams[peer->team_of[person]];
	const char *id = peer->data->rubric->criteria[criterion].id;
	size_t target = peer->place_of[person], count = 0;
	size_t *steps = mem_grow(NULL, 0, team->count + 1, sizeof(size_t));

	for (size_t r = 0; r < team->count; r++) {
		const struct answer *answer = answer_of(team, r, target, criterion);

		if (r != target && answer != NULL)
			steps[count++] = answer->step;
	}
	if (text != NULL)
		add_row(out, "peers", id, feedback_shown(steps, count), count, text);
	free(steps);
}

void peer_table_write(struct buf *out, const struct peer *peer, size_t person, enum peer_part part)
{
	const struct rubric *rubric = peer->data->rubric;
	const struct peer_team *team = &peer->teams[peer->team_of[person]];
	size_t target = peer->place_of[person];
	struct feedback_page page;

	peer_page(peer, person, part, &page);
	buf_text_add(out, HEADER "\n");
	for (size_t c = 0; c < page.line_count; c++)
		add_criterion(out, peer, person, c, page.lines[c].shown);
	for (size_t c = 0; page.scores && c < rubric->criterion_count; c++) {
		const struct answer *own = answer_of(team, target, target, c);

		if (own != NULL)
			add_row(out, "self", rubric->criteria[c].id, (int)(2 * own->step), 1, "");
	}
	for (size_t i = 0; i < page.top_count; i++)
		add_row(out, "top", "", FEEDBACK_NONE, 1, page.tops[i]);
	for (size_t i = 0; i < page.tip_count; i++)
		add_row(out, "tip", "", FEEDBACK_NONE, 1, page.tips[i]);
	if (page.few)
		add_row(out, "few", "", FEEDBACK_NONE, 0, "");
	if (page.held)
		add_row(out, "held", "", FEEDBACK_NONE, 0, "");
	feedback_page_free(&page);
}

/* --- reading -----------------------------------------------------------------------------------
 */

/* What is being put together from a row and its further lines. */
struct reading {
	peer_table_fn *take;
	void *context;
	char *part, *criterion;
	struct buf text;
	int halves;
	size_t raters;
};

static void flush(struct reading *reading)
{
	if (reading->part == NULL)
		return;
	reading->take(reading->context, &(struct peer_table_row){.part = reading->part,
						.criterion = reading->criterion,
						.text = buf_text(&reading->text),
						.halves = reading->halves,
						.raters = reading->raters});
	free(reading->part);
	free(reading->criterion);
	reading->part = reading->criterion = NULL;
	buf_cut(&reading->text, 0);
}

static void take_line(struct reading *reading, const char *const *fields)
{
	char *text = mem_text(fields[4]);
	uint64_t number;

	table_unguard(text);
	if (strcmp(fields[0], "more") == 0) {
		buf_format(&reading->text, "\n%s", text);
	} else {
		flush(reading);
		reading->part = mem_text(fields[0]);
		reading->criterion = mem_text(fields[1]);
		reading->halves =
			decimal_whole(fields[2], 1000, &number) ? (int)number : FEEDBACK_NONE;
		reading->raters = decimal_whole(fields[3], 10000, &number) ? number : 0;
		buf_text_add(&reading->text, text);
	}
	free(text);
}

bool peer_table_read(const char *path, const char *person, peer_table_fn *take, void *context)
{
	struct reading reading = {.take = take, .context = context};
	struct buf table = BUF_EMPTY, store = BUF_EMPTY;
	const char *fields[TABLE_FIELDS_MAX];
	char name[RELEASE_NAME_MAX];
	int problem;

	release_page_name(name, person, "csv");
	problem = release_dir_read(path, name, &table) ? 0 : errno;
	for (const char *at = buf_text(&table); *at != '\0';) {
		size_t len = strcspn(at, "\n");

		if (at != table.data &&
			table_split(at, len, &store, fields, TABLE_FIELDS_MAX) == FIELDS)
			take_line(&reading, fields);
		at += len + (at[len] == '\n');
	}
	flush(&reading);
	buf_free(&reading.text);
	buf_free(&table);
	buf_free(&store);
	errno = problem;
	return problem == 0;
}
