/* What the export*.c files share; nobody else includes this. */
#ifndef PEIL_FLOW_EXPORT_PARTS_H
#define PEIL_FLOW_EXPORT_PARTS_H

#include "base/id.h"
#include "files/session_folder.h"
#include "flow/export.h"
#include "model/names.h"
#include "report/package.h"

#define EXPORT_FEW	5  /* fewer respondents than this are not shown with --shared */
#define EXPORT_CODE_LEN 13 /* "p" and twelve hex digits */

struct exporting {
	struct package package;
	const struct export_options *options;
	struct exported *exported;
	unsigned char key[ID_KEY_BYTES];
	/* --shared: how many answered, by cell */
	struct names *cells;
	size_t *respondents;
	/* --link: in how many sessions a code was seen */
	struct names *links;
	size_t *link_seen;
	struct err unread; /* addresses to link by that could not be read: no package then */
};

/* Who is who in one session: codes, and who is left out. By place in the roster; in solo use there
 * is one person, at 0. */
struct export_people {
	const struct session_data *data;
	size_t count;
	char (*codes)[EXPORT_CODE_LEN + 1];
	char (*links)[EXPORT_CODE_LEN + 1];
	enum ledger_consent *consent;
	bool *out; /* left out */
	size_t *sheets;
};
void export_people_make(
	struct export_people *people, struct exporting *exporting, const struct session_data *data);
void export_people_free(struct export_people *people);
/* The place of a person by id (solo: anybody is 0); ROSTER_NONE when unknown. */
size_t export_people_find(const struct export_people *people, const char *id);
/* What to write for a target: a person's code in a peer session, else the text. NULL when it is
 * somebody who is left out. */
const char *export_people_target(const struct export_people *people, const char *target);
/* The role or group as it may be written: empty when --shared and fewer than five have it. */
const char *export_people_role(
	const struct export_people *people, const struct exporting *exporting, const char *role);
const char *export_people_group(
	const struct export_people *people, const struct exporting *exporting, const char *group);

/* A count by text, for cells and links. */
size_t *export_counter(struct names *names, size_t **counts, const char *text);

/* --shared, first: count who answers what. Then all rows of the session. */
void export_count(struct exporting *exporting, const struct session_data *data);
void export_session(struct exporting *exporting, const struct session_data *data);
/* Take over a package made earlier; false with *err. */
bool export_take_package(struct exporting *exporting, const char *path, struct err *err);
/* "2026-12-11", or all of it with --times. */
void export_time(
	const struct exporting *exporting, struct package_row *row, const char *recorded_at);

#endif
