/* Agreement for people to read: the design in words, what suits it, the rest, what it all assumes,
 * a sentence for a methods section. One statement a line, nothing wrapped. */
#ifndef PEIL_REPORT_AGREE_TEXT_H
#define PEIL_REPORT_AGREE_TEXT_H

#include "base/sink.h"
#include "stats/agreement.h"

struct agree_texting {
	const char *file; /* as the user named it; for the R lines */
	bool r;		  /* add the lines of R that recompute each figure */
	const struct agreement_options *options;
};

/* All of it, for every part. */
void agree_text(
	struct sink *sink, const struct agreement *agreement, const struct agree_texting *texting);
/* Severity and range use per rater; controversy per target. */
void agree_text_raters(struct sink *sink, const struct agreement *agreement);
void agree_text_targets(struct sink *sink, const struct agreement *agreement);

#endif
