#include "config.h"

#include "report/feedback.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "report/feedback_words.h"
#include "report/text_table.h"

#include <stdlib.h>
#include <string.h>

#define WIDTH 78

void feedback_page_free(struct feedback_page *page)
{
	for (size_t i = 0; i < page->line_count; i++) {
		free(page->lines[i].shown);
		free(page->lines[i].own);
	}
	free(page->lines);
	for (size_t i = 0; i < page->top_count; i++)
		free(page->tops[i]);
	for (size_t i = 0; i < page->tip_count; i++)
		free(page->tips[i]);
	free(page->tops);
	free(page->tips);
	memset(page, 0, sizeof(*page));
}

static void hang(struct sink *sink, const char *head, const char *text)
{
	char *safe = text_safe_copy(text, TEXT_NOTE);

	text_hang(sink, head, safe, WIDTH);
	free(safe);
}

static void rule(struct sink *sink, char sign, size_t columns)
{
	for (size_t i = 0; i < columns && i < WIDTH; i++)
		sink_add(sink, &sign, 1);
	sink_text(sink, "\n");
}

static void heading(struct sink *sink, const char *text)
{
	sink_format(sink, "\n%s\n", text);
	rule(sink, '-', (size_t)text_width(text));
}

static void put_line(struct sink *sink, const struct feedback_line *line)
{
	hang(sink, "", line->title);
	if (line->question[0] != '\0')
		hang(sink, "  ", line->question);
	hang(sink, _("  teammates: "), feedback_shown_words(line));
	if (line->own != NULL)
		hang(sink, _("  yourself: "), line->own);
	sink_text(sink, "\n");
}

static void put_list(struct sink *sink, const char *title, char *const *texts, size_t count)
{
	if (count == 0)
		return;
	heading(sink, title);
	for (size_t i = 0; i < count; i++)
		hang(sink, "- ", texts[i]);
}

void feedback_text(struct sink *sink, const struct feedback_page *page)
{
	struct buf title = BUF_EMPTY;
	const char *sentence;

	feedback_title(&title, page);
	hang(sink, "", buf_text(&title));
	rule(sink, '=', (size_t)text_width(buf_text(&title)));
	hang(sink, "", page->name);
	buf_free(&title);
	if (page->purpose[0] != '\0')
		hang(sink, "", page->purpose);
	if (page->status[0] != '\0')
		hang(sink, "", page->status);
	sink_text(sink, "\n");
	for (size_t i = 0; (sentence = feedback_says(page, i)) != NULL; i++)
		hang(sink, "", sentence);
	if (page->scores && !page->few) {
		heading(sink, _("What teammates saw"));
		for (size_t i = 0; i < page->line_count; i++)
			put_line(sink, &page->lines[i]);
	}
	if (page->words) {
		put_list(sink, _("Tops"), page->tops, page->top_count);
		put_list(sink, _("Tips"), page->tips, page->tip_count);
		if (page->top_count + page->tip_count == 0)
			hang(sink, "", _("There are no remarks to read."));
	}
	heading(sink, _("And now"));
	hang(sink, "", feedback_advice());
}

void feedback_team_text(struct sink *sink, const struct feedback_team *team)
{
	struct buf names = BUF_EMPTY;

	hang(sink, "", team->title[0] != '\0' ? team->title : team->rubric);
	hang(sink, "", team->team);
	for (size_t i = 0; i < team->name_count; i++)
		buf_format(&names, "%s%s", i > 0 ? ", " : "", team->names[i]);
	hang(sink, "", buf_text(&names));
	buf_free(&names);
	sink_text(sink, "\n");
	hang(sink, "",
		_("A page to talk over together. It shows nobody's figures; everybody decides for "
		  "themselves what they tell of their own page."));
	heading(sink, _("What to talk about"));
	for (size_t i = 0; i < team->criterion_count; i++) {
		hang(sink, "- ", team->criteria[2 * i]);
		if (team->criteria[2 * i + 1][0] != '\0')
			hang(sink, "  ", team->criteria[2 * i + 1]);
	}
	heading(sink, _("Three questions"));
	hang(sink, "1. ", _("What do we do well together, and how do we keep it?"));
	hang(sink, "2. ", _("Which one thing do we want to see more often?"));
	hang(sink, "3. ", _("What do we agree on: who does what, and when do we look back?"));
}
