#include "config.h"

#include "base/lang.h"
#include "base/mem.h"
#include "ui/asking.h"
#include "ui/lineedit.h"
#include "ui/screens.h"
#include "ui/spoken.h"

#include <stdlib.h>

struct field {
	struct screen base;
	char *title, *prompt, *text; /* text: NULL until it is kept */
	int code;
	struct lineedit edit;
};

static void field_draw(const struct screen *screen, struct pane *pane)
{
	const struct field *field = (const struct field *)screen;
	struct pane typing = pane_part(pane, 3, 0, pane->rows - 3, pane->columns);

	pane_text(pane, 1, 2, LOOK_TITLE, field->title);
	typing_draw(&field->edit, field->prompt, &typing);
}

static void field_tell(const struct screen *screen, struct telling *telling)
{
	const struct field *field = (const struct field *)screen;

	switch (telling->what) {
	/* The loop says what the text is now with the question. */
	case TELL_HERE:
	case TELL_ALL: spoken_sentence(telling, field->title); break;
	case TELL_WHERE:
		spoken_sentence(telling, field->title);
		if (lineedit_text(&field->edit)[0] != '\0')
			tell_line(telling, _("It is now: %s"), lineedit_text(&field->edit));
		break;
	case TELL_ASK: spoken_sentence(telling, field->prompt); break;
	default: break;
	}
}

static enum screen_result field_act(struct screen *screen, const struct input *input)
{
	struct field *field = (struct field *)screen;

	switch (input->action) {
	case ACT_TYPE_CANCEL: return SCREEN_POP;
	case ACT_TYPE_DONE:
		mem_replace(&field->text, input->text ? input->text : lineedit_text(&field->edit));
		return SCREEN_POP;
	default: lineedit_act(&field->edit, input, ASKING_COLUMNS); return SCREEN_STAY;
	}
}

static bool field_can(const struct screen *screen, enum action action)
{
	(void)screen;
	(void)action;
	return false;
}

static bool field_asking(const struct screen *screen, struct asking *asking)
{
	const struct field *field = (const struct field *)screen;

	return asking_line(asking, &field->edit, field->prompt);
}

static void field_free(struct screen *screen)
{
	struct field *field = (struct field *)screen;

	lineedit_free(&field->edit);
	free(field->title);
	free(field->prompt);
	free(field->text);
	free(field);
}

static const struct screen_ops field_ops = {
	.name = "field",
	.draw = field_draw,
	.tell = field_tell,
	.act = field_act,
	.can = field_can,
	.asking = field_asking,
	.free = field_free,
};

struct screen *scr_field_new(const char *title, const char *prompt, const char *text, int code)
{
	struct field *field = MEM_NEW(struct field);

	field->base.ops = &field_ops;
	field->title = mem_text(title);
	field->prompt = mem_text(prompt);
	field->code = code;
	lineedit_start(&field->edit, text, false);
	return &field->base;
}

const char *scr_field_text(const struct screen *screen)
{
	return ((const struct field *)screen)->text;
}

int scr_field_code(const struct screen *screen)
{
	return ((const struct field *)screen)->code;
}
