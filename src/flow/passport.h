/* One person's passport from session folders: for the owner of the sessions, or for the person over
 * what they said themselves and what was released to them. */
#ifndef PEIL_FLOW_PASSPORT_H
#define PEIL_FLOW_PASSPORT_H

#include "base/buf.h"
#include "base/err.h"
#include "model/passport.h"
#include "ui/loop.h"

struct passport_request {
	const char *person; /* a name, a login, or the id in a list of participants */
	const char *const *folders;
	size_t folder_count;
};

/* Gather it in the current language. `notes`: lines for stderr; *partial: something could not be
 * used. False with *err when a folder cannot be read, is not for the caller, or none of them knows
 * the person. */
bool passport_gather(const struct passport_request *request, struct passport *out,
	struct buf *notes, bool *partial, struct err *err);
/* Look through it on the screen, or in plain mode; *loop_note is said by the loop and owned by the
 * caller (NULL: nothing). */
void passport_screen(const struct passport_request *request, struct passport *passport,
	const struct loop_options *loop, bool remember_lang, char **loop_note);

#endif
