/* From keys and plain words to actions, by the one action table. Pure. */
#ifndef PEIL_UI_KEYMAP_H
#define PEIL_UI_KEYMAP_H

#include "ui/key.h"
#include "ui/screen.h"

/* What the key means on this screen: fills *input and returns true, or false when nothing that the
 * screen can do has this key. While `typing`, only the TEXT group is looked at, and any printable
 * character (space too) or paste is TYPE. `input->text` borrows from the key. */
bool keymap_key(
	const struct screen *screen, bool typing, const struct key *key, struct input *input);
/* What one plain word means ("3", "3?", "u", "next"); false when it is nothing possible. */
bool keymap_word(const struct screen *screen, const char *word, struct input *input);
/* The first key of an action as text for the bottom line and help ("n", "Enter", "1-4" for CHOOSE
 * is made by the caller). Constant. */
const char *keymap_first_key(enum action action);

#endif
