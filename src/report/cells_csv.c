#include "config.h"

#include "report/cells_csv.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "files/table.h"
#include "stats/cell_numbers.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FULL	    65536 /* bytes that are handed on at once */
#define PLACES	    1000000
#define LARGEST	    1e9
#define NUMBER_MOST 336 /* bytes of the longest double with six decimals, and more */

static const char HEADER[] = "session,moment,group,round,role,target,criterion,n,unknown,"
			     "not_applicable,unanswered,min,median,max,mean,sd,unity,agreed\n";
static const char COUNTS[] = "session,moment,group,round,role,target,criterion,level,count\n";

/* The text of a number at `to`, without a NUL; where it ends. */
static char *whole(char *to, uint64_t number)
{
	char digits[24];
	size_t at = sizeof(digits);

	do
		digits[--at] = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	memcpy(to, digits + at, sizeof(digits) - at);
	return to + sizeof(digits) - at;
}

/* Six decimals and a comma, as printf would: a million rows are written in a blink, so what is
 * near the middle of two numbers is left to printf. */
static char *six(char *to, double value)
{
	double scaled = fabs(value) * PLACES, floor_of = floor(scaled);
	uint64_t number;

	if (isnan(value)) {
		memcpy(to, "NA,", 3);
		return to + 3;
	}
	if (fabs(value) > LARGEST || fabs(scaled - floor_of - 0.5) < 1e-4 || signbit(value))
		return to + snprintf(to, NUMBER_MOST, "%.6f,", value);
	number = (uint64_t)(floor_of + (scaled - floor_of > 0.5));
	to = whole(to, number / PLACES);
	number %= PLACES;
	to[0] = '.';
	for (int i = 6; i > 0; i--, number /= 10)
		to[i] = (char)('0' + number % 10);
	to[7] = ',';
	return to + 8;
}

static int name_order(const void *left, const void *right, void *context)
{
	return strcmp(names_text(context, *(const uint32_t *)left),
		names_text(context, *(const uint32_t *)right));
}

static uint32_t *by_name(struct names *names)
{
	size_t count = names_count(names);
	uint32_t *order = mem_new((count + 1) * sizeof(*order));

	for (uint32_t i = 0; i < count; i++)
		order[i] = i;
	qsort_r(order, count, sizeof(*order), name_order, names);
	return order;
}

/* Places of the values, rising. */
static void by_value(const struct cells *cells, size_t order[CELLS_VALUES_MAX])
{
	for (size_t v = 0; v < cells->value_count; v++) {
		size_t at = v;

		for (; at > 0 && cells->values[order[at - 1]] > cells->values[v]; at--)
			order[at] = order[at - 1];
		order[at] = v;
	}
}

static bool is_empty(const struct cells *cells, uint32_t target, uint32_t criterion)
{
	const uint32_t *counts = cells_counts(cells, target, criterion);
	const struct cells_moments *moments = cells_moments(cells, target, criterion);
	uint64_t sum = moments != NULL ? moments->n : 0;

	for (size_t i = 0; i < CELLS_NONE_COUNT + cells->value_count; i++)
		sum += counts[i];
	return sum == 0;
}

/* ",,*,1,*,target," and the same for each criterion: "criterion,". */
struct heads {
	struct buf *criteria;
	size_t count;
};

static struct heads heads_make(const struct cells *cells)
{
	struct heads heads = {.count = names_count(cells->criteria)};

	heads.criteria = mem_new((heads.count + 1) * sizeof(*heads.criteria));
	for (uint32_t c = 0; c < heads.count; c++) {
		table_text_field(&heads.criteria[c], names_text(cells->criteria, c), ',');
		buf_byte(&heads.criteria[c], ',');
	}
	return heads;
}

static void heads_free(struct heads *heads)
{
	for (size_t c = 0; c < heads->count; c++)
		buf_free(&heads->criteria[c]);
	free(heads->criteria);
}

static void target_head(struct buf *out, const struct cells_writing *writing, const char *target)
{
	buf_cut(out, 0);
	buf_format(out, ",,*,%s,*,", writing->round);
	table_text_field(out, target, ',');
	buf_byte(out, ',');
}

static void flush(struct sink *sink, struct buf *out, size_t least)
{
	if (out->len < least)
		return;
	sink_add(sink, buf_text(out), out->len);
	buf_cut(out, 0);
}

/* What stands behind target and criterion. */
static void add_numbers(struct buf *out, const struct cell_numbers *numbers, const uint32_t *none)
{
	char text[8 * NUMBER_MOST], *to = whole(text, numbers->n);

	for (size_t i = 0; i < CELLS_NONE_COUNT; i++) {
		*to++ = ',';
		to = whole(to, none[i]);
	}
	*to++ = ',';
	to = six(to, numbers->min);
	to = six(to, numbers->median);
	to = six(to, numbers->max);
	to = six(to, numbers->mean);
	to = six(to, numbers->sd);
	to = six(to, numbers->unity);
	memcpy(to, "NA\n", 3);
	buf_add(out, text, (size_t)(to + 3 - text));
}

void cells_csv(struct sink *sink, const struct cells *cells, const struct cells_writing *writing)
{
	struct buf out = BUF_EMPTY, head = BUF_EMPTY;
	struct heads heads = heads_make(cells);
	uint32_t *targets = by_name(cells->targets);
	size_t order[CELLS_VALUES_MAX];

	by_value(cells, order);
	buf_text_add(&out, HEADER);
	for (size_t t = 0; t < names_count(cells->targets); t++) {
		target_head(&head, writing, names_text(cells->targets, targets[t]));
		for (uint32_t c = 0; c < heads.count; c++) {
			const uint32_t *none = cells_counts(cells, targets[t], c);
			struct cell_numbers numbers;

			if (is_empty(cells, targets[t], c))
				continue;
			numbers = cell_numbers(
				cells, targets[t], c, order, writing->levels, writing->level_count);
			buf_add(&out, head.data, head.len);
			buf_add(&out, heads.criteria[c].data, heads.criteria[c].len);
			add_numbers(&out, &numbers, none);
		}
		flush(sink, &out, FULL);
	}
	flush(sink, &out, 1);
	buf_free(&out);
	buf_free(&head);
	heads_free(&heads);
	free(targets);
}

static void count_row(struct buf *out, const struct buf *head, const struct buf *criterion,
	double value, uint64_t count)
{
	char text[64], *to;

	buf_add(out, head->data, head->len);
	buf_add(out, criterion->data, criterion->len);
	decimal_text(text, 32, value);
	to = text + strlen(text);
	*to++ = ',';
	to = whole(to, count);
	*to++ = '\n';
	buf_add(out, text, (size_t)(to - text));
}

/* The histogram of each criterion over all targets. */
static void all_targets(struct buf *out, const struct cells *cells, const struct buf *head,
	const struct heads *heads, const size_t *order)
{
	for (uint32_t c = 0; c < heads->count; c++) {
		uint64_t sums[CELLS_VALUES_MAX] = {0};

		for (uint32_t t = 0; t < names_count(cells->targets); t++)
			for (size_t v = 0; v < cells->value_count; v++)
				sums[v] += cells_counts(cells, t, c)[CELLS_NONE_COUNT + v];
		for (size_t v = 0; v < cells->value_count; v++)
			count_row(out, head, &heads->criteria[c], cells->values[order[v]],
				sums[order[v]]);
	}
}

bool cells_csv_counts(
	struct sink *sink, const struct cells *cells, const struct cells_writing *writing)
{
	struct buf out = BUF_EMPTY, head = BUF_EMPTY;
	struct heads heads = heads_make(cells);
	uint32_t *targets = by_name(cells->targets);
	size_t order[CELLS_VALUES_MAX];
	bool good = cells->moments == NULL;

	by_value(cells, order);
	buf_text_add(&out, COUNTS);
	target_head(&head, writing, "*");
	all_targets(&out, cells, &head, &heads, order);
	for (size_t t = 0; good && t < names_count(cells->targets); t++) {
		target_head(&head, writing, names_text(cells->targets, targets[t]));
		for (uint32_t c = 0; c < heads.count; c++)
			for (size_t v = 0; v < cells->value_count; v++)
				count_row(&out, &head, &heads.criteria[c], cells->values[order[v]],
					cells_counts(
						cells, targets[t], c)[CELLS_NONE_COUNT + order[v]]);
		flush(sink, &out, FULL);
	}
	if (good)
		flush(sink, &out, 1);
	buf_free(&out);
	buf_free(&head);
	heads_free(&heads);
	free(targets);
	return good;
}
