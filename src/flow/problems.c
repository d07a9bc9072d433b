#include "config.h"

#include "flow/problems.h"

#include "base/lang.h"
#include "base/text.h"

#include <string.h>

void problems_say(struct buf *notes, const char *where, const char *what)
{
	text_safe(notes, where, strlen(where), TEXT_NAME);
	buf_format(notes, ": %s\n", what);
}

void problems_list(struct buf *out, const char *folder, const struct journal_problems *problems,
	const char *kind)
{
	for (size_t i = 0; i < problems->count; i++) {
		const struct journal_problem *problem = &problems->list[i];

		if (folder) {
			text_safe(out, folder, strlen(folder), TEXT_NAME);
			buf_byte(out, '/');
		}
		text_safe(out, problem->file, strlen(problem->file), TEXT_NAME);
		if (problem->line > 0)
			buf_format(out, ":%u", problem->line);
		buf_format(out, "%s%s: %s\n", kind ? ": " : "", kind ? kind : "", problem->message);
	}
}

bool problems_note(struct buf *notes, const struct session_data *data)
{
	problems_list(notes, data->path, &data->problems, NULL);
	if (data->unattested)
		problems_say(notes, data->path,
			_("this is a copy without a list of who wrote what: unattested"));
	return data->problems.count > 0 || data->unattested;
}
