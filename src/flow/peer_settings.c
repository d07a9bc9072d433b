/* What counts towards a mark, as chosen before the session opened, and as changed since. */
#include "config.h"

#include "base/decimal.h"
#include "flow/peer_parts.h"

#include <math.h>
#include <string.h>

static void take_step(struct peer_settings *settings, const struct state_step *step)
{
	const char *weight = state_step_get(step, "weight"), *cap = state_step_get(step, "cap");
	double value;

	if (decimal_parse(weight, &value) && value >= 0 && value <= 1)
		settings->weight = value;
	if (strcmp(cap, "none") == 0)
		settings->cap = NAN;
	else if (decimal_parse(cap, &value) && value > 0)
		settings->cap = value;
}

void peer_settings_read(struct peer_settings *settings, const struct session *session,
	const struct state_steps *steps)
{
	*settings = (struct peer_settings){.method = session->method,
		.weight = session->weight,
		.cap = session->cap,
		.penalty = session->penalty,
		.penalty_points = session->penalty_points,
		.low = session->scale_low,
		.high = session->scale_high,
		.self = session->self_counted};
	for (size_t i = 0; i < steps->count; i++)
		if (strcmp(steps->list[i].step, STEP_SETTINGS) == 0)
			take_step(settings, &steps->list[i]);
}

/* The factor of a member by the chosen method, on which 1 is an equal share; capped. */
double peer_factor(
	const struct team_factors *factors, const struct peer_settings *settings, size_t member)
{
	double factor = factors->of[(size_t)peer_measure(settings) * factors->team->count + member];

	if (settings->method == METHOD_TEAMMATES)
		factor /= 100;
	return !isnan(settings->cap) && factor > settings->cap ? settings->cap : factor;
}

double peer_grade(const struct team_factors *factors, const struct peer_settings *settings,
	size_t member, double mark)
{
	double factor = peer_factor(factors, settings, member);
	struct webpa one = {.score = &factor,
		.submitted = &factors->submitted[member],
		.submitted_count = factors->submitted_count};
	const struct grading grading = {.weight = settings->weight,
		.penalty = settings->penalty,
		.penalty_points = settings->penalty_points,
		.low = settings->low,
		.high = settings->high};

	return settings->method == METHOD_NONE ? mark : webpa_grade(&one, 0, mark, &grading);
}

bool peer_weight_from(const char *text, double *weight)
{
	char copy[32];
	size_t len = strlen(text);
	bool percent = len > 0 && text[len - 1] == '%';
	double value;

	if (len - percent >= sizeof(copy))
		return false;
	memcpy(copy, text, len - percent);
	copy[len - percent] = '\0';
	if (!decimal_parse(copy, &value))
		return false;
	value = percent ? value / 100 : value;
	if (!(value >= 0 && value <= 1))
		return false;
	*weight = value;
	return true;
}

bool peer_cap_from(const char *text, double *cap)
{
	double value = NAN;

	if (strcmp(text, "none") != 0 && !(decimal_parse(text, &value) && value > 0))
		return false;
	*cap = value;
	return true;
}
