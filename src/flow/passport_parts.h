/* What the passport*.c files share; nobody else includes this. */
#ifndef PEIL_FLOW_PASSPORT_PARTS_H
#define PEIL_FLOW_PASSPORT_PARTS_H

#include "files/session_folder.h"
#include "flow/passport.h"

/* One folder while it is read. */
struct passport_reading {
	struct passport *passport;
	const char *person;
	const struct session_data *data;
	struct buf *notes;
	bool found;	/* something about the person was added */
	size_t lang;	/* of the rubric */
	size_t session; /* index in the passport, once begun */
	struct passport_rubric *rubric;
};

/* Begin the session in the passport; the first call counts. */
struct passport_session *passport_begin(struct passport_reading *reading, const char *as);
struct passport_criterion *passport_at(struct passport_reading *reading, size_t criterion);
/* An answer as a point; nothing when there is none. */
struct passport_point *passport_take_answer(struct passport_reading *reading, size_t criterion,
	const struct answer *answer, enum passport_who who);
/* A whole form: answers, notes, what was written. `about` is "" for one about the person. With
 * `taken` (one per criterion) only the answers to what was not taken yet, which they mark. */
void passport_take_sheet(struct passport_reading *reading, const struct sheet *sheet,
	enum passport_who who, const char *about, const char *rater, const char *role, bool *taken);
/* The same name, whatever the capitals. */
bool passport_is(const char *name, const char *person);
/* A session of several people; false with *err. */
bool passport_take_group(struct passport_reading *reading, struct err *err);

#endif
