#include "config.h"

#include "stats/statistic.h"

#include "base/lang.h"

#define BY_BOOTSTRAP N_("percentile bootstrap over targets")
#define BY_GWET	     N_("Gwet's variance, t distribution")
#define BY_F	     N_("F distribution (McGraw & Wong)")
#define BY_FCE	     N_("large-sample variance (Fleiss, Cohen & Everitt)")
#define ALPHA_ASKS   N_("Raters may differ from target to target and may miss some.")
#define RATIO_ASKS   N_("Values are amounts with a true zero; raters may miss targets.")
#define ONE_WAY_ASKS N_("Each target has its own raters, equally many; values are intervals.")
#define SAMPLE_ASKS                                                                                \
	N_("The same raters rated every target and stand for others like them; values are "        \
	   "intervals.")
#define FIXED_ASKS                                                                                 \
	N_("The same raters rated every target and are the only ones that matter; values are "     \
	   "intervals.")
#define KRIPPENDORFF "Krippendorff (2011)"
#define SHROUT	     "Shrout & Fleiss (1979)"

/* clang-format off */
static const struct statistic_info INFO[STAT_COUNT] = {
	[STAT_PERCENT] = {"percent_agreement", N_("agreement, share of pairs on the same level"), N_("Chance is not taken off."), BY_GWET, "Gwet (2014)", "irrCAC::pa.coeff.raw(i)$est"},
	[STAT_ADJACENT] = {"adjacent_agreement", N_("share of pairs at most one level apart"), N_("Levels are ordered; chance is not taken off."), BY_BOOTSTRAP, "Gwet (2014)", "mean(sapply(two(i), function(x) { d <- abs(outer(x, x, \"-\")); mean(d[upper.tri(d)] <= 1) }))"},
	[STAT_ALPHA_NOMINAL] = {"alpha_nominal", N_("Krippendorff's alpha, nominal"), ALPHA_ASKS, BY_BOOTSTRAP, KRIPPENDORFF, "irr::kripp.alpha(t(m), \"nominal\")$value"},
	[STAT_ALPHA_ORDINAL] = {"alpha_ordinal", N_("Krippendorff's alpha, ordinal"), ALPHA_ASKS, BY_BOOTSTRAP, KRIPPENDORFF, "irr::kripp.alpha(t(m), \"ordinal\")$value"},
	[STAT_ALPHA_INTERVAL] = {"alpha_interval", N_("Krippendorff's alpha, interval"), ALPHA_ASKS, BY_BOOTSTRAP, KRIPPENDORFF, "irr::kripp.alpha(t(m), \"interval\")$value"},
	[STAT_ALPHA_RATIO] = {"alpha_ratio", N_("Krippendorff's alpha, ratio"), RATIO_ASKS, BY_BOOTSTRAP, KRIPPENDORFF, "irr::kripp.alpha(t(m), \"ratio\")$value"},
	[STAT_ICC1] = {"icc1", N_("intraclass correlation, one-way, one rater"), ONE_WAY_ASKS, BY_F, SHROUT, "psych::ICC(m, lmer = FALSE)$results[1, 2]"},
	[STAT_ICC2] = {"icc2", N_("intraclass correlation, agreement, one rater"), SAMPLE_ASKS, BY_F, SHROUT, "psych::ICC(m, lmer = FALSE)$results[2, 2]"},
	[STAT_ICC3] = {"icc3", N_("intraclass correlation, consistency, one rater"), FIXED_ASKS, BY_F, SHROUT, "psych::ICC(m, lmer = FALSE)$results[3, 2]"},
	[STAT_ICC1K] = {"icc1k", N_("intraclass correlation, one-way, mean of the raters"), ONE_WAY_ASKS, BY_F, SHROUT, "psych::ICC(m, lmer = FALSE)$results[4, 2]"},
	[STAT_ICC2K] = {"icc2k", N_("intraclass correlation, agreement, mean of the raters"), SAMPLE_ASKS, N_("Spearman-Brown of icc2's bounds"), SHROUT, "psych::ICC(m, lmer = FALSE)$results[5, 2]"},
	[STAT_ICC3K] = {"icc3k", N_("intraclass correlation, consistency, mean of the raters"), FIXED_ASKS, BY_F, SHROUT, "psych::ICC(m, lmer = FALSE)$results[6, 2]"},
	[STAT_COHEN] = {"cohen_kappa", N_("Cohen's kappa"), N_("Two raters; levels have no order."), BY_FCE, "Cohen (1960)", "psych::cohen.kappa(table(factor(i[, 1], q), factor(i[, 2], q)))$kappa"},
	[STAT_KAPPA_LINEAR] = {"kappa_linear", N_("Cohen's kappa, linear weights"), N_("Two raters; levels are equally far apart."), BY_FCE, "Cohen (1968)", "psych::cohen.kappa(table(factor(i[, 1], q), factor(i[, 2], q)), w = 1 - abs(outer(q, q, \"-\")) / max(q - 1))$weighted.kappa"},
	[STAT_KAPPA_QUADRATIC] = {"kappa_quadratic", N_("Cohen's kappa, quadratic weights"), N_("Two raters; levels are equally far apart."), BY_FCE, "Cohen (1968)", "psych::cohen.kappa(table(factor(i[, 1], q), factor(i[, 2], q)), w = 1 - outer(q, q, \"-\")^2 / max(q - 1)^2)$weighted.kappa"},
	[STAT_FLEISS] = {"fleiss_kappa", N_("Fleiss' kappa"), N_("Levels have no order; raters may differ from target to target."), BY_GWET, "Fleiss (1971), Gwet (2014)", "irrCAC::fleiss.kappa.raw(i)$est"},
	[STAT_KENDALL] = {"kendall_w", N_("Kendall's W"), N_("The same raters rated every target; only the order of the targets counts."), BY_BOOTSTRAP, "Kendall & Babington Smith (1939)", "unname(friedman.test(t(m))$statistic / (ncol(m) * (nrow(m) - 1)))"},
	[STAT_AC1] = {"gwet_ac1", N_("Gwet's AC1"), N_("Levels have no order; raters may miss targets."), BY_GWET, "Gwet (2008)", "irrCAC::gwet.ac1.raw(i, categ.labels = q)$est"},
	[STAT_AC2_LINEAR] = {"gwet_ac2_linear", N_("Gwet's AC2, linear weights"), N_("Levels are equally far apart; raters may miss targets."), BY_GWET, "Gwet (2014)", "irrCAC::gwet.ac1.raw(i, \"linear\", categ.labels = q)$est"},
	[STAT_AC2_QUADRATIC] = {"gwet_ac2_quadratic", N_("Gwet's AC2, quadratic weights"), N_("Levels are equally far apart; raters may miss targets."), BY_GWET, "Gwet (2014)", "irrCAC::gwet.ac1.raw(i, \"quadratic\", categ.labels = q)$est"},
	[STAT_UNITY] = {"unity", N_("unity, mean over targets"), N_("Levels are ordered and their values equally far apart."), BY_BOOTSTRAP, "Tastle & Wierman (2007)", "mean(sapply(two(m), function(x) 1 + mean(log2(1 - abs(x - mean(x)) / diff(range(levels))))))"},
	[STAT_RWG] = {"rwg", N_("within-group agreement, mean over targets"), N_("Without agreement each level would be as likely; below 0 counts as 0."), BY_BOOTSTRAP, "James, Demaree & Wolf (1984)", "mean(sapply(two(m), function(x) max(0, 1 - var(x) / mean((levels - mean(levels))^2))))"},
	[STAT_DEVIATION] = {"average_deviation", N_("average deviation from the mean, mean over targets"), N_("In units of the levels; 0 is full agreement."), BY_BOOTSTRAP, "Burke, Finkelstein & Dusig (1999)", "mean(sapply(two(m), function(x) mean(abs(x - mean(x)))))"},
	[STAT_CRONBACH] = {"cronbach_alpha", N_("Cronbach's alpha, across criteria"), N_("All criteria measure one thing equally well; a sheet is the unit."), N_("F distribution (Feldt)"), "Cronbach (1951)", "psych::alpha(d, check.keys = FALSE)$total$raw_alpha"},
	[STAT_OMEGA] = {"omega_total", N_("McDonald's omega, across criteria"), N_("All criteria measure one thing; a sheet is the unit."), BY_BOOTSTRAP, "McDonald (1999)", "local({ s <- cov(d); f <- factanal(covmat = s, factors = 1, n.obs = nrow(d)); l <- f$loadings * sqrt(diag(s)); sum(l)^2 / (sum(l)^2 + sum(f$uniquenesses * diag(s))) })"},
};
/* clang-format on */

const struct statistic_info *statistic_info(enum statistic statistic)
{
	return &INFO[statistic];
}
