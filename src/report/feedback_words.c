#include "config.h"

#include "report/feedback_words.h"

#include "base/lang.h"

void feedback_title(struct buf *out, const struct feedback_page *page)
{
	buf_text_add(out, page->title[0] != '\0' ? page->title : _("Feedback from your team"));
	if (page->rubric[0] != '\0')
		buf_format(out, " (%s)", page->rubric);
}

/* Never how many gave what, how far apart they were, or a figure. */
const char *feedback_says(const struct feedback_page *page, size_t nth)
{
	const char *list[6];
	size_t count = 0;

	if (page->few)
		list[count++] =
			_("Fewer than three teammates gave feedback, so there are words only.");
	else if (page->scores)
		list[count++] = _("This is a summary of what teammates gave, with your own level "
				  "beside it. It does not say who gave what.");
	if (page->words && page->named)
		list[count++] =
			_("Remarks say who wrote them, as was told beforehand. Feedback is about "
			  "behaviour, not about who you are.");
	else if (page->words)
		list[count++] = _("Remarks have no name and stand in a shuffled order. Feedback is "
				  "about behaviour, not about who you are.");
	if (page->words && page->held)
		list[count++] = _("Something was held back by the lecturer.");
	if (page->words && page->unread)
		list[count++] = _("Not every remark is released yet.");
	return nth < count ? list[nth] : NULL;
}

const char *feedback_shown_words(const struct feedback_line *line)
{
	return line->shown != NULL ? line->shown
				   : _("no level: fewer than three teammates gave one");
}

const char *feedback_advice(void)
{
	return _("Choose one thing to keep doing and one thing to try. Tell your team what they "
		 "will see you do, and ask them to look back on it with you. Questions about this "
		 "page go to your lecturer.");
}
