/* How the loop is to run: from what every command understands, NO_COLOR and a key file. */
#ifndef PEIL_CLI_LOOP_SETTINGS_H
#define PEIL_CLI_LOOP_SETTINGS_H

#include "cli/options.h"
#include "ui/loop.h"

/* False when the key file has faults (they are on stderr, err has the code and no message). */
bool loop_options_read(const struct options *options, struct loop_options *loop, struct err *err);
void loop_options_free(struct loop_options *loop);

#endif
