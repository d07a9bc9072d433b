/* A rectangle of the terminal to draw in. Values: a part of a pane is a pane. All texts are made
 * safe and clipped here; rows and columns are from 0 and relative to the pane. */
#ifndef PEIL_UI_PANE_H
#define PEIL_UI_PANE_H

#include <stdbool.h>

struct tty;

struct pane {
	struct tty *tty; /* borrowed */
	int row, column, rows, columns;
};

/* Meaning, not colour: each is bold, dim, reverse or a colour where there is one; the marker in the
 * text says it too. */
enum look {
	LOOK_NORMAL,
	LOOK_TITLE,   /* bold */
	LOOK_CURRENT, /* the row one is at (a ">" stands before it) */
	LOOK_CHOSEN,  /* a chosen level (a "#" or "(x)" says so) */
	LOOK_QUIET,   /* hints, rules */
	LOOK_WARN,    /* not saved */
};

/* Our glyphs, Unicode or ASCII. Constant strings of one column each. */
struct glyphs {
	const char *rule;		 /* ─ or - */
	const char *bar;		 /* │ or | */
	const char *dot;		 /* · or . : a level not chosen */
	const char *chosen;		 /* # : the chosen level, both tables */
	const char *unknown;		 /* ? */
	const char *not_applicable;	 /* x */
	const char *current;		 /* > */
	const char *more_up, *more_down; /* ↑ ↓ or ^ v */
	const char *ellipsis;		 /* … or ~ */
};
const struct glyphs *pane_glyphs(const struct pane *pane);
bool pane_ascii(const struct pane *pane);

/* The part at row, column of rows x columns, cut to fit (may become empty: rows or columns 0). */
struct pane pane_part(const struct pane *pane, int row, int column, int rows, int columns);
/* Write one line at row, column, clipped at the pane's right edge ("…" when cut). Rows outside are
 * ignored. Returns the column after the text. */
int pane_text(struct pane *pane, int row, int column, enum look look, const char *text);
/* The same for a slice of `len` bytes. */
int pane_slice(struct pane *pane, int row, int column, enum look look, const char *text, int len);
int pane_format(struct pane *pane, int row, int column, enum look look, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
/* Text that ends at the pane's right edge. Returns its first column. */
int pane_right(struct pane *pane, int row, enum look look, const char *text);
/* Wrap the text into `columns` from row, column on, at most max_rows rows; returns rows used. */
int pane_wrapped(struct pane *pane, int row, int column, int columns, int max_rows, enum look look,
	const char *text);
/* A rule over the whole width; a vertical bar over rows. */
void pane_rule(struct pane *pane, int row);
void pane_bar(struct pane *pane, int column, int row, int rows);
/* Put the cursor (the last call wins; hidden when nobody calls). */
void pane_cursor(struct pane *pane, int row, int column);

#endif
