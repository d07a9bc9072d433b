/* Any bytes as a table of ratings: never a crash, each value a number, each row in the file, every
 * fault with a line and safe to print. The first byte chooses levels and round. */
#include "config.h"

#include "base/buf.h"
#include "base/text.h"
#include "files/ratings_file.h"
#include "fuzz_corpus.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void check_faults(const struct faults *faults, unsigned lines)
{
	for (size_t i = 0; i < faults->count; i++)
		must(faults->list[i].line <= lines);
	check_messages(faults);
}

static void check_ratings(const struct ratings *ratings, unsigned lines)
{
	for (size_t i = 0; i < ratings->value_count; i++)
		must(isfinite(ratings->values[i]));
	for (size_t i = 0; i < ratings->row_count; i++) {
		const struct ratings_row *row = &ratings->rows[i];

		must(row->line > 0 && row->line <= lines);
		must(row->group < names_count(ratings->groups));
		must(row->rater < names_count(ratings->people));
		must(row->target < names_count(ratings->people));
		must(row->criterion < names_count(ratings->criteria));
		must(row->value == RATINGS_MISSING || row->value < ratings->value_count);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const double levels[] = {1, 2, 3, 4};
	struct ratings_reading reading = {{NULL}, NULL, 0, NULL};
	struct ratings *ratings;
	struct faults faults;
	struct err err = ERR_OK;
	unsigned lines = 1;
	char path[64];
	bool own = false;
	int fd;

	if (size < 1)
		return 0;
	if (data[0] & 1) {
		reading.levels = levels;
		reading.level_count = 4;
	}
	reading.round = data[0] & 2 ? "2" : NULL;
	for (size_t i = 1; i < size; i++)
		lines += data[i] == '\n' || data[i] == '\r';
	fd = memfd_create("ratings", MFD_CLOEXEC);
	must(fd >= 0 && write(fd, data + 1, size - 1) == (ssize_t)(size - 1));
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	ratings = ratings_new();
	faults_init(&faults, "ratings.csv");
	if (ratings_file_read(ratings, path, &reading, &own, &faults, &err) && faults.errors == 0)
		check_ratings(ratings, lines);
	check_faults(&faults, lines);
	err_free(&err);
	faults_free(&faults);
	ratings_free(ratings);
	close(fd);
	return 0;
}
