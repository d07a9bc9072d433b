#include "config.h"

#include "ui/screen.h"

#include "base/buf.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void tell_line(struct telling *telling, const char *format, ...)
{
	struct buf raw = BUF_EMPTY, safe = BUF_EMPTY;
	va_list args;
	size_t start = 0, end;

	va_start(args, format);
	buf_vformat(&raw, format, args);
	va_end(args);
	/* As a note, so that joined emoji stay whole; but one line. */
	text_safe(&safe, buf_text(&raw), raw.len, TEXT_NOTE);
	for (size_t i = 0; i < safe.len; i++) {
		if (safe.data[i] == '\n')
			safe.data[i] = ' ';
	}
	for (end = safe.len; end > 0 && safe.data[end - 1] == ' ';)
		end--;
	while (start < end && safe.data[start] == ' ')
		start++;
	if (end > start) {
		buf_add(telling->out, safe.data + start, end - start);
		buf_byte(telling->out, '\n');
	}
	buf_free(&raw);
	buf_free(&safe);
}

void screen_say(struct screen *screen, const char *format, ...)
{
	struct buf text = BUF_EMPTY;
	va_list args;

	va_start(args, format);
	buf_vformat(&text, format, args);
	va_end(args);
	free(screen->message);
	buf_add(&text, "", 0);
	screen->message = buf_take(&text);
}

enum screen_result screen_want(struct screen *screen, enum screen_want want, size_t at)
{
	screen->want = want;
	screen->want_at = at;
	return SCREEN_WANT;
}

bool screen_can(const struct screen *screen, enum action action)
{
	switch (action) {
	case ACT_HELP:
	case ACT_LANGUAGE:
	case ACT_PLAIN:
	case ACT_RETRY:
	case ACT_ELSEWHERE:
	case ACT_REPEAT:
	case ACT_WHERE: return true;
	case ACT_BLANK: return screen->passing;
	case ACT_NONE: return false;
	default: return screen->ops->can && screen->ops->can(screen, action);
	}
}

void screen_free(struct screen *screen)
{
	if (!screen)
		return;
	free(screen->message);
	screen->message = NULL;
	screen->ops->free(screen);
}
