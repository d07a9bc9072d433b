#include "config.h"

#include "flow/session_ratings.h"

#include "base/clock.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/text.h"
#include "files/results.h"
#include "flow/problems.h"

#include <math.h>
#include <string.h>

#define ID_SHOWN 8 /* digits of a session's id that tell sessions apart for people */

struct adding {
	struct session_ratings *into;
	const struct session_data *data;
	struct err *err;
	const char *round;
	bool failed;
};

/* "3f9c2b7a:name" where people of several sessions come together. */
static void add_name(struct buf *out, const struct adding *adding, const char *name)
{
	if (adding->into->several && adding->data->session.kind != SESSION_SOLO)
		buf_format(out, "%.*s:", ID_SHOWN, adding->data->session.id);
	buf_text_add(out, name);
}

/* A person is a target within the session; a problem is the same problem everywhere, but not at
 * another moment. */
static void add_target(struct buf *out, const struct adding *adding, const char *target)
{
	const struct session *session = &adding->data->session;

	/* Named as the raters are, or ratings of oneself would not be seen as such. */
	if (session->kind == SESSION_PEER) {
		add_name(out, adding, target);
		return;
	}
	buf_text_add(out, target[0] != '\0' ? target : session->rubric);
	if (adding->into->several && session->moment != SESSION_NO_MOMENT)
		buf_format(out, " (%s)", session_moment_word(session->moment));
}

static void take(void *context, const struct results_answer *answer)
{
	struct adding *adding = context;
	const struct sheet *sheet = answer->sheet;
	const struct rubric_criterion *criterion =
		&adding->data->rubric->criteria[answer->criterion];
	bool scored = answer->answer->status == ANSWER_SCORED;
	struct buf rater = BUF_EMPTY, target = BUF_EMPTY, group = BUF_EMPTY;
	size_t earlier;

	if (adding->failed || strcmp(sheet->round, adding->round) != 0 ||
		criterion->step_count == 0)
		return;
	adding->into->sheets += answer->criterion == 0;
	add_name(&rater, adding, sheet->rater);
	add_target(&target, adding, sheet->target);
	if (sheet->group[0] != '\0')
		add_name(&group, adding, sheet->group);
	if (!ratings_add(adding->into->ratings, buf_text(&group), buf_text(&rater),
		    buf_text(&target), criterion->id,
		    scored ? rubric_value(criterion, answer->answer->step) : NAN, 0, &earlier)) {
		adding->failed = true;
		err_set(adding->err, ERR_INPUT, adding->data->path,
			_("%s rates %s a second time, first in another folder; hint: name sessions "
			  "of one moment"),
			buf_text(&rater), buf_text(&target));
	}
	buf_free(&rater);
	buf_free(&target);
	buf_free(&group);
}

/* --- the levels there are ----------------------------------------------------------------------
 */

static bool has_level(const struct rubric_criterion *criterion, double level)
{
	for (size_t i = 0; i < criterion->step_count; i++)
		if (criterion->steps[i].value == level)
			return true;
	return false;
}

/* Rising values of the rubric's levels, where all its criteria have the same. */
static size_t levels_of(const struct rubric *rubric, double *levels)
{
	size_t count = 0;

	if (rubric->criterion_count == 0)
		return 0;
	for (size_t i = 0; i < rubric->criteria[0].step_count; i++) {
		double value = rubric->criteria[0].steps[i].value;
		size_t at = count;

		for (; at > 0 && levels[at - 1] > value; at--)
			levels[at] = levels[at - 1];
		levels[at] = value;
		count++;
	}
	for (size_t c = 1; c < rubric->criterion_count; c++) {
		if (rubric->criteria[c].step_count != count)
			return 0;
		for (size_t i = 0; i < count; i++)
			if (!has_level(&rubric->criteria[c], levels[i]))
				return 0;
	}
	return count;
}

static void take_levels(struct session_ratings *into, const struct rubric *rubric)
{
	if (into->sessions == 0) {
		into->level_count = levels_of(rubric, into->levels);
		memcpy(into->fingerprint, rubric->fingerprint, ID_FINGERPRINT_LEN + 1);
	} else if (strcmp(into->fingerprint, rubric->fingerprint) != 0) {
		into->level_count = 0;
	}
}

/* --- one folder --------------------------------------------------------------------------------
 */

static bool is_over(const struct session_data *data)
{
	char now[CLOCK_TEXT_LEN + 1];

	clock_text(now, clock_now());
	return ledger_all_over(data->ledger, now);
}

static bool may_be_used(const struct adding *adding)
{
	const struct session_data *data = adding->data;
	uint64_t round;

	if (data->partly)
		return err_set(adding->err, ERR_INPUT, data->path,
			_("only the owner of this session can read all answers"));
	if (!decimal_whole(adding->round, LEDGER_ROUNDS_MAX, &round) || round == 0)
		return err_set(adding->err, ERR_USAGE, data->path,
			_("--round %s is no round; hint: 1 to 9"), adding->round);
	if (data->session.kind == SESSION_PEER && !is_over(data))
		return err_set(adding->err, ERR_INPUT, data->path, "%s",
			_("the round is still open: until it closes there are counts only; hint: "
			  "peil session close DIR"));
	if (data->session.kind == SESSION_WORKSHOP && !data->ledger->shown[round])
		return err_set(adding->err, ERR_INPUT, data->path,
			_("the answers of round %s were not shown yet; hint: peil session reveal "
			  "DIR"),
			adding->round);
	return true;
}

bool session_ratings_add(
	struct session_ratings *into, const struct session_data *data, struct err *err)
{
	struct adding adding = {.into = into,
		.data = data,
		.err = err,
		.round = into->round != NULL ? into->round : "1"};

	if (!may_be_used(&adding))
		return false;
	into->partial |= problems_note(&into->notes, data);
	take_levels(into, data->rubric);
	results_each(data, take, &adding);
	into->sessions++;
	into->people += data->session.kind == SESSION_SOLO ? 1 : data->roster.count;
	return !adding.failed;
}

bool session_ratings_read(struct session_ratings *into, const char *path, struct err *err)
{
	struct session_data *data = session_read(path, err);
	bool good = data != NULL && session_ratings_add(into, data, err);

	session_data_free(data);
	return good;
}

void session_ratings_free(struct session_ratings *into)
{
	buf_free(&into->notes);
}
