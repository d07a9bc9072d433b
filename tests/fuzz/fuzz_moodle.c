/* Any bytes as a grading.xml of Moodle: never a crash, always a rubric or a reason, and what was
 * read can be written. */
#include "config.h"

#include "fuzz_exchange.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	check_bytes(data, size, IMPORT_MOODLE);
	return 0;
}
