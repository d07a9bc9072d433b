/* What one student gets back after a peer-feedback round: a page of their own, as text and as a
 * page that stands by itself; and a page for a team to talk over, with nobody's figures. Everything
 * in it was chosen already: nothing here knows who said what. */
#ifndef PEIL_REPORT_FEEDBACK_H
#define PEIL_REPORT_FEEDBACK_H

#include "base/sink.h"

#include <stdbool.h>
#include <stddef.h>

struct feedback_line {
	const char *title, *question;
	char *shown; /* owned: "unprompted", "between when asked and unprompted"; NULL: none */
	char *own;   /* owned: one's own level; NULL: none given */
};

struct feedback_page {
	const char *name, *title, *rubric, *moment, *purpose, *status; /* "" where there is none */
	bool scores, words; /* which of both are released */
	bool few;	    /* fewer than three teammates gave feedback */
	bool named;	    /* remarks say who wrote them */
	bool held;	    /* a remark was held back, or a passage of one made unreadable */
	bool unread;	    /* there are remarks that nobody read yet */
	struct feedback_line *lines; /* owned */
	size_t line_count;
	char **tops, **tips; /* owned */
	size_t top_count, tip_count;
};

void feedback_page_free(struct feedback_page *page); /* contents only */
void feedback_text(struct sink *sink, const struct feedback_page *page);
/* False when the page would not be well formed. */
bool feedback_html(struct sink *sink, const struct feedback_page *page);

/* The team page: what to talk about, and who talks. */
struct feedback_team {
	const char *team, *title, *rubric, *moment;
	const char *const *names;
	size_t name_count;
	const char *const *criteria; /* pairs: title, what to talk about ("" for none) */
	size_t criterion_count;
};
void feedback_team_text(struct sink *sink, const struct feedback_team *team);

#endif
