/* What the home screen lists: rubrics that can be started, sessions to go on with. */
#ifndef PEIL_FLOW_HOME_H
#define PEIL_FLOW_HOME_H

#include "ui/screen.h"
#include <stddef.h>

struct buf;
struct home;

/* Look for both; what could not be read is said in `notes`, a line each. The caller frees. */
struct home *home_find(struct buf *notes);
void home_free(struct home *home);
struct screen *home_screen(const struct home *home);
/* The path of the nth rubric, and the folder of the nth session; borrowed. */
const char *home_rubric(const struct home *home, size_t nth);
const char *home_session(const struct home *home, size_t nth);

#endif
