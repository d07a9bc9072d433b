/* peil report FILE --format csv: counted in one pass over tables of any size. */
#include "config.h"

#include "base/lang.h"
#include "cli/cmd_report_table.h"
#include "cli/output.h"
#include "cli/ratings_input.h"
#include "files/ratings_scan.h"
#include "files/table.h"
#include "report/cells_csv.h"

#include <sys/stat.h>

bool report_is_table(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

/* The exit status of what was read: with --strict a fault refuses the table. */
static int scan(
	struct cells *cells, const struct ratings_reading *reading, const char *path, bool strict)
{
	struct faults faults;
	struct err err = ERR_OK;
	int status = 0;

	faults_init(&faults, path);
	if (!ratings_scan(cells, path, reading, &faults, &err))
		status = options_fail(&err);
	faults_sort(&faults);
	if (faults.errors >= TABLE_FAULTS_MAX)
		faults_add(&faults, FAULT_WARNING, 0, 0, NULL,
			_("too many faults: the rest was not read"));
	options_print_faults(&faults);
	if (status == 0 && faults.errors > 0)
		status = strict || names_count(cells->targets) == 0 ? ERR_INPUT : ERR_PARTIAL;
	faults_free(&faults);
	err_free(&err);
	return status;
}

static bool write_table(struct sink *sink, const struct cells *cells,
	const struct cells_writing *writing, bool counts, struct err *err)
{
	if (!counts)
		cells_csv(sink, cells, writing);
	else if (!cells_csv_counts(sink, cells, writing))
		return err_set(err, ERR_INPUT, NULL,
			_("there are too many different values to count each of them"));
	return true;
}

static int deliver(
	const struct cells *cells, const struct cells_writing *writing, const struct given *given)
{
	const char *path = given->of[OPT_OUTPUT];
	bool counts = given->of[OPT_COUNTS] != NULL;
	struct buf out = BUF_EMPTY;
	struct err err = ERR_OK;
	struct sink sink = path != NULL ? sink_to_buf(&out) : output_stdout();

	if (write_table(&sink, cells, writing, counts, &err)) {
		if (path == NULL)
			output_ended(&sink, &err);
		else
			output_put(&out, given, &err);
	}
	buf_free(&out);
	return options_end(&err);
}

int report_tables(const struct given *given)
{
	struct ratings_input input = {0};
	struct ratings_reading reading = {0};
	struct cells *cells = cells_new();
	int status = ratings_input_options(&input, &reading, given);
	int worst = status;

	for (size_t i = 0; i < given->operand_count && status == 0; i++) {
		int one = scan(cells, &reading, given->operands[i], given->of[OPT_STRICT] != NULL);

		worst = one > worst ? one : worst;
		status = one == ERR_PARTIAL ? 0 : one;
	}
	if (status == 0) {
		struct cells_writing writing = {
			.round = given->of[OPT_ROUND] != NULL ? given->of[OPT_ROUND] : "1",
			.levels = input.level_count > 0 ? input.levels : NULL,
			.level_count = input.level_count};

		for (size_t i = 0; given->of[OPT_COUNTS] != NULL && i < input.level_count; i++)
			cells_declare(cells, input.levels[i]);
		status = deliver(cells, &writing, given);
		worst = status > worst ? status : worst;
	}
	cells_free(cells);
	return worst;
}
