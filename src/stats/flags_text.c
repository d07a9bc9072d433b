#include "config.h"

#include "stats/flags_text.h"

#include "base/decimal.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define MOST 100 /* no threshold is further off */

static const struct threshold {
	const char *name;
	size_t offset;
} THRESHOLDS[] = {
	{"under-peers", offsetof(struct flag_settings, under_peers)},
	{"under-gap", offsetof(struct flag_settings, under_gap)},
	{"over-gap", offsetof(struct flag_settings, over_gap)},
	{"low-peers", offsetof(struct flag_settings, low_peers)},
	{"high-peers", offsetof(struct flag_settings, high_peers)},
	{"high-gap", offsetof(struct flag_settings, high_gap)},
	{"skewed-self", offsetof(struct flag_settings, skewed_self)},
	{"skewed-gap", offsetof(struct flag_settings, skewed_gap)},
	{"conflict-low", offsetof(struct flag_settings, conflict_low)},
	{"conflict-rest", offsetof(struct flag_settings, conflict_rest)},
	{"clique-gap", offsetof(struct flag_settings, clique_gap)},
	{"few", offsetof(struct flag_settings, few)},
};

#define COUNT (sizeof THRESHOLDS / sizeof THRESHOLDS[0])

const char *flags_text_name(size_t nth)
{
	return nth < COUNT ? THRESHOLDS[nth].name : NULL;
}

/* "low-peers=2.5" */
static bool take_one(struct flag_settings *settings, char *part)
{
	char *equals = strchr(part, '=');
	double value;
	uint64_t whole;

	if (equals == NULL)
		return false;
	*equals = '\0';
	for (size_t i = 0; i < COUNT; i++) {
		char *slot = (char *)settings + THRESHOLDS[i].offset;

		if (strcmp(THRESHOLDS[i].name, part) != 0)
			continue;
		if (THRESHOLDS[i].offset == offsetof(struct flag_settings, few)) {
			if (!decimal_whole(equals + 1, MOST, &whole))
				return false;
			settings->few = (size_t)whole;
			return true;
		}
		if (!decimal_parse(equals + 1, &value) || value < 0 || value > MOST)
			return false;
		memcpy(slot, &value, sizeof(value));
		return true;
	}
	return false;
}

bool flags_text_take(struct flag_settings *settings, const char *text)
{
	struct flag_settings changed = *settings;
	char *copy = mem_text(text), *rest = copy, *part;
	bool good = true;

	while (good && (part = strsep(&rest, ", ")) != NULL)
		good = part[0] == '\0' || take_one(&changed, part);
	free(copy);
	if (good)
		*settings = changed;
	return good;
}
