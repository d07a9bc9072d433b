/* What the forms of a report have in common. */
#include "config.h"

#include "report/workshop.h"

#include "base/lang.h"
#include "stats/tally.h"

const char *workshop_title(const struct workshop_report *report)
{
	const struct ledger *ledger = report->ledger;
	const char *title = report->target;

	if (!title || title[0] == '\0')
		title = ledger->session->title;
	if (title[0] == '\0')
		title = rubric_say(ledger->rubric, &ledger->rubric->title,
			rubric_lang(ledger->rubric, lang_current()));
	return title;
}

int workshop_shown(const struct workshop_report *report)
{
	int round = LEDGER_ROUNDS_MAX;

	while (round > 0 && !report->ledger->shown[round])
		round--;
	return round;
}

size_t workshop_people(const struct workshop_report *report, const char *role)
{
	const struct ledger *ledger = report->ledger;
	int round = workshop_shown(report);
	size_t count = 0;

	for (size_t person = 0; person < ledger->roster->count; person++)
		count += tally_in_scope(ledger, person,
			&(struct tally_scope){round > 0 ? round : 1, role ? &role : NULL, 1, NULL});
	return count;
}

bool workshop_has_fit(const struct workshop_report *report)
{
	for (size_t i = 0; i < report->discussion->count; i++)
		if (report->discussion->list[i].fit_known)
			return true;
	return false;
}

size_t workshop_aim(const struct workshop_report *report, size_t criterion)
{
	for (size_t i = report->ledger->action_count; i > 0; i--) {
		const struct ledger_action *action = &report->ledger->actions[i - 1];

		if (action->criterion == criterion && action->step != RUBRIC_NONE)
			return action->step;
	}
	return RUBRIC_NONE;
}
