#include "config.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/list.h"
#include "ui/page.h"
#include "ui/screens.h"
#include "ui/words.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_COLUMNS 92
#define KEY_COLUMN   4
#define KEY_WIDTH    22 /* at most */
#define PAGE_STEP    8

struct help_line {
	enum action action;
	char *keys; /* "Enter Space"; "" when only plain mode has it */
	bool word;  /* its plain word means this action here */
};

struct help {
	struct screen base;
	struct help_line list[ACT_COUNT];
	struct list at;
};

/* Whether the token stands in a list of tokens. */
static bool has_token(const char *list, const char *token, size_t len)
{
	while (*list) {
		size_t next = strcspn(list, " ");

		if (next == len && strncmp(list, token, len) == 0)
			return true;
		list += next;
		list += strspn(list, " ");
	}
	return false;
}

/* Whether an action before it in the table takes this key or word on that screen. */
static bool taken(
	const struct screen *of, enum action action, const char *token, size_t len, bool word)
{
	for (int i = ACT_NONE + 1; i < (int)action; i++) {
		const struct action_info *info = action_info((enum action)i);

		if (info->group != ACT_G_TEXT && screen_can(of, info->id) &&
			has_token(word ? info->plain : info->keys, token, len))
			return true;
	}
	return false;
}

/* The keys of the action that mean it there, as people read them: "Enter Space". */
static char *free_keys(const struct screen *of, const struct action_info *info)
{
	const char *at = info->keys;
	struct buf keys = BUF_EMPTY;

	while (*at) {
		size_t len = strcspn(at, " ");
		bool named = len > 2 && at[0] == '<';

		if (info->group == ACT_G_TEXT || !taken(of, info->id, at, len, false)) {
			if (keys.len > 0)
				buf_byte(&keys, ' ');
			if (named)
				buf_add(&keys, at + 1, len - 2);
			else
				buf_add(&keys, at, len);
		}
		at += len;
		at += strspn(at, " ");
	}
	buf_add(&keys, "", 0);
	return buf_take(&keys);
}

static char *keys_of(const struct screen *of, const struct action_info *info)
{
	size_t count = of->ops->choices ? of->ops->choices(of) : 9;
	struct buf keys = BUF_EMPTY;

	if (info->id != ACT_CHOOSE)
		return free_keys(of, info);
	if (count > 9 || count == 0)
		count = 9;
	buf_format(&keys, count > 1 ? "1-%zu" : "%zu", count);
	return buf_take(&keys);
}

static void add(struct help *help, const struct screen *of, const struct action_info *info)
{
	struct help_line line = {.action = info->id};

	if (info->group != ACT_G_TEXT && !screen_can(of, info->id))
		return;
	line.keys = keys_of(of, info);
	line.word = info->plain[0] != '\0' &&
		    !taken(of, info->id, info->plain, strlen(info->plain), true);
	if (line.keys[0] == '\0' && !line.word)
		free(line.keys);
	else
		help->list[help->at.count++] = line;
}

static const char *group_name(enum action_group group)
{
	switch (group) {
	case ACT_G_ANSWER: return _("Answer");
	case ACT_G_MOVE: return _("Move");
	case ACT_G_FORM: return _("The form");
	case ACT_G_GROUP: return _("The group");
	case ACT_G_SAVE: return _("When saving fails");
	case ACT_G_SAY: return _("Help and language");
	case ACT_G_LEAVE: return _("Leave");
	case ACT_G_TEXT: break;
	}
	return _("While you type");
}

/* Whether the line is the first of its group that the screen shows: those without keys are for
 * plain mode only. */
static bool starts_group(const struct help *help, size_t i)
{
	enum action_group group = action_info(help->list[i].action)->group;

	while (i > 0 && help->list[i - 1].keys[0] == '\0')
		i--;
	return i == 0 || action_info(help->list[i - 1].action)->group != group;
}

static int key_width(const struct help *help)
{
	int widest = 0;

	for (size_t i = 0; i < help->at.count; i++)
		widest = text_widest(widest, help->list[i].keys);
	return widest > KEY_WIDTH ? KEY_WIDTH : widest;
}

static void help_draw(const struct screen *screen, struct pane *pane)
{
	const struct help *help = (const struct help *)screen;
	struct pane body = words_bar(pane, _("Help"), _("what you can do here"), "");
	int width = key_width(help);
	struct page page;

	page_start(&page, page_columns(pane, TEXT_COLUMNS));
	for (size_t i = 0; i < help->at.count; i++) {
		const struct action_info *info = action_info(help->list[i].action);
		bool current = i == help->at.current;
		enum look look = current ? LOOK_CURRENT : LOOK_NORMAL;
		int line;

		if (help->list[i].keys[0] == '\0')
			continue; /* plain mode only */
		if (starts_group(help, i)) {
			page_line(&page, page.count == 0 ? 1 : 2);
			page_put(&page, 2, LOOK_TITLE, group_name(info->group));
		}
		line = page_line(&page, 1);
		page_wrapped_at(&page, line, KEY_COLUMN, width, look, help->list[i].keys);
		page_wrapped_at(&page, line, KEY_COLUMN + width + 2,
			page.columns - KEY_COLUMN - width - 2, look, _(info->help));
		if (current) {
			page_wrapped_at(&page, line, 2, 1, look, pane_glyphs(pane)->current);
			page_focus(&page, line);
			page_cursor(&page, line, 2);
		}
	}
	page_show(&page, &body);
	page_free(&page);
}

static void tell_one(struct telling *telling, const struct help_line *line)
{
	const struct action_info *info = action_info(line->action);

	if (line->word)
		tell_line(telling, "%s: %s", info->plain, _(info->help));
}

static void help_tell(const struct screen *screen, struct telling *telling)
{
	const struct help *help = (const struct help *)screen;

	switch (telling->what) {
	case TELL_ENTER:
	case TELL_ALL:
		for (size_t i = 0; i < help->at.count; i++)
			tell_one(telling, &help->list[i]);
		break;
	case TELL_WHERE: tell_line(telling, "%s: %s.", _("Help"), _("what you can do here")); break;
	case TELL_ASK: tell_line(telling, "%s", _("q goes back.")); break;
	default: break;
	}
}

/* To the next line that has a key; the others are for plain mode. */
static bool go(struct help *help, enum action action)
{
	size_t before = help->at.current;
	bool back = action == ACT_PREVIOUS || action == ACT_PAGE_UP || action == ACT_FIRST;

	if (!list_go(&help->at, action, PAGE_STEP))
		return false;
	while (help->list[help->at.current].keys[0] == '\0' && list_move(&help->at, back ? -1 : 1))
		;
	if (help->list[help->at.current].keys[0] == '\0')
		help->at.current = before;
	return true;
}

static enum screen_result help_act(struct screen *screen, const struct input *input)
{
	return go((struct help *)screen, input->action) ? SCREEN_STAY : SCREEN_POP;
}

static bool help_can(const struct screen *screen, enum action action)
{
	(void)screen;
	return action == ACT_SELECT || action == ACT_BACK || list_goes(action, PAGE_STEP);
}

static void help_free(struct screen *screen)
{
	struct help *help = (struct help *)screen;

	for (size_t i = 0; i < help->at.count; i++)
		free(help->list[i].keys);
	free(help);
}

static const char *help_enter(const struct screen *screen)
{
	(void)screen;
	return _("back");
}

static const struct screen_ops help_ops = {
	.name = "help",
	.draw = help_draw,
	.tell = help_tell,
	.act = help_act,
	.can = help_can,
	.enter = help_enter,
	.free = help_free,
};

struct screen *scr_help_new(const struct screen *of)
{
	struct help *help = MEM_NEW(struct help);

	help->base.ops = &help_ops;
	for (int action = ACT_NONE + 1; action < ACT_COUNT; action++)
		add(help, of, action_info((enum action)action));
	return &help->base;
}
