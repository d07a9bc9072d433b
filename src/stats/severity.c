#include "config.h"

#include "stats/severity.h"

#include "base/mem.h"
#include "stats/spread.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double level_width(const struct units *units)
{
	return units->level_count > 1 ? units->level[units->level_count - 1] - units->level[0] : 0;
}

struct severity *severity_new(const struct units *units)
{
	struct severity *list = mem_grow(NULL, 0, units->rater_count, sizeof(*list));
	uint32_t *low = mem_grow(NULL, 0, units->rater_count, sizeof(*low));
	uint32_t *high = mem_grow(NULL, 0, units->rater_count, sizeof(*high));

	memset(low, 0xFF, units->rater_count * sizeof(*low));
	for (size_t u = 0; u < units->count; u++) {
		size_t from = units->start[u], end = units->start[u + 1];
		double sum = 0, others = (double)(end - from) - 1;
		for (size_t i = from; i < end; i++)
			sum += units_value(units, i);
		for (size_t i = from; i < end; i++) {
			uint32_t rater = units->rater[i], code = units->code[i];
			double own = units_value(units, i);
			list[rater].ratings++;
			low[rater] = code < low[rater] ? code : low[rater];
			high[rater] = code > high[rater] ? code : high[rater];
			if (others < 1)
				continue;
			list[rater].shared++;
			list[rater].severity += own - (sum - own) / others;
		}
	}
	double width = level_width(units);
	for (size_t r = 0; r < units->rater_count; r++) {
		list[r].severity =
			list[r].shared > 0 ? list[r].severity / (double)list[r].shared : NAN;
		list[r].range_use =
			width > 0 ? (units->level[high[r]] - units->level[low[r]]) / width : NAN;
	}
	free(low);
	free(high);
	return list;
}

struct controversy *controversy_new(const struct units *units)
{
	struct controversy *list = mem_grow(NULL, 0, units->target_count, sizeof(*list));
	size_t *used = mem_grow(NULL, 0, units->target_count, sizeof(*used));
	size_t *counts = mem_grow(NULL, 0, units->level_count, sizeof(*counts));

	for (size_t u = 0; u < units->count; u++) {
		size_t from = units->start[u], end = units->start[u + 1];
		struct controversy *own = &list[units->target[u]];
		own->ratings += end - from;
		if (end - from < 2 || units->level_count < 2)
			continue;
		memset(counts, 0, units->level_count * sizeof(*counts));
		for (size_t i = from; i < end; i++)
			counts[units->code[i]]++;
		own->controversy += 1 - spread_unity(units->level, counts, units->level_count);
		used[units->target[u]]++;
	}
	for (size_t t = 0; t < units->target_count; t++)
		list[t].controversy = used[t] > 0 ? list[t].controversy / (double)used[t] : NAN;
	free(used);
	free(counts);
	return list;
}
