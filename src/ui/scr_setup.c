/* A new workshop in two answers: what it is about and who take part. The rest has a default. */
#include "config.h"

#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/roster.h"
#include "ui/asking.h"
#include "ui/page.h"
#include "ui/screens_discuss.h"
#include "ui/spoken.h"
#include "ui/words.h"

#include <stdlib.h>

#define INDENT	     2
#define TEXT_COLUMNS 80
#define VALUE	     14

enum setup_at { SETUP_PROBLEM, SETUP_PEOPLE };

struct setup {
	struct screen base;
	char *rubric, *problem, *people;
	enum setup_at at;
	bool kept; /* gone through to the end */
	struct lineedit edit;
};

static const char *prompt_of(const struct setup *setup)
{
	if (setup->at == SETUP_PROBLEM)
		return _("Which problem? A few words");
	return _("Who take part? As in student:3,lecturer:2, or with names: "
		 "student:Ana+Bo,lecturer:Chris");
}

static void start(struct setup *setup, enum setup_at at)
{
	lineedit_free(&setup->edit);
	setup->at = at;
	lineedit_start(&setup->edit, at == SETUP_PROBLEM ? setup->problem : setup->people, false);
}

/* How many people a text stands for; 0 with the reason in *err. */
static size_t count_people(const char *text, struct err *err)
{
	struct roster roster = {0};
	size_t count = roster_seats(&roster, text, err) ? roster.count : 0;

	roster_free(&roster);
	return count;
}

static void page_value(struct page *page, const char *name, const char *value, enum look look)
{
	int line = page_line(page, 1);

	page_put(page, INDENT, LOOK_QUIET, name);
	page_wrapped_at(page, line, VALUE, page->columns - VALUE, look, value);
}

static void setup_draw(const struct screen *screen, struct pane *pane)
{
	const struct setup *setup = (const struct setup *)screen;
	struct pane body = words_bar(pane, _("A new workshop"), setup->rubric, ""), field;
	struct err err = ERR_OK;
	struct page page;
	size_t people;

	page_start(&page, page_columns(pane, TEXT_COLUMNS));
	page_line(&page, 1);
	page_value(&page, _("Rubric"), setup->rubric, LOOK_NORMAL);
	page_value(&page, _("Problem"),
		setup->at == SETUP_PROBLEM ? lineedit_text(&setup->edit) : setup->problem,
		setup->at == SETUP_PROBLEM ? LOOK_CURRENT : LOOK_NORMAL);
	page_value(&page, _("People"),
		setup->at == SETUP_PEOPLE ? lineedit_text(&setup->edit) : setup->people,
		setup->at == SETUP_PEOPLE ? LOOK_CURRENT : LOOK_NORMAL);
	if (setup->at == SETUP_PEOPLE) {
		people = count_people(lineedit_text(&setup->edit), &err);
		page_line(&page, 1);
		if (people > 0)
			page_format(&page, VALUE, LOOK_QUIET,
				lang_plural("%zu person", "%zu people", (unsigned long)people),
				people);
	}
	page_show(&page, &body);
	field = pane_part(
		&body, (int)page.count + 1, 0, body.rows - (int)page.count - 1, body.columns);
	page_free(&page);
	asking_draw(&setup->edit, prompt_of(setup), &field);
	err_free(&err);
}

static void setup_tell(const struct screen *screen, struct telling *telling)
{
	const struct setup *setup = (const struct setup *)screen;

	switch (telling->what) {
	case TELL_HERE:
	case TELL_ALL:
	case TELL_WHERE:
		tell_line(telling, _("A new workshop with %s."), setup->rubric);
		if (setup->at == SETUP_PEOPLE)
			tell_line(telling, _("Problem: %s."), setup->problem);
		break;
	case TELL_ASK: spoken_sentence(telling, prompt_of(setup)); break;
	default: break;
	}
}

/* What is wrong is said, and the text stays to be mended. */
static enum screen_result again(struct setup *setup, const char *text, const char *why)
{
	lineedit_free(&setup->edit);
	lineedit_start(&setup->edit, text, false);
	screen_say(&setup->base, "%s", why);
	return SCREEN_STAY;
}

static enum screen_result done(struct setup *setup, const char *text)
{
	struct err err = ERR_OK;
	enum screen_result result = SCREEN_POP;

	if (setup->at == SETUP_PROBLEM) {
		if (text[0] == '\0')
			return again(
				setup, text, _("A few words are needed: they name the workshop."));
		mem_replace(&setup->problem, text);
		start(setup, SETUP_PEOPLE);
		return SCREEN_STAY;
	}
	if (count_people(text, &err) == 0) {
		result = again(
			setup, text, err.message ? err.message : _("As in student:3,lecturer:2."));
	} else {
		mem_replace(&setup->people, text);
		setup->kept = true;
	}
	err_free(&err);
	return result;
}

static enum screen_result setup_act(struct screen *screen, const struct input *input)
{
	struct setup *setup = (struct setup *)screen;
	enum screen_result result;
	char *text;

	if (input->action == ACT_TYPE_CANCEL) {
		if (setup->at == SETUP_PROBLEM)
			return SCREEN_POP;
		mem_replace(&setup->people, lineedit_text(&setup->edit));
		start(setup, SETUP_PROBLEM);
		return SCREEN_STAY;
	}
	if (input->action != ACT_TYPE_DONE) {
		lineedit_act(&setup->edit, input, ASKING_COLUMNS);
		return SCREEN_STAY;
	}
	text = asking_text(&setup->edit, input);
	result = done(setup, text);
	free(text);
	return result;
}

static bool setup_can(const struct screen *screen, enum action action)
{
	(void)screen;
	(void)action;
	return false;
}

static bool setup_asking(const struct screen *screen, struct asking *asking)
{
	const struct setup *setup = (const struct setup *)screen;

	return asking_line(asking, &setup->edit, prompt_of(setup));
}

static void setup_free(struct screen *screen)
{
	struct setup *setup = (struct setup *)screen;

	lineedit_free(&setup->edit);
	free(setup->rubric);
	free(setup->problem);
	free(setup->people);
	free(setup);
}

static const struct screen_ops setup_ops = {
	.name = "setup",
	.draw = setup_draw,
	.tell = setup_tell,
	.act = setup_act,
	.can = setup_can,
	.asking = setup_asking,
	.free = setup_free,
};

struct screen *scr_setup_new(const char *rubric_title, const char *people)
{
	struct setup *setup = MEM_NEW(struct setup);

	setup->base.ops = &setup_ops;
	setup->rubric = mem_text(rubric_title);
	setup->problem = mem_text("");
	setup->people = mem_text(people ? people : "");
	lineedit_start(&setup->edit, "", false);
	return &setup->base;
}

const char *scr_setup_problem(const struct screen *screen)
{
	const struct setup *setup = (const struct setup *)screen;

	return setup->kept ? setup->problem : NULL;
}

const char *scr_setup_people(const struct screen *screen)
{
	const struct setup *setup = (const struct setup *)screen;

	return setup->kept ? setup->people : NULL;
}
