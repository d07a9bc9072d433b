#include "config.h"

#include "base/err.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* What the format gives, made safe as a whole: its arguments may come from anywhere. */
static char *safe_vformat(const char *format, va_list args) __attribute__((format(printf, 1, 0)));

static char *safe_vformat(const char *format, va_list args)
{
	struct buf text = BUF_EMPTY, safe = BUF_EMPTY;
	buf_vformat(&text, format, args);
	text_safe(&safe, buf_text(&text), text.len, TEXT_NAME);
	buf_free(&text);
	return buf_take(&safe);
}

static char *safe_name(const char *name)
{
	return name ? text_safe_copy(name, TEXT_NAME) : NULL;
}

/* Take over `where` and `message`. */
static void replace(struct err *err, enum err_code code, char *where, char *message)
{
	err_free(err);
	err->code = code;
	err->where = where;
	err->message = message;
}

bool err_set(struct err *err, enum err_code code, const char *where, const char *format, ...)
{
	if (!err)
		return false;

	/* Made before the old contents go: they may be among the arguments. */
	char *name = safe_name(where);
	va_list args;
	va_start(args, format);
	char *message = safe_vformat(format, args);
	va_end(args);
	replace(err, code, name, message);
	return false;
}

bool err_errno(
	struct err *err, enum err_code code, const char *where, int errnum, const char *format, ...)
{
	if (!err)
		return false;

	char *name = safe_name(where);
	va_list args;
	va_start(args, format);
	char *what = safe_vformat(format, args);
	va_end(args);

	char reason[128];
	struct buf message = BUF_EMPTY;
	buf_format(&message, "%s: %s", what, strerror_r(errnum, reason, sizeof(reason)));
	free(what);
	replace(err, code, name, buf_take(&message));
	return false;
}

void err_free(struct err *err)
{
	if (!err)
		return;
	free(err->where);
	free(err->message);
	*err = (struct err)ERR_OK;
}

void faults_init(struct faults *faults, const char *file)
{
	*faults = (struct faults){.file = mem_text(file)};
}

void faults_add(struct faults *faults, enum fault_severity severity, unsigned line, unsigned column,
	const char *hint, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	char *message = safe_vformat(format, args);
	va_end(args);

	faults->list =
		mem_grow(faults->list, faults->count, faults->count + 1, sizeof(*faults->list));
	faults->list[faults->count++] = (struct fault){
		.severity = severity,
		.line = line,
		.column = column,
		.message = message,
		.hint = hint && *hint ? safe_name(hint) : NULL,
	};
	if (severity == FAULT_ERROR)
		faults->errors++;
}

/* qsort(3) may be unstable, so the place in the list is part of the key. */
struct placed {
	struct fault fault;
	size_t place;
};

static int compare_placed(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;
	if (a->fault.line != b->fault.line)
		return a->fault.line < b->fault.line ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

void faults_sort(struct faults *faults)
{
	if (faults->count < 2)
		return;
	struct placed *order = mem_grow(NULL, 0, faults->count, sizeof(*order));
	for (size_t i = 0; i < faults->count; i++)
		order[i] = (struct placed){.fault = faults->list[i], .place = i};
	qsort(order, faults->count, sizeof(*order), compare_placed);
	for (size_t i = 0; i < faults->count; i++)
		faults->list[i] = order[i].fault;
	free(order);
}

void faults_free(struct faults *faults)
{
	for (size_t i = 0; i < faults->count; i++) {
		free(faults->list[i].message);
		free(faults->list[i].hint);
	}
	free(faults->list);
	free(faults->file);
	*faults = (struct faults){0};
}

bool err_fault(struct err *err, enum err_code code, const struct faults *faults)
{
	const struct fault *first = faults->list;
	struct buf where = BUF_EMPTY;

	while (first->severity != FAULT_ERROR)
		first++;
	buf_text_add(&where, faults->file);
	if (first->line > 0)
		buf_format(&where, ":%u", first->line);
	err_set(err, code, buf_text(&where), "%s", first->message);
	buf_free(&where);
	return false;
}

void fault_write(struct buf *out, const char *file, const struct fault *fault)
{
	if (file)
		text_safe(out, file, strlen(file), TEXT_NAME);
	if (fault->line > 0)
		buf_format(out, ":%u", fault->line);
	if (fault->line > 0 && fault->column > 0)
		buf_format(out, ":%u", fault->column);
	buf_format(out, "%s%s: %s", file || fault->line > 0 ? ": " : "",
		fault->severity == FAULT_ERROR ? "error" : "warning", fault->message);
	if (fault->hint)
		buf_format(out, "; hint: %s", fault->hint);
	buf_byte(out, '\n');
}
