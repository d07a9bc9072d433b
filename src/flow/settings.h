/* The user's settings: `$XDG_CONFIG_HOME/peil/config.ini` (or ~/.config/...). */
#ifndef PEIL_FLOW_SETTINGS_H
#define PEIL_FLOW_SETTINGS_H

#include "base/err.h"
#include <stdbool.h>

struct settings {
	char *lang; /* "nl", "en" or NULL: follow the environment; owned */
	bool plain;
	bool ascii;
};

/* Read the file; no file is no error. Faults of the file go to `faults`, what is good is used. */
void settings_read(struct settings *settings, struct faults *faults);
void settings_free(struct settings *settings);
/* Remember the language; the rest of the file stays as it is. Best effort: false when it could not
 * be written. */
bool settings_remember_lang(const char *lang);

#endif
