/* What the home screen lists: rubrics that can be started, sessions to go on with. */
#ifndef PEIL_FLOW_HOME_H
#define PEIL_FLOW_HOME_H

#include "ui/screen.h"
#include <stdbool.h>
#include <stddef.h>

struct buf;
struct home;

/* Look for both; what could not be read is said in `notes`, a line each. The caller frees. */
struct home *home_find(struct buf *notes);
void home_free(struct home *home);
struct screen *home_screen(const struct home *home);
/* Look for sessions again, and fill the screen with what there is now. */
void home_refresh(struct home *home, struct screen *screen);
/* Fill the screen with the same, in the language of now. */
void home_relabel(const struct home *home, struct screen *screen);
/* The nth rubric; borrowed. Whether the nth session is one of several people that the caller
 * leads. */
struct rubric;
const struct rubric *home_rubric_of(const struct home *home, size_t nth);
bool home_is_led(const struct home *home, size_t nth);
/* The path of the nth rubric, and the folder of the nth session; borrowed. */
const char *home_rubric(const struct home *home, size_t nth);
const char *home_session(const struct home *home, size_t nth);

#endif
