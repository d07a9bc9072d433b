/* replay_ui [FILE...]: the fuzz target over files, or over inputs put together from its own pieces
 * with a fixed seed, so that it is a test where there is no libFuzzer. With libFuzzer:
 *
 *   clang -g -fsanitize=fuzzer,address,undefined -Isrc -I. tests/fuzz/fuzz_keys.c ... */
#include "config.h"

#include "fuzz_ui.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <locale.h>

#define ROUNDS	  20000
#define INPUT_MAX 300

static int run_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *bytes = NULL;
	size_t len = 0;
	ssize_t got;

	if (!file) {
		perror(path);
		return 1;
	}
	got = getdelim(&bytes, &len, EOF, file);
	LLVMFuzzerTestOneInput((const uint8_t *)bytes, got > 0 ? (size_t)got : 0);
	free(bytes);
	fclose(file);
	return 0;
}

static size_t make(uint8_t *out, size_t pieces)
{
	size_t len = 0, want = (size_t)rand() % INPUT_MAX;

	while (len < want) {
		size_t one;
		const char *piece = fuzz_pieces[(size_t)rand() % pieces];

		if (rand() % 4 == 0) {
			out[len++] = (uint8_t)(rand() % 256);
			continue;
		}
		one = strlen(piece);
		memcpy(out + len, piece, one);
		len += one;
	}
	return len;
}

int main(int argc, char **argv)
{
	size_t pieces = 0;
	int failed = 0;

	setlocale(LC_ALL, "C.UTF-8");
	for (int i = 1; i < argc; i++)
		failed |= run_file(argv[i]);
	if (argc > 1)
		return failed;
	while (fuzz_pieces[pieces])
		pieces++;
	srand(20261);
	for (int round = 0; round < ROUNDS; round++) {
		/* A block of its own size each time, so that reading past the end is seen. */
		uint8_t made[INPUT_MAX + 64], *input;
		size_t len = make(made, pieces);

		input = malloc(len ? len : 1);
		if (!input)
			return 1;
		memcpy(input, made, len);
		LLVMFuzzerTestOneInput(input, len);
		free(input);
	}
	return 0;
}
