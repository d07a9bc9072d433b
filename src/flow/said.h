/* What plain mode says after a change: "Saved 3 of 8: novelty = high". */
#ifndef PEIL_FLOW_SAID_H
#define PEIL_FLOW_SAID_H

#include "base/err.h"
#include "files/store.h"
#include "model/walk.h"
#include "ui/screen.h"

/* The name of a criterion in the current language ("Novelty"; a cell: "Task, create overview").
 * The caller frees. */
char *said_criterion(const struct rubric *rubric, size_t criterion);
/* One line on the walk's last change, as the store now has it: saved, or not and why. */
void said_last(const struct walk *walk, struct store *store, struct telling *telling);

/* Whether the rubric's labels can be written in language `lang` (NULL: they need not be). False
 * with *err, at `where`, which names the languages that there are. */
bool said_labels(const struct rubric *rubric, const char *lang, const char *where, struct err *err);

#endif
