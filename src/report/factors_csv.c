#include "config.h"

#include "report/factors_csv.h"

#include "base/buf.h"
#include "files/table.h"
#include "report/agree_csv.h"

static void add_team(
	struct buf *out, const struct ratings *ratings, const struct team_factors *factors)
{
	const struct team *team = factors->team;
	char name[MEASURE_NAME_MAX];

	for (size_t m = 0; m < team->count; m++) {
		for (enum measure measure = 0; measure < MEASURE_COUNT; measure++) {
			table_text_field(out, names_text(ratings->groups, team->group), ',');
			buf_byte(out, ',');
			table_text_field(out, names_text(ratings->people, team->person[m]), ',');
			measure_name(name, measure);
			buf_format(out, ",%s,", name);
			csv_number(out, factors->of[(size_t)measure * team->count + m]);
			buf_byte(out, '\n');
		}
	}
}

void factors_csv(struct sink *sink, const struct ratings *ratings, const struct factor_set *set)
{
	struct buf out = BUF_EMPTY;

	sink_text(sink, "group,person,measure,value\n");
	for (size_t t = 0; t < set->count; t++) {
		add_team(&out, ratings, &set->list[t]);
		sink_add(sink, buf_text(&out), out.len);
		buf_cut(&out, 0);
	}
	buf_free(&out);
}
