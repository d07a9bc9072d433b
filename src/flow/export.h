/* A research package from session folders and packages made earlier. */
#ifndef PEIL_FLOW_EXPORT_H
#define PEIL_FLOW_EXPORT_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct export_options {
	bool notes;	    /* notes and other texts too */
	bool times;	    /* times to the second, not to the day */
	bool shared;	    /* leave out what fewer than five people answered */
	bool history;	    /* every change of mind */
	bool wide;	    /* the wide tables instead of the tidy one */
	const char *link;   /* "email", "login" or NULL: people told apart over sessions */
	const char *labels; /* a language, or NULL */
	char delimiter;
	bool bom;
	bool force; /* an older package at the place gives way */
};

struct exported {
	size_t sessions, people, refused, not_asked, unasked, withheld, twice;
	size_t linked_people, linked_codes;
	bool partial;	  /* something could not be used: exit status 3 */
	struct buf notes; /* lines for stderr */
};

/* Write the package at `to`, whole or not at all. False with *err. */
bool export_package(const char *const *paths, size_t count, const char *to,
	const struct export_options *options, struct exported *exported, struct err *err);
void exported_free(struct exported *exported);
/* Where a folder is a package (it has datapackage.json and ratings or sheets). */
bool export_is_package(const char *path);

#endif
