/* Any bytes as a rubric file: never a crash, never a rubric from a file with an error, every fault
 * with a line and safe to print; and a rubric that is made can be shown. */
#include "config.h"

#include "base/buf.h"
#include "base/text.h"
#include "files/rubric_file.h"
#include "fuzz_corpus.h"
#include "report/rubric_text.h"

#include <stdlib.h>
#include <string.h>

static void check_faults(const struct faults *faults)
{
	for (size_t i = 1; i < faults->count; i++)
		must(faults->list[i].line >= faults->list[i - 1].line);
	check_messages(faults);
}

static void check_rubric(const struct rubric *rubric)
{
	struct buf out = BUF_EMPTY;
	struct sink sink = sink_to_buf(&out);

	must(rubric->lang_count > 0 && rubric->criterion_count > 0);
	for (size_t i = 0; i < rubric->criterion_count; i++) {
		const struct rubric_criterion *criterion = &rubric->criteria[i];

		must(criterion->step_count != 1 && criterion->step_count <= RUBRIC_LEVELS_MAX);
		must(rubric_find_criterion(rubric, criterion->id) == i);
		for (size_t j = 1; j < criterion->step_count; j++)
			must(criterion->steps[j].value > criterion->steps[j - 1].value);
	}
	rubric_text_write(&sink, rubric, "en", 60, true);
	rubric_plain_write(&sink, rubric, "nl");
	must_be_safe(&out);
	buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct faults faults;
	struct rubric *rubric;

	faults_init(&faults, "x.ini");
	rubric = rubric_file_parse((const char *)data, size, &faults);
	must((rubric == NULL) == (faults.errors > 0));
	check_faults(&faults);
	if (rubric)
		check_rubric(rubric);
	rubric_free(rubric);
	faults_free(&faults);
	return 0;
}
