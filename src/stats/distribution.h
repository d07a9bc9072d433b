/* Quantiles, from libRmath (its only includer): R's own, exact also at many degrees of freedom. */
#ifndef PEIL_STATS_DISTRIBUTION_H
#define PEIL_STATS_DISTRIBUTION_H

/* The value that a share `p` lies below; degrees of freedom need not be whole. NaN outside the
 * range of p (0..1) or where df <= 0. */
double distribution_f(double p, double df1, double df2);
double distribution_t(double p, double df);
double distribution_normal(double p);

#endif
