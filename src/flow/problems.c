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

bool problems_note(struct buf *notes, const struct session_data *data)
{
	for (size_t i = 0; i < data->problems.count; i++) {
		const struct journal_problem *problem = &data->problems.list[i];

		text_safe(notes, data->path, strlen(data->path), TEXT_NAME);
		buf_byte(notes, '/');
		text_safe(notes, problem->file, strlen(problem->file), TEXT_NAME);
		if (problem->line > 0)
			buf_format(notes, ":%u", problem->line);
		buf_format(notes, ": %s\n", problem->message);
	}
	if (data->unattested)
		problems_say(notes, data->path,
			_("this is a copy without a list of who wrote what: unattested"));
	return data->problems.count > 0 || data->unattested;
}
