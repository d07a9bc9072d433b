/* Runs a fuzz target without libFuzzer: on the files named, or else on its sample and some
 * thousands of changes of it that are the same every time. */
#include "config.h"

#include "fuzz_sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS	       20000
#define SIZE_MAX_TRIED 65536

static uint64_t seed = 1;

static size_t chance(size_t below)
{
	seed = seed * 6364136223846793005U + 1442695040888963407U;
	return (size_t)(seed >> 33) % below;
}

/* Change `data` here and there; its new length. */
static size_t mutate(uint8_t *data, size_t len, size_t room)
{
	static const uint8_t odd[] = {
		0, '\n', '\r', '"', ',', '\\', 0xff, 0xc3, '0', '2', '-', 'n'};

	for (size_t times = 1 + chance(4); times > 0 && len > 0; times--) {
		size_t at = chance(len), span = 1 + chance(len - at < 40 ? len - at : 40);

		switch (chance(5)) {
		case 0: data[at] ^= (uint8_t)(1 << chance(8)); break;
		case 1: data[at] = odd[chance(sizeof(odd))]; break;
		case 2:
			memmove(data + at, data + at + span, len - at - span);
			len -= span;
			break;
		case 3:
			if (len + span > room)
				break;
			memmove(data + at + span, data + at, len - at);
			len += span;
			break;
		default: len = chance(3) == 0 ? at : len; break;
		}
	}
	return len;
}

static int replay(const char *path)
{
	static uint8_t data[SIZE_MAX_TRIED];
	FILE *file = fopen(path, "rb");
	size_t len;

	if (file == NULL) {
		perror(path);
		return 1;
	}
	len = fread(data, 1, sizeof(data), file);
	fclose(file);
	return LLVMFuzzerTestOneInput(data, len);
}

int main(int argc, char **argv)
{
	size_t sample_len, room;
	const char *sample = fuzz_sample(&sample_len);
	uint8_t *data;

	if (argc > 1) {
		for (int i = 1; i < argc; i++) {
			if (replay(argv[i]) != 0)
				return 1;
		}
		return 0;
	}
	room = 4 * sample_len;
	data = malloc(room);
	if (data == NULL)
		return 1;
	for (int i = 0; i < ROUNDS; i++) {
		size_t len = sample_len;

		memcpy(data, sample, len);
		if (i > 0)
			len = mutate(data, len, room);
		LLVMFuzzerTestOneInput(data, len);
	}
	free(data);
	printf("%d inputs\n", ROUNDS);
	return 0;
}
