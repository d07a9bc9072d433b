#include "config.h"

#include "ui/scr_levels.h"

#include "base/lang.h"
#include "ui/scale.h"
#include "ui/spoken.h"
#include "ui/words.h"

static void tell_here(const struct levels *levels, struct telling *telling, bool all)
{
	const struct walk *walk = levels->walk;
	const struct rubric *rubric = walk_rubric(walk);
	size_t at = levels_shown(levels);
	bool first = all || !levels->seen[at];
	bool statements = rubric->kind == RUBRIC_STATEMENTS;

	if (statements && rubric->row_count > 0 && (all || levels_starts_group(rubric, at)))
		spoken_sentence(
			telling, words_say(rubric, &rubric->rows[rubric->criteria[at].row].title));
	spoken_criterion(telling, walk, at);
	spoken_answer(telling, walk, at);
	/* The scale is the same for all statements. */
	if (all || (statements ? !levels->scale_seen : first))
		scale_tell_all(telling, walk, at);
}

void levels_tell(const struct screen *screen, struct telling *telling)
{
	const struct levels *levels = (const struct levels *)screen;
	size_t at = levels_shown(levels), cursor = levels_cursor(levels);

	switch (telling->what) {
	case TELL_ENTER: spoken_form(telling, levels->walk); break;
	case TELL_HERE: tell_here(levels, telling, false); break;
	case TELL_ALL:
		spoken_form(telling, levels->walk);
		tell_here(levels, telling, true);
		break;
	case TELL_WHERE: spoken_where(telling, levels->walk, at); break;
	case TELL_LEVEL:
		if (telling->number > 0)
			scale_tell_one(telling, levels->walk, at, telling->number - 1);
		else if (cursor != RUBRIC_NONE)
			scale_tell_one(telling, levels->walk, at, cursor);
		break;
	case TELL_ASK:
		if (walk_sheet(levels->walk)->submitted)
			tell_line(telling, "%s", _("R reopens the form, q leaves, or ? for help."));
		else
			scale_tell_ask(telling, levels->walk, at);
		break;
	case TELL_NOTHING: break;
	}
}
