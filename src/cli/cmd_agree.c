#include "config.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/ratings_input.h"
#include "report/agree_csv.h"
#include "report/agree_text.h"
#include "stats/agreement.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define DRAWS_MOST 100000

enum by { BY_NOTHING, BY_RATER, BY_TARGET };

/* A count on a terminal while it takes long; only every tenth part, so that logs stay short. */
static void tell_progress(void *context, size_t done, size_t draws)
{
	(void)context;
	fprintf(stderr, "\r%3zu %%", 100 * done / draws);
	if (done + 16 > draws)
		fputs("\r     \r", stderr);
}

static int read_draws(struct resample *resample, const struct given *given)
{
	const char *draws = given->of[OPT_BOOTSTRAP], *seed = given->of[OPT_SEED];
	uint64_t number;

	*resample = (struct resample){.draws = RESAMPLE_DRAWS, .seed = RESAMPLE_SEED};
	if (draws) {
		if (!decimal_whole(draws, DRAWS_MOST, &number))
			return input_usage(OPT_BOOTSTRAP, draws, _("a number, 0 to 100000"));
		resample->draws = (size_t)number;
	}
	if (seed && !decimal_whole(seed, UINT64_MAX, &resample->seed))
		return input_usage(OPT_SEED, seed, _("a whole number"));
	return 0;
}

static int read_by(enum by *by, const struct given *given)
{
	const char *text = given->of[OPT_BY];

	*by = !text			    ? BY_NOTHING
	      : strcmp(text, "rater") == 0  ? BY_RATER
	      : strcmp(text, "target") == 0 ? BY_TARGET
					    : BY_NOTHING;
	return text && *by == BY_NOTHING ? input_usage(OPT_BY, text, "--by rater, --by target") : 0;
}

static void write_all(struct buf *out, const struct agreement *agreement,
	const struct ratings_input *input, enum by by, const struct agree_texting *texting)
{
	struct sink sink = sink_to_buf(out);

	if (by == BY_RATER && input->csv)
		agree_csv_raters(&sink, agreement);
	else if (by == BY_RATER)
		agree_text_raters(&sink, agreement);
	else if (by == BY_TARGET && input->csv)
		agree_csv_targets(&sink, agreement);
	else if (by == BY_TARGET)
		agree_text_targets(&sink, agreement);
	else if (input->csv)
		agree_csv(&sink, agreement);
	else
		agree_text(&sink, agreement, texting);
}

static int agree(const struct ratings_input *input, const struct given *given, enum by by,
	struct agreement_options options)
{
	struct buf out = BUF_EMPTY;
	struct err err = ERR_OK;

	if (isatty(STDERR_FILENO) && input->ratings->row_count > 100000)
		options.resample.progress = tell_progress;
	options.units.levels = input->level_count > 0 ? input->levels : NULL;
	options.units.level_count = input->level_count;
	options.units.no_self = input->self == -1 ? input->own : input->self == 0;
	struct agreement *agreement = agreement_new(input->ratings, &options);
	struct agree_texting texting = {
		.file = given->operands[0], .r = given->of[OPT_R] != NULL, .options = &options};
	write_all(&out, agreement, input, by, &texting);
	output_print(&out, &err);
	agreement_free(agreement);
	buf_free(&out);
	return err.code != ERR_NONE ? options_end(&err) : input->partial ? ERR_PARTIAL : 0;
}

int cmd_agree(const struct given *given, const struct options *options)
{
	struct agreement_options wanted = {0};
	struct ratings_input input;
	enum by by = BY_NOTHING;
	int status = read_draws(&wanted.resample, given);

	(void)options;
	if (status == 0)
		status = read_by(&by, given);
	if (status != 0)
		return status;
	if (by != BY_NOTHING)
		wanted.resample.draws = 0;
	status = ratings_input_read(&input, given);
	if (status == 0)
		status = agree(&input, given, by, wanted);
	ratings_input_free(&input);
	return status;
}
