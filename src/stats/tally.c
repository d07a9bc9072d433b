#include "config.h"

#include "stats/tally.h"

#include "stats/spread.h"

#include <assert.h>
#include <math.h>
#include <string.h>

bool tally_in_scope(const struct ledger *ledger, size_t person, const struct tally_scope *scope)
{
	const struct person *who = &ledger->roster->list[person];

	if (!ledger_counts(ledger, person, scope->round))
		return false;
	if (scope->group && strcmp(scope->group, who->group) != 0)
		return false;
	if (!scope->roles)
		return true;
	for (size_t i = 0; i < scope->role_count; i++)
		if (strcmp(scope->roles[i], who->role) == 0)
			return true;
	return false;
}

bool tally_not_known(const struct tally *tally)
{
	return tally->unknown > 0 && 3 * tally->unknown >= tally->unknown + tally->scored;
}

static void count_answer(struct tally *tally, const struct answer *answer)
{
	switch (answer ? answer->status : ANSWER_NONE) {
	case ANSWER_SCORED:
		tally->counts[answer->step]++;
		tally->scored++;
		break;
	case ANSWER_UNKNOWN: tally->unknown++; break;
	case ANSWER_NOT_APPLICABLE: tally->not_applicable++; break;
	case ANSWER_OPEN:
	case ANSWER_AGREED: tally->texts++; break;
	case ANSWER_NONE: tally->unanswered++; break;
	}
}

static enum unity_word word_of(enum spread_word word)
{
	static const enum unity_word words[] = {
		[SPREAD_UNITED] = UNITY_UNITED,
		[SPREAD_CLOSE] = UNITY_CLOSE,
		[SPREAD_SPREAD] = UNITY_SPREAD,
		[SPREAD_FAR_APART] = UNITY_FAR_APART,
		[SPREAD_NOBODY] = UNITY_NONE,
	};

	return words[word];
}

static void conclude(struct tally *tally, const struct rubric_criterion *criterion, int threshold)
{
	double values[RUBRIC_LEVELS_MAX];
	struct spread spread;

	tally->unity = NAN;
	tally->low = tally->high = tally->middle_low = tally->middle_high = RUBRIC_NONE;
	if (tally->scored == 0)
		return;
	for (size_t step = 0; step < criterion->step_count; step++)
		values[step] = criterion->steps[step].value;
	spread = spread_of(
		values, tally->counts, criterion->step_count, tally->unknown, (unsigned)threshold);
	tally->unity = spread.unity;
	tally->low = spread.lowest;
	tally->high = spread.highest;
	tally->middle_low = spread.middle_low;
	tally->middle_high = spread.middle_high;
	tally->word = word_of(spread.word);
	tally->agreed = spread.agreed;
}

void tally_make_scope(struct tally *tally, const struct ledger *ledger, size_t criterion,
	const struct tally_scope *scope)
{
	assert(criterion < ledger->rubric->criterion_count);
	*tally = (struct tally){0};
	for (size_t person = 0; person < ledger->roster->count; person++) {
		const struct sheet *sheet;

		if (!tally_in_scope(ledger, person, scope))
			continue;
		sheet = ledger_sheet(ledger, person, scope->round);
		count_answer(tally, sheet ? &sheet->answers[criterion] : NULL);
	}
	conclude(tally, &ledger->rubric->criteria[criterion], ledger->session->threshold);
}

void tally_make(struct tally *tally, const struct ledger *ledger, size_t criterion, int round,
	const char *role)
{
	const char *const roles[] = {role};

	tally_make_scope(tally, ledger, criterion,
		&(struct tally_scope){round, role ? roles : NULL, 1, NULL});
}

void tally_make_peers(
	struct tally *tally, const struct ledger *ledger, size_t criterion, size_t target)
{
	const struct ledger_team *team = &ledger->teams[ledger->team_of[target]];

	assert(criterion < ledger->rubric->criterion_count);
	*tally = (struct tally){0};
	for (size_t i = 0; i < team->count; i++) {
		size_t rater = team->members[i];
		const struct ledger_sheet *about = ledger_about(ledger, rater, target, 1);

		if (rater != target && (about != NULL || !ledger->left[rater]))
			count_answer(tally, about ? &about->sheet->answers[criterion] : NULL);
	}
	conclude(tally, &ledger->rubric->criteria[criterion], ledger->session->threshold);
}

struct tally_numbers tally_numbers(
	const struct tally *tally, const struct rubric_criterion *criterion)
{
	struct tally_numbers out = {NAN, NAN, NAN, NAN, NAN};
	double sum = 0, squares = 0, a, b;

	if (tally->scored == 0)
		return out;
	a = rubric_value(criterion, tally->low);
	b = rubric_value(criterion, tally->high);
	out.min = fmin(a, b);
	out.max = fmax(a, b);
	out.median = (rubric_value(criterion, tally->middle_low) +
			     rubric_value(criterion, tally->middle_high)) /
		     2;
	for (size_t step = 0; step < criterion->step_count; step++)
		sum += (double)tally->counts[step] * rubric_value(criterion, step);
	out.mean = sum / (double)tally->scored;
	for (size_t step = 0; step < criterion->step_count; step++)
		squares += (double)tally->counts[step] *
			   pow(rubric_value(criterion, step) - out.mean, 2);
	if (tally->scored > 1)
		out.sd = sqrt(squares / (double)(tally->scored - 1));
	return out;
}

const char *unity_text(enum unity_word word)
{
	static const enum spread_word words[] = {
		[UNITY_NONE] = SPREAD_NOBODY,
		[UNITY_UNITED] = SPREAD_UNITED,
		[UNITY_CLOSE] = SPREAD_CLOSE,
		[UNITY_SPREAD] = SPREAD_SPREAD,
		[UNITY_FAR_APART] = SPREAD_FAR_APART,
	};

	return spread_word_text(words[word]);
}
