#include "config.h"

#include "report/agree_csv.h"

#include "base/buf.h"
#include "files/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void csv_number(struct buf *out, double value)
{
	size_t from = out->len;

	if (!isfinite(value)) {
		buf_text_add(out, "NA");
		return;
	}
	buf_format(out, "%.6f", value);
	char *comma = strchr(out->data + from, ',');
	if (comma)
		*comma = '.';
	if (strcmp(out->data + from, "-0.000000") == 0) {
		buf_cut(out, from);
		buf_text_add(out, "0.000000");
	}
}

static void send(struct sink *sink, struct buf *line)
{
	buf_byte(line, '\n');
	sink_add(sink, line->data, line->len);
	buf_cut(line, 0);
}

struct agree_name agree_rater_name(
	const struct agreement *agreement, const struct agreement_part *part, size_t rater)
{
	const struct ratings *ratings = agreement->ratings;
	uint32_t index = part->units->rater_of[rater];
	const struct ratings_row *row = &ratings->rows[agreement->index->rater_row[index]];
	bool local = agreement->index->rater_local[index] || names_count(ratings->groups) == 1;

	return (struct agree_name){local ? names_text(ratings->groups, row->group) : "*",
		names_text(ratings->people, row->rater)};
}

struct agree_name agree_target_name(
	const struct agreement *agreement, const struct agreement_part *part, size_t target)
{
	const struct ratings *ratings = agreement->ratings;
	uint32_t index = part->units->target_of[target];
	const struct ratings_row *row = &ratings->rows[agreement->index->target_row[index]];

	return (struct agree_name){
		names_text(ratings->groups, row->group), names_text(ratings->people, row->target)};
}

void agree_csv(struct sink *sink, const struct agreement *agreement)
{
	struct buf line = BUF_EMPTY;

	sink_text(sink, "criterion,statistic,estimate,ci_low,ci_high,targets,raters,ratings\n");
	for (size_t p = 0; p < agreement->part_count; p++) {
		const struct agreement_part *part = &agreement->parts[p];
		for (enum statistic s = 0; s < STAT_COUNT; s++) {
			if (!agreement_has(part, s))
				continue;
			table_text_field(&line, part->criterion, ',');
			buf_format(&line, ",%s,", statistic_info(s)->id);
			csv_number(&line, part->of[s].value);
			buf_byte(&line, ',');
			csv_number(&line, part->of[s].low);
			buf_byte(&line, ',');
			csv_number(&line, part->of[s].high);
			buf_format(&line, ",%zu,%zu,%zu", part->design.targets, part->design.raters,
				part->design.ratings);
			send(sink, &line);
		}
	}
	buf_free(&line);
}

static void start_line(struct buf *line, const struct agreement_part *part, struct agree_name name)
{
	table_text_field(line, part->criterion, ',');
	buf_byte(line, ',');
	table_text_field(line, name.group, ',');
	buf_byte(line, ',');
	table_text_field(line, name.name, ',');
	buf_byte(line, ',');
}

void agree_csv_raters(struct sink *sink, const struct agreement *agreement)
{
	struct buf line = BUF_EMPTY;

	sink_text(sink, "criterion,group,rater,severity,range_use,shared,ratings\n");
	for (size_t p = 0; p < agreement->part_count; p++) {
		const struct agreement_part *part = &agreement->parts[p];
		struct severity *list = severity_new(part->units);
		for (size_t r = 0; r < part->units->rater_count; r++) {
			start_line(&line, part, agree_rater_name(agreement, part, r));
			csv_number(&line, list[r].severity);
			buf_byte(&line, ',');
			csv_number(&line, list[r].range_use);
			buf_format(&line, ",%zu,%zu", list[r].shared, list[r].ratings);
			send(sink, &line);
		}
		free(list);
	}
	buf_free(&line);
}

void agree_csv_targets(struct sink *sink, const struct agreement *agreement)
{
	struct buf line = BUF_EMPTY;

	sink_text(sink, "criterion,group,target,controversy,ratings\n");
	for (size_t p = 0; p < agreement->part_count; p++) {
		const struct agreement_part *part = &agreement->parts[p];
		struct controversy *list = controversy_new(part->units);
		for (size_t t = 0; t < part->units->target_count; t++) {
			start_line(&line, part, agree_target_name(agreement, part, t));
			csv_number(&line, list[t].controversy);
			buf_format(&line, ",%zu", list[t].ratings);
			send(sink, &line);
		}
		free(list);
	}
	buf_free(&line);
}
