/* actions: the table of ui/action.h, one action a line: name, group, first key, plain word, help
 * sentence, between tabs. For tests that walk all of them. */
#include "config.h"

#include "ui/action.h"

#include <stdio.h>
#include <string.h>

int main(void)
{
	for (int i = ACT_NONE + 1; i < ACT_COUNT; i++) {
		const struct action_info *info = action_info((enum action)i);

		printf("%s\t%s\t%.*s\t%s\t%s\n", info->name,
			info->group == ACT_G_TEXT ? "text" : "command",
			(int)strcspn(info->keys, " "), info->keys, info->plain, info->help);
	}
	return 0;
}
