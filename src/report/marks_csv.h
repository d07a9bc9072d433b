/* Marks as learning environments import them.
 *
 * Canvas: the gradebook's own columns, "Points Possible" in the second row. Brightspace: the user
 * name and the item with "Points Grade", each row closed by "#". Moodle: any table; the import asks
 * which column is which. A grade that is not known is left empty, which changes nothing there. */
#ifndef PEIL_REPORT_MARKS_CSV_H
#define PEIL_REPORT_MARKS_CSV_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum marks_system { MARKS_CANVAS, MARKS_BRIGHTSPACE, MARKS_MOODLE, MARKS_SYSTEMS };

struct marks_row {
	const char *name, *number, *login, *email; /* "" where not known; borrowed */
	double grade;				   /* NaN: none */
};

struct marks_csv {
	enum marks_system system;
	const char *title; /* what the column is called; "" for "Peer feedback" */
	double most;	   /* the highest mark there is */
	struct marks_row *rows;
	size_t count;
};

/* The system with that name ("canvas", "brightspace", "moodle"); false when there is none. */
bool marks_csv_from(const char *word, enum marks_system *system);
/* The table as that system imports it. */
void marks_csv_write(struct buf *out, const struct marks_csv *marks);

#endif
