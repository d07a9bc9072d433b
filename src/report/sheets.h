/* Forms on paper: an A4 for each seat, to fill in by hand and type in afterwards. */
#ifndef PEIL_REPORT_SHEETS_H
#define PEIL_REPORT_SHEETS_H

#include "base/sink.h"
#include "model/ledger.h"

/* Each person who counts in the open round gets the criteria that are asked in it. Text: pages with
 * a form feed between them, 80 columns. */
void sheets_text_write(struct sink *sink, const struct ledger *ledger);
/* One page of HTML that prints an A4 per seat. False when it came out ill-formed (a fault of
 * ours). */
bool sheets_html_write(struct sink *sink, const struct ledger *ledger);

/* What both say: shown to everybody before answering, with a sentence about each role that has one
 * person. */
void sheets_promise(struct buf *out, const struct ledger *ledger);
bool sheets_is_asked(const struct ledger *ledger, size_t criterion);
#endif
