/* Runs a fuzz target over a folder of files, without a fuzzer: `make check` does so with the
 * corpus. FUZZ_CORPUS is the folder, below $top_srcdir. */
#include "config.h"

#include "base/buf.h"
#include "base/mem.h"
#include "fuzz_corpus.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#define FILE_MOST (1 << 20)

static void replay(const char *folder, const char *name)
{
	struct buf path = BUF_EMPTY;
	uint8_t *data = mem_new(FILE_MOST);
	FILE *file;
	size_t size;

	buf_format(&path, "%s/%s", folder, name);
	file = fopen(buf_text(&path), "rb");
	if (!file) {
		perror(buf_text(&path));
		exit(99);
	}
	size = fread(data, 1, FILE_MOST, file);
	fclose(file);
	LLVMFuzzerTestOneInput(data, size);
	/* Cut short as well: that is what a full disk leaves. */
	for (size_t cut = 0; cut < size; cut += 1 + size / 64)
		LLVMFuzzerTestOneInput(data, cut);
	free(data);
	buf_free(&path);
}

int main(void)
{
	const char *top = getenv("top_srcdir");
	struct buf folder = BUF_EMPTY;
	const struct dirent *entry;
	int count = 0;
	DIR *dir;

	buf_format(&folder, "%s/%s", top ? top : ".", FUZZ_CORPUS);
	dir = opendir(buf_text(&folder));
	if (!dir) {
		perror(buf_text(&folder));
		return 99;
	}
	while ((entry = readdir(dir)))
		if (entry->d_name[0] != '.') {
			replay(buf_text(&folder), entry->d_name);
			count++;
		}
	closedir(dir);
	buf_free(&folder);
	printf("%d files of %s\n", count, FUZZ_CORPUS);
	return count > 0 ? 0 : 1;
}
