/* What every command understands, read once from arguments, environment and settings file. */
#ifndef PEIL_CLI_OPTIONS_H
#define PEIL_CLI_OPTIONS_H

#include <stdbool.h>

struct options {
	const char *lang; /* "en" or "nl"; never NULL; base/lang is set to it already */
	bool plain;	  /* asked for: --plain, PEIL_PLAIN, settings, dumb TERM, no terminal */
	bool ascii;
	const char *keys;  /* --keys FILE or NULL */
	int columns, rows; /* --size, 0 when not given */
};

#endif
