/* A rubric as other programs keep it: criteria that each have their own ratings with points. What
 * Canvas and Moodle files are read into, and how that becomes a rubric of ours. */
#ifndef PEIL_FILES_FOREIGN_H
#define PEIL_FILES_FOREIGN_H

#include "base/err.h"
#include "model/rubric.h"

#define FOREIGN_RUBRICS_MAX 500

struct foreign_rating {
	char *label, *text; /* owned, clean, never NULL; text may be empty */
	double points;
};

struct foreign_criterion {
	char *title, *question; /* owned, clean, never NULL; question may be empty */
	struct foreign_rating *ratings;
	size_t rating_count;
	long order;    /* sorts before the place in the file */
	unsigned line; /* where it stands, for messages */
	char *where;   /* the same in words: "row 4"; owned */
};

struct foreign_rubric {
	char *title, *purpose; /* owned, clean, never NULL */
	struct foreign_criterion *criteria;
	size_t criterion_count;
	unsigned line;
	bool bad; /* a fault in it was told already: it is left out */
};

struct foreign_list {
	struct foreign_rubric *list;
	size_t count;
};

/* A new one at the end, empty; good until the next is added. */
struct foreign_rubric *foreign_add(struct foreign_list *list, unsigned line);
struct foreign_criterion *foreign_add_criterion(struct foreign_rubric *rubric, unsigned line);
struct foreign_rating *foreign_add_rating(struct foreign_criterion *criterion);
void foreign_free(struct foreign_list *list); /* contents only */

/* Where a text stands, for messages. */
struct foreign_place {
	struct faults *faults;
	unsigned line;
	const char *where; /* "row 4, column B (Criteria Name)" */
};
/* The text as a rubric file can hold it: white space becomes one space, what is invisible goes, a
 * backslash becomes a slash. A control character, a bidi control or a word that fits no line is a
 * fault, and *bad is set. The caller frees. */
char *foreign_text(const char *raw, const struct foreign_place *place, bool *bad);
/* "1.75" or "1,75"; false when it is no number. */
bool foreign_points(const char *text, double *out);

/* A rubric of kind levels, in one language, checked as if it came from a file of ours; its `bytes`
 * are that file. `taken` are ids it cannot have. NULL, with faults, when it cannot be made. */
struct rubric *foreign_make(const struct foreign_rubric *from, const char *lang, const char *source,
	const char *const *taken, size_t taken_count, struct faults *faults);

#endif
