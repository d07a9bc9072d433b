#include "config.h"

#include "stats/cronbach.h"

#include "base/lang.h"
#include "stats/distribution.h"

#include <stdlib.h>

struct estimate cronbach_alpha(const struct items *items)
{
	const char *why_not = items_why_not(items, 2);

	if (why_not)
		return estimate_none(why_not);
	double *covariance = items_covariance(items, NULL);
	double k = (double)items->item_count, own = 0, all = 0;
	for (size_t i = 0; i < items->item_count; i++) {
		own += covariance[i * items->item_count + i];
		for (size_t j = 0; j < items->item_count; j++)
			all += covariance[i * items->item_count + j];
	}
	free(covariance);
	if (all <= 1e-12 * own || own == 0)
		return estimate_none(N_("undefined: the sums of the sheets do not vary"));
	struct estimate alpha = estimate_point(k / (k - 1) * (1 - own / all));
	double df = (double)items->count - 1;
	alpha.low = 1 - (1 - alpha.value) * distribution_f(ESTIMATE_TAIL, df, df * (k - 1));
	alpha.high = 1 - (1 - alpha.value) * distribution_f(1 - ESTIMATE_TAIL, df, df * (k - 1));
	return alpha;
}
