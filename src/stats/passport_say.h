/* A passport in words, the same on screen, as text and on the page; in the current language. */
#ifndef PEIL_STATS_PASSPORT_SAY_H
#define PEIL_STATS_PASSPORT_SAY_H

#include "base/buf.h"
#include "model/passport.h"

/* "start", "halfway", "end"; "" for none. */
const char *say_moment(enum session_moment which);
/* "start", "halfway", "end"; where a session has no moment its date, "24 November 2026". */
void passport_say_when(struct buf *out, const struct passport_session *session);
/* "Wijkenergie Oost. Complextool 1.0, start, 24 November 2026, as student 1." */
void passport_say_session(struct buf *out, const struct passport_session *session);
/* What cannot be seen there and why, a sentence each with a space before; often nothing. */
void passport_say_limits(struct buf *out, const struct passport_session *session);
/* "You", "Others", "Agreed" */
const char *passport_say_who(enum passport_who who);
/* "low", and behind it in brackets what it is about, who gave it, from how many. */
void passport_say_point(struct buf *out, const struct passport_point *point);
/* "start: low; halfway: moderate"; nothing when `who` has no points. */
void passport_say_row(struct buf *out, const struct passport *passport,
	const struct passport_criterion *criterion, enum passport_who who);
/* "From two moments and three other people." */
void passport_say_basis(struct buf *out, const struct passport_criterion *criterion);
/* "You: from low (start) to high (end)." and the like; where there is one moment, that nothing
 * follows from it. */
void passport_say_course(struct buf *out, const struct passport *passport,
	const struct passport_criterion *criterion);
/* Both, in one line. */
void passport_say_ground(struct buf *out, const struct passport *passport,
	const struct passport_criterion *criterion);
/* "Your note, start", "Tip, halfway" */
void passport_say_remark(
	struct buf *out, const struct passport *passport, const struct passport_remark *remark);
/* "Three sessions, from 1 March 2026 to 1 June 2026." */
void passport_say_all(struct buf *out, const struct passport *passport);

#endif
