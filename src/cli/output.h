/* Where what a command makes goes: standard output, or the file behind -o. */
#ifndef PEIL_CLI_OUTPUT_H
#define PEIL_CLI_OUTPUT_H

#include "base/buf.h"
#include "base/sink.h"
#include "cli/options.h"

/* A sink that writes to standard output; and whether all of it got there, else false with *err
 * (ERR_SAVE). A reader that has gone wants nothing any more: that is no fault. */
struct sink output_stdout(void);
bool output_ended(const struct sink *sink, struct err *err);
/* A whole text on standard output, behind what was printed before. */
bool output_print(const struct buf *out, struct err *err);

/* Write the file whole or not at all, with permissions `mode` before the umask, and say so on
 * stderr. One that is there is only replaced with `force`. */
bool output_file(
	const char *path, const struct buf *out, unsigned mode, bool force, struct err *err);
/* The file of -o, where that was given (with --force); else standard output. */
bool output_put(const struct buf *out, const struct given *given, struct err *err);
/* "Written: PATH" on stderr. */
void output_written(const char *path);

/* Columns of a text for people: --size, else the terminal's but at most `most`, else 80. */
int output_width(const struct options *options, int most);

#endif
