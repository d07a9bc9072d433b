/* Any bytes as a list of participants: never a crash, nobody from a list with an error, every fault
 * with a line and safe to print; and a list that is taken comes back as it was written. */
#include "config.h"

#include "base/buf.h"
#include "base/text.h"
#include "files/roster_file.h"
#include "fuzz_corpus.h"

#include <stdlib.h>
#include <string.h>

static void check_again(const struct roster *roster)
{
	struct buf once = BUF_EMPTY, twice = BUF_EMPTY;
	struct roster back;
	struct faults faults;

	memset(&back, 0, sizeof(back));
	faults_init(&faults, "again.csv");
	roster_text(&once, roster);
	must(roster_parse(buf_text(&once), once.len, &back, &faults));
	roster_text(&twice, &back);
	must(once.len == twice.len && memcmp(buf_text(&once), buf_text(&twice), once.len) == 0);
	roster_free(&back);
	faults_free(&faults);
	buf_free(&once);
	buf_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct roster roster;
	struct faults faults;

	memset(&roster, 0, sizeof(roster));
	faults_init(&faults, "people.csv");
	if (roster_parse((const char *)data, size, &roster, &faults)) {
		must(faults.errors == 0);
		check_again(&roster);
	} else {
		must(faults.errors > 0);
	}
	check_messages(&faults);
	roster_free(&roster);
	faults_free(&faults);
	return 0;
}
