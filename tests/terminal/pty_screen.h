/* As much of a terminal as is needed to see what stands on it: characters of one column, the
 * sequences that curses sends to an xterm. */
#ifndef PEIL_TESTS_PTY_SCREEN_H
#define PEIL_TESTS_PTY_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SCREEN_ROWS    100
#define SCREEN_COLUMNS 300

struct pty_screen {
	uint32_t cells[SCREEN_ROWS][SCREEN_COLUMNS];
	int rows, columns, row, column, top, bottom;
	int state; /* of the sequence under way */
	int parameters[16], count;
	bool private, wrap; /* wrap: the next character begins a line */
	uint32_t point, last;
	int more;		    /* bytes of a character that have not come */
	bool hidden, other, pastes; /* cursor; the second screen; paste brackets */
};

void pty_screen_start(struct pty_screen *screen, int rows, int columns);
void pty_screen_feed(struct pty_screen *screen, const char *bytes, size_t len);
/* Whether `text` stands in one row. */
bool pty_screen_has(const struct pty_screen *screen, const char *text);
/* Whether it shows what a key file dumps: rows without trailing spaces, then "-- cursor ROW,COL".
 */
bool pty_screen_same(const struct pty_screen *screen, const char *dump);
/* All of it, for a message. */
void pty_screen_print(const struct pty_screen *screen);

#endif
