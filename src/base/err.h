/* Errors are values: one error, or a list of faults found in one file.
 *
 * `code` is what the command line turns into an exit status. Messages are lower case, without a
 * full stop, and already safe to print (see base/text.h). */
#ifndef PEIL_BASE_ERR_H
#define PEIL_BASE_ERR_H

#include <stdbool.h>
#include <stddef.h>

enum err_code {
	ERR_NONE = 0,
	ERR_INPUT = 1,	 /* what was given is wrong */
	ERR_USAGE = 2,	 /* the command was used wrongly */
	ERR_PARTIAL = 3, /* done, but something could not be used */
	ERR_SAVE = 4,	 /* could not save */
};

struct err {
	enum err_code code;
	char *where;   /* "FILE", "FILE:LINE" or NULL; owned */
	char *message; /* owned */
};

#define ERR_OK {ERR_NONE, NULL, NULL}

/* Set *err (old contents freed; a NULL err is fine) and return false, so that a function can end
 * with `return err_set(...)`. `where` may be NULL and is copied. Every text that came from
 * outside (where, and arguments of the format) goes through text_safe inside. */
bool err_set(struct err *err, enum err_code code, const char *where, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* As err_set, with ": " and strerror(errnum) behind it. */
bool err_errno(struct err *err, enum err_code code, const char *where, int errnum,
	const char *format, ...) __attribute__((format(printf, 5, 6)));
void err_free(struct err *err);

enum fault_severity { FAULT_ERROR, FAULT_WARNING };

struct fault {
	enum fault_severity severity;
	unsigned line;	 /* from 1; 0 when the fault is about the whole file */
	unsigned column; /* from 1, in bytes; 0 when unknown */
	char *message;	 /* owned */
	char *hint;	 /* owned, NULL when there is none */
};

/* All faults of one file, kept in the order of their lines. */
struct faults {
	char *file; /* owned; as the user named it */
	struct fault *list;
	size_t count;
	size_t errors; /* how many of them are errors, not warnings */
};

/* No faults yet, in a file named `file` (copied). */
void faults_init(struct faults *faults, const char *file);
/* Add one; message and hint are made safe. hint may be NULL or "" for none. */
void faults_add(struct faults *faults, enum fault_severity severity, unsigned line, unsigned column,
	const char *hint, const char *format, ...) __attribute__((format(printf, 6, 7)));
/* Sort by line, keeping the order of equal lines. */
void faults_sort(struct faults *faults);
void faults_free(struct faults *faults);
/* Set *err to the first error among them, where it is with its line, and return false. There must
 * be one. */
bool err_fault(struct err *err, enum err_code code, const struct faults *faults);

struct buf;
/* Append "file:line: error: message; hint: hint\n" (":column" and line left out when 0). */
void fault_write(struct buf *out, const char *file, const struct fault *fault);

#endif
