/* table_make ROWS: a table of ratings of about 70 bytes a row on standard output: targets with
 * twelve raters and eight criteria each, levels 1 to 4, some missing, quoted notes with commas,
 * doubled quotes, newlines inside, and letters beyond ASCII. The same rows every time. */
#include "config.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define RATERS 12

static const char *const CRITERIA[] = {"openness", "interdependence", "novelty", "disciplines",
	"stakeholders", "interests", "urgency", "self-direction"};
static const char *const NOTES[] = {"", "", "", "", "\"one, two\"", "\"she said \"\"why\"\"\"",
	"\"first line\nsecond, line\"", "caf\xC3\xA9 \xE2\x82\xAC 5", "", "plain note"};

static uint64_t next(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state >> 33;
}

int main(int argc, char **argv)
{
	long rows = argc > 1 ? strtol(argv[1], NULL, 10) : 1000000;
	uint64_t state = 7;

	puts("session,rater,target,criterion,status,value,note,recorded_at");
	for (long i = 0; i < rows; i++) {
		long target = i / (8 * RATERS);
		long rater = i / 8 % RATERS;
		uint64_t draw = next(&state);
		bool known = draw % 20 != 0;

		printf("3f9c2b7a,p%03ld,team %06ld,%s,%s,", rater, target, CRITERIA[i % 8],
			known ? "scored" : "unknown");
		if (known)
			printf("%d", (int)(1 + (draw / 20 + (uint64_t)target) % 4));
		printf(",%s,2026-12-%02dT10:00:00Z\n", NOTES[draw / 100 % 10],
			1 + (int)(draw / 7 % 28));
	}
	return ferror(stdout) || fclose(stdout) != 0;
}
