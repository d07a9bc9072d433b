/* A page: lines that are composed first and then shown through a window, for everything that may be
 * longer than the room there is. Made and freed within one draw. */
#ifndef PEIL_UI_PAGE_H
#define PEIL_UI_PAGE_H

#include "ui/pane.h"

#include <stddef.h>

struct page_run {
	int column;
	enum look look;
	char *text; /* owned, safe */
};

struct page_line {
	struct page_run *runs;
	size_t count, room;
};

/* Where the focus is shown when not all fits. */
enum page_place {
	PAGE_MIDDLE, /* in the middle: what stands before and after it is seen too */
	PAGE_TOP,    /* as the first line */
	PAGE_LEAST,  /* scrolled as little as needed: a heading stays as long as it can */
};

struct page {
	struct page_line *lines;
	size_t count, room;
	int columns;		     /* the width texts are wrapped and cut at */
	int focus_first, focus_last; /* lines to keep in view; -1: none */
	enum page_place place;
	int cursor_line, cursor_column; /* where the cursor goes; -1: nowhere */
};

/* Columns at the right of a page, for the marks of page_show(). */
#define PAGE_MARGIN 2

/* The width of a page in that pane: less the margin, and at most `most`, as wider lines are hard to
 * read. */
int page_columns(const struct pane *pane, int most);
void page_start(struct page *page, int columns);
void page_free(struct page *page); /* contents only */
/* Begin `lines` new lines, empty ones but the last, and return the number of the last. */
int page_line(struct page *page, int lines);
/* Put one line of text on the last line, cut at the page's right edge. */
void page_put(struct page *page, int column, enum look look, const char *text);
void page_format(struct page *page, int column, enum look look, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* Text that ends at the page's right edge, on the last line. */
void page_right(struct page *page, enum look look, const char *text);
/* Wrap the text in `columns` from `line` on; lines are added where they are missing. Returns how
 * many it took. */
int page_wrapped_at(
	struct page *page, int line, int column, int columns, enum look look, const char *text);
/* The same from the last line on, up to the right edge. */
int page_wrapped(struct page *page, int column, enum look look, const char *text);
/* One line of text in exactly `columns`, with an ellipsis when it is cut. */
void page_cut_at(struct page *page, int line, int column, int columns, enum look look,
	const char *text, bool ascii);
/* A rule over the whole width, as the last line. */
void page_rule(struct page *page, const char *glyph);
/* Lines `first`..the last one are what must be seen. */
void page_focus(struct page *page, int first);
void page_cursor(struct page *page, int line, int column);
/* The marker of the row one is at, before its line, and the cursor on it. */
void page_current(struct page *page, int line, const struct glyphs *glyphs);
/* Go `lines` into a focus that is higher than `rows`, but not beyond its end. */
void page_shift(struct page *page, int rows, int lines);
/* Show what fits, the focus in view; marks at the right edge when there is more above or below.
 * Keep the page PAGE_MARGIN narrower than the pane for them. */
void page_show(const struct page *page, struct pane *pane);
/* The same above a field of `rows` (0: none; no more than the pane has). Returns the field's part of
 * the pane: right behind the page's last line, or at the bottom when the page takes all there is. */
struct pane page_show_above(const struct page *page, struct pane *pane, int rows);

#endif
