#include "config.h"

#include "base/lang.h"
#include "base/mem.h"
#include "ui/page.h"
#include "ui/screens.h"
#include "ui/spoken.h"

#include <stdlib.h>

#define TEXT_COLUMNS 76

struct confirm {
	struct screen base;
	char *question, *detail;
	int code;
	bool yes;
};

static void confirm_draw(const struct screen *screen, struct pane *pane)
{
	const struct confirm *confirm = (const struct confirm *)screen;
	struct page page;

	page_start(&page, page_columns(pane, TEXT_COLUMNS));
	page_line(&page, 2);
	page_wrapped(&page, 2, LOOK_TITLE, confirm->question);
	if (confirm->detail[0] != '\0') {
		page_line(&page, 2);
		page_wrapped(&page, 2, LOOK_NORMAL, confirm->detail);
	}
	page_line(&page, 2);
	page_put(&page, 2, LOOK_NORMAL, _("y yes   n no"));
	page_cursor(&page, (int)page.count - 1, 2);
	page_focus(&page, (int)page.count - 1);
	page_show(&page, pane);
	page_free(&page);
}

static void confirm_tell(const struct screen *screen, struct telling *telling)
{
	const struct confirm *confirm = (const struct confirm *)screen;

	switch (telling->what) {
	case TELL_HERE:
	case TELL_ALL:
	case TELL_WHERE:
		spoken_sentence(telling, confirm->detail);
		spoken_sentence(telling, confirm->question);
		break;
	case TELL_ASK: tell_line(telling, "%s", _("Choose y for yes or n for no.")); break;
	default: break;
	}
}

static enum screen_result confirm_act(struct screen *screen, const struct input *input)
{
	((struct confirm *)screen)->yes = input->action == ACT_YES;
	return SCREEN_POP;
}

static bool confirm_can(const struct screen *screen, enum action action)
{
	(void)screen;
	return action == ACT_YES || action == ACT_NO || action == ACT_BACK;
}

static void confirm_free(struct screen *screen)
{
	struct confirm *confirm = (struct confirm *)screen;

	free(confirm->question);
	free(confirm->detail);
	free(confirm);
}

static const struct screen_ops confirm_ops = {
	.name = "confirm",
	.draw = confirm_draw,
	.tell = confirm_tell,
	.act = confirm_act,
	.can = confirm_can,
	.free = confirm_free,
};

struct screen *scr_confirm_new(const char *question, const char *detail, int code)
{
	struct confirm *confirm = MEM_NEW(struct confirm);

	confirm->base.ops = &confirm_ops;
	confirm->question = mem_text(question);
	confirm->detail = mem_text(detail ? detail : "");
	confirm->code = code;
	return &confirm->base;
}

bool scr_confirm_yes(const struct screen *screen)
{
	return ((const struct confirm *)screen)->yes;
}

int scr_confirm_code(const struct screen *screen)
{
	return ((const struct confirm *)screen)->code;
}
