#include "config.h"

#include "stats/feedback.h"

static size_t middle_of_three(const size_t *steps)
{
	size_t a = steps[0], b = steps[1], c = steps[2];

	if ((a <= b && b <= c) || (c <= b && b <= a))
		return b;
	return (b <= a && a <= c) || (c <= a && a <= b) ? a : c;
}

int feedback_shown(const size_t *steps, size_t count)
{
	size_t doubled = 0, halves, rest;

	if (count < FEEDBACK_LEAST)
		return FEEDBACK_NONE;
	if (count == FEEDBACK_LEAST)
		return (int)(2 * middle_of_three(steps));
	/* In whole numbers, so that a half of a half is one exactly. */
	for (size_t i = 0; i < count; i++)
		doubled += 2 * steps[i];
	halves = doubled / count;
	rest = doubled % count;
	if (2 * rest > count || (2 * rest == count && halves % 2 == 1))
		halves++;
	return (int)halves;
}
