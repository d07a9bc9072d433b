/* Agreement for programs: fixed columns (formats.md section 5), six decimals, NA. */
#ifndef PEIL_REPORT_AGREE_CSV_H
#define PEIL_REPORT_AGREE_CSV_H

#include "base/sink.h"
#include "stats/agreement.h"

struct buf;

/* criterion,statistic,estimate,ci_low,ci_high,targets,raters,ratings */
void agree_csv(struct sink *sink, const struct agreement *agreement);
/* criterion,group,rater,severity,range_use,shared,ratings; group is * for a rater of several */
void agree_csv_raters(struct sink *sink, const struct agreement *agreement);
/* criterion,group,target,controversy,ratings */
void agree_csv_targets(struct sink *sink, const struct agreement *agreement);
/* A number with six decimals and a point, or NA; never -0. */
void csv_number(struct buf *out, double value);

/* The names of a rater and a target of a part, borrowed. */
struct agree_name {
	const char *group, *name;
};
struct agree_name agree_rater_name(
	const struct agreement *agreement, const struct agreement_part *part, size_t rater);
struct agree_name agree_target_name(
	const struct agreement *agreement, const struct agreement_part *part, size_t target);

#endif
