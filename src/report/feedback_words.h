/* What the feedback_*.c files share; nobody else includes this. */
#ifndef PEIL_REPORT_FEEDBACK_WORDS_H
#define PEIL_REPORT_FEEDBACK_WORDS_H

#include "base/buf.h"
#include "report/feedback.h"

/* "Peer feedback, mid-term. Teamwork, mid" */
void feedback_title(struct buf *out, const struct feedback_page *page);
/* The sentences that say what this page shows and what it does not: nth, NULL past the end. */
const char *feedback_says(const struct feedback_page *page, size_t nth);
/* What teammates gave, or why it is not there. */
const char *feedback_shown_words(const struct feedback_line *line);
const char *feedback_advice(void);

#endif
