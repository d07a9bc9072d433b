/* One key press or other event, wherever it came from (terminal bytes or a key file). */
#ifndef PEIL_UI_KEY_H
#define PEIL_UI_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key_kind {
	KEY_NONE_YET,  /* nothing within the time asked for */
	KEY_POINT,     /* a character: `point` (printable, or KEY_CTRL for <C-x>) */
	KEY_NAMED,     /* `name` */
	KEY_PASTED,    /* `text`: pasted as one; safe_text not yet applied */
	KEY_RESIZED,   /* the size changed */
	KEY_WOKEN,     /* the store's descriptor is readable */
	KEY_LEFT_OFF,  /* hang-up, SIGTERM or end of input: commit what is typed and leave */
	KEY_SUSPENDED, /* back from SIGTSTP: draw all again */
};

enum key_name {
	KEY_N_NONE,
	KEY_N_ENTER,
	KEY_N_ESC,
	KEY_N_SPACE,
	KEY_N_TAB,
	KEY_N_BACKTAB,
	KEY_N_UP,
	KEY_N_DOWN,
	KEY_N_LEFT,
	KEY_N_RIGHT,
	KEY_N_HOME,
	KEY_N_END,
	KEY_N_PAGEUP,
	KEY_N_PAGEDOWN,
	KEY_N_BACKSPACE,
	KEY_N_DELETE,
	KEY_N_COUNT
};

struct key {
	enum key_kind kind;
	enum key_name name;
	uint32_t point; /* KEY_POINT; a control key <C-a> is 1, <C-z> is 26. Space comes as NAMED */
	char *text;	/* KEY_PASTED; owned by the key: key_free */
};

/* Contents only. */
void key_free(struct key *key);
/* "<Enter>", "a", "<C-w>"; the name as a key file writes it. Into out (at least 16 bytes). */
void key_text(char *out, const struct key *key);
/* The token of a key ("a", "<Enter>", "<C-w>", "<Hash>", "<Quote>") as a key; false when it is
 * none. */
bool key_from_token(const char *token, size_t len, struct key *out);

#endif
