#include "config.h"

#include "cli/output.h"

#include "base/lang.h"
#include "base/text.h"
#include "files/atomic.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH_STANDARD 80

static bool take_stdout(void *context, const char *bytes, size_t len)
{
	int fd = STDOUT_FILENO;
	struct sink sink = sink_to_fd(&fd);

	(void)context;
	sink_add(&sink, bytes, len);
	return !sink.failed;
}

struct sink output_stdout(void)
{
	return (struct sink){.take = take_stdout};
}

bool output_ended(const struct sink *sink, struct err *err)
{
	return !sink->failed || errno == EPIPE ||
	       err_errno(err, ERR_SAVE, NULL, errno, _("cannot write to the standard output"));
}

bool output_print(const struct buf *out, struct err *err)
{
	struct sink sink = output_stdout();

	fflush(stdout);
	sink_add(&sink, buf_text(out), out->len);
	return output_ended(&sink, err);
}

void output_written(const char *path)
{
	char *safe = text_safe_copy(path, TEXT_NAME);

	fprintf(stderr, _("Written: %s\n"), safe);
	free(safe);
}

bool output_file(
	const char *path, const struct buf *out, unsigned mode, bool force, struct err *err)
{
	if (!atomic_write(path, buf_text(out), out->len, mode, force, err))
		return false;
	output_written(path);
	return true;
}

bool output_put(const struct buf *out, const struct given *given, struct err *err)
{
	const char *path = given->of[OPT_OUTPUT];

	if (path == NULL)
		return output_print(out, err);
	return output_file(path, out, 0666, given->of[OPT_FORCE] != NULL, err);
}

int output_width(const struct options *options, int most)
{
	struct winsize size;

	if (options->columns > 0)
		return options->columns;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col < most ? size.ws_col : most;
	return WIDTH_STANDARD;
}
