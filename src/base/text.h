/* UTF-8 text: checking, making safe, measuring, wrapping. The only caller of wcwidth(3).
 *
 * All strings are UTF-8. A position is a byte offset; a width is in terminal columns. Functions
 * never read past `len` or the NUL. Widths follow wcwidth(3) of the running locale, as curses
 * does, so that a text takes the room that was computed for it. */
#ifndef PEIL_BASE_TEXT_H
#define PEIL_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

enum text_policy {
	TEXT_LINE, /* one line: LF, CR and TAB become spaces; joiners become U+FFFD */
	TEXT_NOTE, /* a note: LF stays, TAB becomes a space, ZWJ and ZWNJ stay */
	TEXT_NAME, /* names shown in messages: as TEXT_LINE, controls shown as \xHH */
};

/* Append `text` so that no terminal can be fooled by it: invalid UTF-8, C0, DEL, C1, bidi
 * controls, zero-width characters, tags, U+2028/9, surrogates and noncharacters are replaced
 * (U+FFFD, or \xHH under TEXT_NAME); at most four combining marks a base; a combining mark at
 * the start is set on a space. */
void text_safe(struct buf *out, const char *text, size_t len, enum text_policy policy);
/* The same as a new C string; the caller frees. */
char *text_safe_copy(const char *text, enum text_policy policy);
/* Offset of the first byte that is not valid UTF-8, or `len` when all is well. */
size_t text_valid(const char *text, size_t len);
/* Decode the character at `text` (len > 0): its bytes 1..4 as result and the code point in
 * *point; an invalid byte gives 1 and U+FFFD. */
size_t text_decode(const char *text, size_t len, uint32_t *point);
/* Encode into out[4]; result 1..4 bytes. */
size_t text_encode(uint32_t point, char out[4]);
/* True for a code point that text_safe would replace under TEXT_LINE (LF, TAB included). */
bool text_unsafe(uint32_t point);

/* True when all `len` bytes are UTF-8 without a character that text_unsafe names: one line that can
 * be kept as it is. */
bool text_clean(const char *text, size_t len);

/* Columns that a safe text takes on a terminal. */
int text_width(const char *text);
/* The greater of `widest` and the columns of a safe text: for the width of a column of texts. */
int text_widest(int widest, const char *text);
/* Columns of one character: 0, 1 or 2; never negative. */
int text_point_width(uint32_t point);
/* Bytes of the longest prefix, whole graphemes, that takes at most `columns`. */
size_t text_fit(const char *text, int columns);
/* Append `text` cut or filled with spaces to exactly `columns`; a cut ends in "…" (or "~" when
 * `ascii`). */
void text_pad(struct buf *out, const char *text, int columns, bool ascii);
/* The next and the previous grapheme boundary from `at` (0 <= at <= len). */
size_t text_next(const char *text, size_t len, size_t at);
size_t text_previous(const char *text, size_t len, size_t at);
/* NFC form; the caller frees. Invalid input gives a plain copy. */
char *text_normal(const char *text);
/* Letters lowered without a language (for comparing words typed at a prompt); caller frees. */
char *text_lower(const char *text);
/* Small letters a-z, digits and hyphens that come closest: "Zoë d'Arc": "zoe-d-arc"; "" when
 * nothing is left. The caller frees. */
char *text_ascii(const char *text);

/* A text broken into lines of at most `columns` (>= 1), at line-break opportunities (Unicode
 * line breaking), in the middle of a word only where it does not fit otherwise; LF always breaks.
 * Lines are slices of the text: nothing is copied, trailing spaces are outside the slice. */
struct text_line {
	size_t start;
	size_t len;
};
struct text_lines {
	struct text_line *list;
	size_t count; /* at least 1; an empty text has one empty line */
};
struct text_lines text_wrap(const char *text, int columns);
void text_lines_free(struct text_lines *lines);

#endif
