#include "config.h"

#include "ui/action.h"

#include <assert.h>

static const struct action_info table[ACT_COUNT] = {
#define A(id, group, keys, plain, brief, help)                                                     \
	[ACT_##id] = {ACT_##id, ACT_G_##group, #id, keys, plain, brief, help},
	ACTION_TABLE(A)
#undef A
};

const struct action_info *action_info(enum action action)
{
	assert(action > ACT_NONE && action < ACT_COUNT);
	return &table[action];
}
