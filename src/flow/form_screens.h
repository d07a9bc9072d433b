/* The screens of one form, for every flow that has one: what they want, and what is done when one
 * is left. A NULL form is one that is not there: nothing was saved and nothing is said. */
#ifndef PEIL_FLOW_FORM_SCREENS_H
#define PEIL_FLOW_FORM_SCREENS_H

#include "flow/form.h"
#include "ui/loop.h"

/* The walk's own screen, by the rubric's kind. */
struct screen *form_walk_screen(struct form *form);
/* What comes after the opening: the question for consent where it has to be asked, else the walk.
 */
struct screen *form_begin_screen(struct form *form);
/* Whether it is that question; it was left: keep the answer (none counts as no), the walk comes. */
bool form_is_consent(const struct screen *screen);
struct screen *form_consented(struct form *form, const struct screen *gone);
/* As host->want and host->popped, for the screens of a form. */
struct screen *form_want(struct form *form, struct screen *top, enum screen_want want, size_t at);
void form_popped(struct form *form, struct screen *gone, struct screen *top);
/* The rest of a host. */
enum save_state form_save_state(const struct form *form);
char *form_save_why(const struct form *form);
void form_settle(const struct form *form, int ms);
void form_said(const struct form *form, struct telling *telling);
int form_wake_fd(const struct form *form);
void form_drain(const struct form *form);

#endif
