/* McDonald's omega total (McDonald 1999): (sum l)^2 / ((sum l)^2 + sum psi), l and psi the loadings
 * and unique variances of the maximum likelihood one-factor model on the covariance matrix
 * (Joreskog 1967). Unique variances stay at or above 0.005 of the item's variance, as in R's
 * factanal. Range 0..1. NA with missing cells, fewer than three criteria, or a covariance matrix
 * that is singular; also where the model does not converge. */
#ifndef PEIL_STATS_OMEGA_H
#define PEIL_STATS_OMEGA_H

#include "stats/items.h"

struct estimate omega_total(const struct items *items);
/* From a covariance matrix of `k` items; NaN where it does not work out. */
double omega_value(const double *covariance, size_t k);

#endif
