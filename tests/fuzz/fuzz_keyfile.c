/* Any bytes as a key file: never a crash, no steps from a file with an error, every fault with a
 * line and safe to print, every step within its bounds. */
#include "config.h"

#include "base/buf.h"
#include "base/text.h"
#include "fuzz_corpus.h"
#include "ui/keyfile.h"

#include <stdlib.h>
#include <string.h>

static void check_faults(const struct faults *faults, unsigned lines)
{
	for (size_t i = 0; i < faults->count; i++)
		must(faults->list[i].line > 0 && faults->list[i].line <= lines);
	check_messages(faults);
}

static void check_step(const struct keyfile_step *step, unsigned lines)
{
	must(step->line > 0 && step->line <= lines);
	switch (step->kind) {
	case KEYFILE_PASTE:
	case KEYFILE_DUMP:
		must(text_valid(step->text, strlen(step->text)) == strlen(step->text));
		break;
	case KEYFILE_BYTES: must(step->text != NULL && step->len > 0); break;
	case KEYFILE_TICK: must(step->number >= 0); break;
	case KEYFILE_SIZE: must(step->number > 0 && step->number2 > 0); break;
	case KEYFILE_KEY: must(step->key.kind == KEY_POINT || step->key.kind == KEY_NAMED); break;
	default: break;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct keyfile *keyfile;
	struct faults faults;
	unsigned lines = 1;

	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n';
	faults_init(&faults, "x.keys");
	keyfile = keyfile_parse((const char *)data, size, &faults);
	must((keyfile == NULL) == (faults.errors > 0));
	check_faults(&faults, lines);
	for (size_t i = 0; keyfile != NULL && i < keyfile->count; i++)
		check_step(&keyfile->list[i], lines);
	keyfile_free(keyfile);
	faults_free(&faults);
	return 0;
}
