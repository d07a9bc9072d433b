#include "config.h"

#include "report/agree_text.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/text.h"
#include "report/agree_csv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TITLE_COLUMNS 55
#define NAME_COLUMNS  24

static void line(struct sink *sink, struct buf *text)
{
	buf_byte(text, '\n');
	sink_add(sink, text->data, text->len);
	buf_cut(text, 0);
}

static void add_count(struct buf *out, const char *one, const char *many, size_t count)
{
	buf_format(out, "%zu %s", count, count == 1 ? _(one) : _(many));
}

/* --- the design ------------------------------------------------------------------------------- */

static const char *design_words(const struct agreement_design *design)
{
	if (design->pairable == 0)
		return _("nobody rated the same thing as somebody else");
	if (design->complete)
		return _("every rater rated every target");
	if (design->nested)
		return _("raters belong to groups and rate within their own");
	if (design->each > 0)
		return _("every target has equally many raters, not always the same");
	return _("not every rater rated every target");
}

static void write_design(struct sink *sink, const struct agreement *agreement, struct buf *text)
{
	const struct agreement_part *last = &agreement->parts[agreement->part_count - 1];

	add_count(text, N_("target"), N_("targets"), last->design.targets);
	buf_text_add(text, ", ");
	add_count(text, N_("rater"), N_("raters"), last->design.raters);
	buf_text_add(text, ", ");
	add_count(text, N_("criterion"), N_("criteria"), agreement->criterion_count);
	buf_text_add(text, ", ");
	add_count(text, N_("rating"), N_("ratings"), last->design.ratings);
	if (agreement->groups > 1) {
		buf_text_add(text, ", ");
		add_count(text, N_("group"), N_("groups"), agreement->groups);
	}
	buf_format(text, "; %s.", design_words(&last->design));
	line(sink, text);
	if (agreement->missing > 0) {
		add_count(text, N_("missing value"), N_("missing values"), agreement->missing);
		buf_text_add(text, _(" in the table; they are left out, never counted as 0."));
		line(sink, text);
	}
	if (last->units->declared)
		buf_format(text, _("Levels as declared: %zu."), last->units->level_count);
	else
		buf_format(text,
			lang_plural("Levels are not declared; the %zu value that occurs is taken "
				    "for one.",
				"Levels are not declared; the %zu values that occur are taken for "
				"them.",
				last->units->level_count),
			last->units->level_count);
	line(sink, text);
}

/* --- the figures ------------------------------------------------------------------------------ */

static void write_figure(struct sink *sink, const struct agreement_part *part,
	enum statistic statistic, struct buf *text)
{
	const struct estimate *own = &part->of[statistic];

	text_pad(text, _(statistic_info(statistic)->title), TITLE_COLUMNS, true);
	if (isnan(own->value)) {
		buf_format(text, " NA       %s", own->reason ? _(own->reason) : "");
	} else {
		buf_format(text, " %7.3f", own->value);
		if (!isnan(own->low))
			buf_format(text, "  (%.3f %s %.3f)", own->low, _("to"), own->high);
	}
	line(sink, text);
}

static void write_part(struct sink *sink, const struct agreement *agreement,
	const struct agreement_part *part, struct buf *text)
{
	buf_byte(text, '\n');
	if (part->pooled)
		buf_text_add(text, _("All criteria together (* in the table for programs)"));
	else if (agreement->part_count > 1)
		text_safe(text, part->criterion, strlen(part->criterion), TEXT_LINE);
	if (text->len > 1)
		line(sink, text);
	buf_text_add(text, _("What suits this design:"));
	line(sink, text);
	for (enum statistic s = 0; s < STAT_COUNT; s++)
		if (agreement_has(part, s) && agreement_suits(part, s, true))
			write_figure(sink, part, s, text);
	buf_text_add(text, _("The rest:"));
	line(sink, text);
	for (enum statistic s = 0; s < STAT_COUNT; s++)
		if (agreement_has(part, s) && !agreement_suits(part, s, true))
			write_figure(sink, part, s, text);
}

static bool defined_somewhere(const struct agreement *agreement, enum statistic statistic)
{
	for (size_t p = 0; p < agreement->part_count; p++)
		if (agreement_has(&agreement->parts[p], statistic) &&
			!isnan(agreement->parts[p].of[statistic].value))
			return true;
	return false;
}

static void write_assumptions(struct sink *sink, const struct agreement *agreement,
	const struct agree_texting *texting, struct buf *text)
{
	bool any = false;

	for (enum statistic s = 0; s < STAT_COUNT; s++)
		any |= defined_somewhere(agreement, s);
	if (!any)
		return;
	buf_format(text, "\n%s", _("What each assumes, and where its 95 % interval comes from:"));
	line(sink, text);
	for (enum statistic s = 0; s < STAT_COUNT; s++) {
		const struct statistic_info *info = statistic_info(s);
		if (!defined_somewhere(agreement, s))
			continue;
		buf_format(text, "%s: %s ", _(info->title), _(info->assumes));
		buf_format(text, _("Interval: %s. %s."), _(info->interval), info->reference);
		line(sink, text);
	}
	if (texting->options->resample.draws > 0) {
		buf_format(text, _("Bootstrap: %zu draws of targets, seed %llu."),
			texting->options->resample.draws,
			(unsigned long long)texting->options->resample.seed);
		line(sink, text);
	}
}

/* --- the sentence ----------------------------------------------------------------------------- */

/* The first figure beyond plain agreement that suits the part and is defined. */
static enum statistic headline(const struct agreement_part *part)
{
	for (enum statistic s = STAT_ALPHA_NOMINAL; s < STAT_COUNT; s++)
		if (agreement_has(part, s) && agreement_suits(part, s, true) &&
			!isnan(part->of[s].value))
			return s;
	return STAT_PERCENT;
}

static void write_sentence(struct sink *sink, const struct agreement *agreement, struct buf *text)
{
	const struct agreement_part *part = &agreement->parts[agreement->part_count - 1];
	enum statistic chosen = headline(part);
	const struct statistic_info *info = statistic_info(chosen);
	const struct estimate *own = &part->of[chosen];

	if (isnan(own->value))
		return;
	buf_format(text, "\n%s", _("A sentence for a methods section:"));
	line(sink, text);
	buf_format(text, _("Agreement of %zu raters on %zu units was %s = %.2f"),
		part->design.raters, part->design.units, _(info->title), own->value);
	if (!isnan(own->low))
		buf_format(text, _(", 95 %% CI %.2f to %.2f (%s)"), own->low, own->high,
			_(info->interval));
	buf_format(text, _(", after %s, computed with peil %s."), info->reference, PEIL_VERSION);
	line(sink, text);
}

/* --- R ---------------------------------------------------------------------------------------- */

static void add_r_text(struct buf *out, const char *text)
{
	char *safe = text_safe_copy(text, TEXT_NAME);

	buf_byte(out, '"');
	for (const char *at = safe; *at; at++) {
		if (*at == '"' || *at == '\\')
			buf_byte(out, '\\');
		buf_byte(out, *at);
	}
	buf_byte(out, '"');
	free(safe);
}

static void write_r_matrix(struct sink *sink, const struct agreement *agreement,
	const struct agreement_part *part, struct buf *text)
{
	bool named = agreement->criterion_count > 1 || strcmp(part->criterion, RATINGS_ONE) != 0;

	if (!part->pooled && named) {
		buf_text_add(text, "x <- subset(ratings, criterion == ");
		add_r_text(text, part->criterion);
		buf_byte(text, ')');
	} else {
		buf_text_add(text, "x <- ratings");
	}
	line(sink, text);
	buf_format(text, "m <- with(x, tapply(value, list(%s, rater), mean))",
		part->pooled ? "paste(target, criterion)" : "target");
	line(sink, text);
	if (!part->units->declared) {
		buf_text_add(text, "levels <- sort(unique(as.vector(m)))");
		line(sink, text);
	}
	buf_text_add(text, "i <- matrix(match(m, levels), nrow(m)); q <- seq_along(levels)");
	line(sink, text);
	if (part->pooled) {
		buf_text_add(text,
			"d <- with(x, tapply(value, list(paste(rater, target), criterion), mean))");
		line(sink, text);
	}
}

static void write_r(struct sink *sink, const struct agreement *agreement,
	const struct agree_texting *texting, struct buf *text)
{
	const struct units *units = agreement->parts[0].units;
	char number[32];

	buf_text_add(text, "\n# R: m is targets by raters, i its positions among the levels, d "
			   "sheets by criteria");
	line(sink, text);
	buf_text_add(text, "ratings <- read.csv(");
	add_r_text(text, texting->file);
	buf_byte(text, ')');
	line(sink, text);
	if (agreement->groups > 1) {
		buf_text_add(text, "ratings$target <- paste(ratings$group, ratings$target)");
		line(sink, text);
	}
	buf_text_add(text, "two <- function(m) Filter(function(x) length(x) > 1, lapply(1:nrow(m), "
			   "function(j) m[j, !is.na(m[j, ])]))");
	line(sink, text);
	buf_text_add(text, "levels <- c(");
	for (size_t c = 0; units->declared && c < units->level_count; c++) {
		decimal_text(number, sizeof(number), units->level[c]);
		buf_format(text, "%s%s", c > 0 ? ", " : "", number);
	}
	if (units->declared) {
		buf_byte(text, ')');
		line(sink, text);
	} else {
		buf_cut(text, 0);
	}
	for (size_t p = 0; p < agreement->part_count; p++) {
		const struct agreement_part *part = &agreement->parts[p];
		write_r_matrix(sink, agreement, part, text);
		for (enum statistic s = 0; s < STAT_COUNT; s++) {
			const struct statistic_info *info = statistic_info(s);
			if (!agreement_has(part, s) || isnan(part->of[s].value) || !info->r)
				continue;
			buf_format(text, "%s # %s", info->r, info->id);
			line(sink, text);
		}
	}
}

void agree_text(
	struct sink *sink, const struct agreement *agreement, const struct agree_texting *texting)
{
	struct buf text = BUF_EMPTY;

	write_design(sink, agreement, &text);
	for (size_t p = 0; p < agreement->part_count; p++)
		write_part(sink, agreement, &agreement->parts[p], &text);
	write_assumptions(sink, agreement, texting, &text);
	write_sentence(sink, agreement, &text);
	if (texting->r)
		write_r(sink, agreement, texting, &text);
	buf_free(&text);
}

/* --- per rater and per target ----------------------------------------------------------------- */

static void add_name(struct buf *out, struct agree_name name)
{
	struct buf whole = BUF_EMPTY;

	if (*name.group && strcmp(name.group, "*") != 0)
		buf_format(&whole, "%s: ", name.group);
	buf_text_add(&whole, name.name);
	char *safe = text_safe_copy(buf_text(&whole), TEXT_LINE);
	text_pad(out, safe, NAME_COLUMNS, true);
	free(safe);
	buf_free(&whole);
}

static void add_figure(struct buf *out, double value)
{
	if (isnan(value))
		buf_format(out, " %8s", "NA");
	else
		buf_format(out, " %8.3f", value);
}

static void write_heading(struct sink *sink, const struct agreement *agreement,
	const struct agreement_part *part, struct buf *text)
{
	if (agreement->part_count == 1)
		return;
	if (part->pooled)
		buf_text_add(text, _("All criteria together (* in the table for programs)"));
	else
		text_safe(text, part->criterion, strlen(part->criterion), TEXT_LINE);
	line(sink, text);
}

void agree_text_raters(struct sink *sink, const struct agreement *agreement)
{
	struct buf text = BUF_EMPTY;

	buf_text_add(&text, _("Severity: mean deviation from others who rated the same, below 0 is "
			      "lower than they did. Range use: share of the levels' width."));
	line(sink, &text);
	for (size_t p = 0; p < agreement->part_count; p++) {
		const struct agreement_part *part = &agreement->parts[p];
		struct severity *list = severity_new(part->units);
		write_heading(sink, agreement, part, &text);
		for (size_t r = 0; r < part->units->rater_count; r++) {
			add_name(&text, agree_rater_name(agreement, part, r));
			add_figure(&text, list[r].severity);
			add_figure(&text, list[r].range_use);
			buf_text_add(&text, "  ");
			add_count(&text, N_("rating"), N_("ratings"), list[r].ratings);
			line(sink, &text);
		}
		free(list);
	}
	buf_free(&text);
}

void agree_text_targets(struct sink *sink, const struct agreement *agreement)
{
	struct buf text = BUF_EMPTY;

	buf_text_add(&text, _("Controversy: 0 when all ratings are alike, 1 when they are split "
			      "over the two ends."));
	line(sink, &text);
	for (size_t p = 0; p < agreement->part_count; p++) {
		const struct agreement_part *part = &agreement->parts[p];
		struct controversy *list = controversy_new(part->units);
		write_heading(sink, agreement, part, &text);
		for (size_t t = 0; t < part->units->target_count; t++) {
			add_name(&text, agree_target_name(agreement, part, t));
			add_figure(&text, list[t].controversy);
			buf_text_add(&text, "  ");
			add_count(&text, N_("rating"), N_("ratings"), list[t].ratings);
			line(sink, &text);
		}
		free(list);
	}
	buf_free(&text);
}
