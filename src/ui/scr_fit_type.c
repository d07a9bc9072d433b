#include "config.h"

#include "ui/scr_fit.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "stats/say.h"
#include "ui/words.h"

#include <stdlib.h>
#include <string.h>

/* --- reading levels -----------------------------------------------------------------------------
 */

static bool same_word(const char *text, const char *word)
{
	char *one = text_lower(text), *other = text_lower(word);
	bool same = strcmp(one, other) == 0;

	free(one);
	free(other);
	return same;
}

/* A number, a label or an id, with spaces around it. */
static size_t read_step(const struct fit *fit, const char *text, size_t len)
{
	const struct rubric *rubric = fit->view->rubric;
	const struct rubric_criterion *about = &rubric->criteria[fit->criterion];
	size_t found = RUBRIC_NONE;
	char *word;

	while (len > 0 && text[0] == ' ') {
		text++;
		len--;
	}
	while (len > 0 && text[len - 1] == ' ')
		len--;
	word = mem_text_n(text, len);
	if (len == 1 && word[0] >= '1' && (size_t)(word[0] - '1') < about->step_count)
		found = (size_t)(word[0] - '1');
	for (size_t i = 0; i < about->step_count && found == RUBRIC_NONE; i++) {
		if (same_word(word, say_label(rubric, fit->criterion, i)) ||
			same_word(word, rubric->levels[about->steps[i].level].id))
			found = i;
	}
	free(word);
	return found;
}

static bool read_pair(struct fit *fit, const char *text, size_t at, size_t len)
{
	size_t low = read_step(fit, text, at);
	size_t high = read_step(fit, text + at + len, strlen(text + at + len));

	if (low == RUBRIC_NONE || high == RUBRIC_NONE || low > high)
		return false;
	fit->low = low;
	fit->high = high;
	return true;
}

/* "2-3", "2", "low - moderate", "moderate to very high" */
static bool read_range(struct fit *fit, const char *text)
{
	static const char *const between[] = {"..", "-", "–", " to ", " tot ", " t/m ", " "};
	size_t one = read_step(fit, text, strlen(text));

	if (one != RUBRIC_NONE) {
		fit->low = fit->high = one;
		return true;
	}
	for (size_t i = 0; i < sizeof(between) / sizeof(between[0]); i++) {
		const char *at = text;

		/* A level's id may have such a sign in it. */
		while ((at = strstr(at, between[i])) != NULL) {
			if (read_pair(fit, text, (size_t)(at - text), strlen(between[i])))
				return true;
			at++;
		}
	}
	return false;
}

/* --- the questions ------------------------------------------------------------------------------
 */

/* "1 low, 2 moderate" */
static void add_levels(struct buf *out, const struct fit *fit)
{
	const struct rubric *rubric = fit->view->rubric;

	for (size_t i = 0; i < rubric->criteria[fit->criterion].step_count; i++)
		buf_format(out, "%s%zu %s", i > 0 ? ", " : "", i + 1,
			say_label(rubric, fit->criterion, i));
}

static char *prompt_of(const struct fit *fit)
{
	struct buf prompt = BUF_EMPTY, name = BUF_EMPTY, levels = BUF_EMPTY;

	if (fit->criterion != RUBRIC_NONE) {
		words_name(&name, fit->view->rubric, fit->criterion, true);
		add_levels(&levels, fit);
	}
	switch (fit->typing) {
	case FIT_RANGE:
		buf_format(&prompt, _("%s: what fits this group? From and to, as in 2-3 (%s)"),
			buf_text(&name), buf_text(&levels));
		break;
	case FIT_WHAT:
		if (name.len > 0)
			buf_format(&prompt, _("%s: what will you do?"), buf_text(&name));
		else
			buf_text_add(&prompt, _("What will you do?"));
		break;
	case FIT_LEVEL:
		buf_format(
			&prompt, _("To which level? %s; Enter leaves it open"), buf_text(&levels));
		break;
	case FIT_WHO: buf_text_add(&prompt, _("Who? Enter leaves it open")); break;
	case FIT_WHEN:
		buf_text_add(
			&prompt, _("By when? As in 12-12, 12 dec or +14; Enter leaves it open"));
		break;
	case FIT_NOTHING: break;
	}
	buf_free(&name);
	buf_free(&levels);
	return buf_take(&prompt);
}

void fit_type_stop(struct fit *fit)
{
	if (fit->typing != FIT_NOTHING)
		lineedit_free(&fit->edit);
	fit->typing = FIT_NOTHING;
	free(fit->prompt);
	fit->prompt = NULL;
}

static void ask(struct fit *fit, enum fit_typing typing, const char *now)
{
	fit_type_stop(fit);
	fit->typing = typing;
	fit->prompt = prompt_of(fit);
	lineedit_start(&fit->edit, now, false);
}

void fit_type_range(struct fit *fit)
{
	fit->criterion = fit_criterion(fit);
	ask(fit, FIT_RANGE, "");
}

void fit_type_action(struct fit *fit, const struct ledger_action *action)
{
	fit->criterion = fit_criterion(fit);
	fit->step = action ? action->step : RUBRIC_NONE;
	fit->part[0] = '\0';
	if (action)
		memcpy(fit->part, action->part, sizeof(fit->part));
	mem_replace(&fit->what, action ? action->text : "");
	mem_replace(&fit->who, action ? action->owner : "");
	mem_replace(&fit->when, action ? action->due : "");
	ask(fit, FIT_WHAT, fit->what);
}

/* --- the answers --------------------------------------------------------------------------------
 */

/* Not understood: said, and the text stays to be mended. */
static enum screen_result again(struct fit *fit, const char *text, const char *why)
{
	char *typed = mem_text(text);

	lineedit_free(&fit->edit);
	lineedit_start(&fit->edit, typed, false);
	free(typed);
	screen_say(&fit->base, "%s", why);
	return SCREEN_STAY;
}

static enum screen_result done_range(struct fit *fit, const char *text)
{
	if (text[0] == '\0') {
		fit_type_stop(fit);
		return SCREEN_STAY;
	}
	if (!read_range(fit, text))
		return again(fit, text, _("From and to, as in 2-3, or one level."));
	fit_type_stop(fit);
	fit->base.next = TELL_LEVEL;
	return screen_want(&fit->base, WANT_FITS, fit->criterion);
}

static enum screen_result done_level(struct fit *fit, const char *text)
{
	size_t step = text[0] == '\0' ? RUBRIC_NONE : read_step(fit, text, strlen(text));

	if (text[0] != '\0' && step == RUBRIC_NONE)
		return again(fit, text, _("One of the levels, by its number or its name."));
	fit->step = step;
	ask(fit, FIT_WHO, fit->who);
	return SCREEN_STAY;
}

static enum screen_result done_when(struct fit *fit, const char *text)
{
	char today[CLOCK_DATE_LEN + 1], iso[DATE_LEN + 1];

	clock_date(today, clock_now());
	if (text[0] != '\0' && !date_parse(iso, text, today))
		return again(fit, text, _("A day, as in 12-12, 12 dec, 2026-12-12 or +14."));
	mem_replace(&fit->when, text[0] != '\0' ? iso : "");
	fit_type_stop(fit);
	fit->base.next = TELL_ALL;
	return screen_want(&fit->base, WANT_ACTION, fit->criterion);
}

static void ask_level(struct fit *fit)
{
	char now[2] = {'\0', '\0'};

	if (fit->criterion == RUBRIC_NONE ||
		fit->view->rubric->criteria[fit->criterion].step_count == 0) {
		ask(fit, FIT_WHO, fit->who);
		return;
	}
	if (fit->step != RUBRIC_NONE)
		now[0] = (char)('1' + fit->step);
	ask(fit, FIT_LEVEL, now);
}

static enum screen_result done(struct fit *fit, const char *text)
{
	switch (fit->typing) {
	case FIT_RANGE: return done_range(fit, text);
	case FIT_WHAT:
		if (text[0] == '\0') {
			fit_type_stop(fit);
			screen_say(&fit->base, "%s", _("Nothing was added."));
			return SCREEN_STAY;
		}
		mem_replace(&fit->what, text);
		ask_level(fit);
		return SCREEN_STAY;
	case FIT_LEVEL: return done_level(fit, text);
	case FIT_WHO:
		mem_replace(&fit->who, text);
		ask(fit, FIT_WHEN, fit->when);
		return SCREEN_STAY;
	case FIT_WHEN: return done_when(fit, text);
	case FIT_NOTHING: break;
	}
	return SCREEN_STAY;
}

enum screen_result fit_type_act(struct fit *fit, const struct input *input)
{
	enum screen_result result;
	char *text;

	if (input->action == ACT_TYPE_CANCEL) {
		fit_type_stop(fit);
		screen_say(&fit->base, "%s", _("Nothing was changed."));
		return SCREEN_STAY;
	}
	if (input->action != ACT_TYPE_DONE) {
		lineedit_act(&fit->edit, input, ASKING_COLUMNS);
		return SCREEN_STAY;
	}
	text = asking_text(&fit->edit, input);
	result = done(fit, text);
	free(text);
	return result;
}
