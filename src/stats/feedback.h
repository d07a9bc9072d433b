/* What a released page may show of what teammates gave (peil, methods.md section 5): 0-2 of them:
 * nothing; 3: the middle one; 4 or more: the mean rounded to half a level, halves of halves to
 * even. Never counts, ends or decimals: from those a teammate who knows what they gave themselves
 * could name what the others gave. */
#ifndef PEIL_STATS_FEEDBACK_H
#define PEIL_STATS_FEEDBACK_H

#include <stddef.h>

#define FEEDBACK_LEAST 3 /* peers: with fewer there are words only */
#define FEEDBACK_NONE  (-1)

/* `steps` are places on the scale, 0 the lowest. In halves: 4 is step 2, 5 between 2 and 3. */
int feedback_shown(const size_t *steps, size_t count);

#endif
