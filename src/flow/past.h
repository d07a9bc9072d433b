/* One's own answers of an earlier moment: start before mid, mid before end. */
#ifndef PEIL_FLOW_PAST_H
#define PEIL_FLOW_PAST_H

#include "flow/form.h"
#include "ui/screen.h"

/* Whether there is a session of the same rubric, rater and role at an earlier moment. */
bool past_any(const struct form *form);
/* Say on `top` what was answered about the criterion then, and only once it is answered now. */
void past_show(const struct form *form, size_t criterion, struct screen *top);

#endif
