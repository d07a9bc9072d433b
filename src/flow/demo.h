/* A finished example of a workshop, made the way a real one is. */
#ifndef PEIL_FLOW_DEMO_H
#define PEIL_FLOW_DEMO_H

#include "base/err.h"

/* Make it at `path` (NULL: in a new temporary folder), in the current language. The path, which the
 * caller frees, or NULL with *err. */
char *demo_make(const char *path, struct err *err);

#endif
