#include "config.h"
#include "flow/verify_step.h"

#include "base/decimal.h"
#include "base/lang.h"

#include <string.h>

static bool is(const struct state_step *step, const char *word)
{
	return strcmp(step->step, word) == 0;
}

static bool has_criterion(const struct rubric *rubric, const char *id, size_t len)
{
	for (size_t i = 0; i < rubric->criterion_count; i++) {
		if (strlen(rubric->criteria[i].id) == len &&
			strncmp(rubric->criteria[i].id, id, len) == 0)
			return true;
	}
	return false;
}

/* "openness, novelty" */
static bool has_criteria(const struct rubric *rubric, const char *list)
{
	bool all = true;

	while (all && *list != '\0') {
		size_t len = strcspn(list, ", ");

		all = len == 0 || has_criterion(rubric, list, len);
		list += len;
		list += strspn(list, ", ");
	}
	return all;
}

const char *verify_step_why(const struct session_data *data, const struct state_step *step)
{
	const char *person = state_step_get(step, "person");
	bool of_person = strncmp(step->step, "person-", strlen("person-")) == 0;
	uint64_t round;

	if ((of_person || person[0] != '\0') && roster_find(&data->roster, person) == ROSTER_NONE)
		return _("this step is about somebody who is not in the list of participants");
	if ((is(step, "round") || is(step, "revealed")) &&
		(!decimal_whole(state_step_get(step, "round"), LEDGER_ROUNDS_MAX, &round) ||
			round == 0))
		return _("this step is about a round that there cannot be");
	if (!has_criteria(data->rubric, state_step_get(step, "criteria")))
		return _("this step is about a criterion that the rubric does not have");
	return NULL;
}
