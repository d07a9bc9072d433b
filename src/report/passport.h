/* A passport to keep: as text, as a page, and for programs. */
#ifndef PEIL_REPORT_PASSPORT_H
#define PEIL_REPORT_PASSPORT_H

#include "base/sink.h"
#include "model/passport.h"

/* For reading, in `width` columns; with `plain` one sentence a line and no wrapping. */
void passport_text_write(struct sink *sink, const struct passport *passport, int width, bool plain);
/* One self-contained page. False when it came out ill-formed. */
bool passport_html_write(struct sink *sink, const struct passport *passport);
bool passport_json_write(struct sink *sink, const struct passport *passport);
/* session,rubric,moment,date,criterion,who,about,role,raters,status,level,step,value: one row a
 * point. */
void passport_csv_write(struct sink *sink, const struct passport *passport);

#endif
