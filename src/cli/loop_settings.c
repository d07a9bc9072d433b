#include "config.h"

#include "cli/loop_settings.h"

#include "ui/keyfile.h"

#include <stdlib.h>

static bool read_keys(const struct options *options, struct loop_options *loop, struct err *err)
{
	struct faults faults;

	if (options->keys == NULL)
		return true;
	faults_init(&faults, options->keys);
	loop->tty.keyfile = keyfile_read(options->keys, &faults);
	options_print_faults(&faults);
	faults_free(&faults);
	if (loop->tty.keyfile == NULL)
		err->code = ERR_INPUT;
	return loop->tty.keyfile != NULL;
}

static void settle(const struct options *options, struct loop_options *loop)
{
	const char *no_colour = getenv("NO_COLOR");

	loop->plain = options->plain;
	loop->tty.ascii = options->ascii;
	loop->tty.colour = no_colour == NULL || no_colour[0] == '\0';
	loop->tty.rows = options->rows;
	loop->tty.columns = options->columns;
}

bool loop_options_read(const struct options *options, struct loop_options *loop, struct err *err)
{
	settle(options, loop);
	return read_keys(options, loop, err);
}

void loop_options_free(struct loop_options *loop)
{
	keyfile_free(loop->tty.keyfile);
	loop->tty.keyfile = NULL;
}
