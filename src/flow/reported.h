/* Session folders read for a report: a workshop, the forms of a solo session, or, for a table, a
 * session of peers. */
#ifndef PEIL_FLOW_REPORTED_H
#define PEIL_FLOW_REPORTED_H

#include "base/buf.h"
#include "base/err.h"
#include "report/workshop.h"

struct reported_private;

struct reported {
	bool table; /* in: it becomes a table, so a session of peers can be in it */
	struct workshop_report *list; /* borrows from `own` */
	size_t count;
	struct buf notes;    /* lines for stderr: what could not be used, what is only published */
	bool partial;	     /* something could not be used (exit status 3) */
	bool names_withheld; /* names were asked for, and a session hides who chose what */
	struct reported_private *own;
};

/* Read the folder at `path` and add what is in it. Somebody who may not read the answers gets what
 * the owner published. False with *err. */
bool reported_add(struct reported *reported, const char *path, bool names, struct err *err);
void reported_free(struct reported *reported);

#endif
