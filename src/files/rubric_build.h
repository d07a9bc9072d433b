/* Inside the reader of rubric files: what rubric_file.c and rubric_kinds.c build with. Every
 * function adds its faults to build->faults and goes on with something harmless, so that an author
 * sees all that is wrong at once. */
#ifndef PEIL_FILES_RUBRIC_BUILD_H
#define PEIL_FILES_RUBRIC_BUILD_H

#include "base/buf.h"
#include "base/err.h"
#include "files/ini.h"
#include "model/rubric.h"

struct build {
	struct ini *ini;
	struct faults *faults;
	struct rubric *rubric;
	/* Names that could have been meant by an unknown one; NULL-terminated, all owned. */
	char **known;
	size_t known_count;
	bool levels_unsure; /* [levels] has faults: a key that looks unknown may be a level */
};

/* What a text has to fit in; wider is a warning. */
enum build_limit { FITS_ALWAYS, FITS_LABEL, FITS_TITLE, FITS_QUESTION, FITS_DESCRIPTOR };

/* A warning when the text is wider than that (rubric_check.c). */
void build_check_width(struct build *build, const char *section, const char *key, const char *text,
	enum build_limit limit);

/* Ids from an `order` or `levels` key. */
struct build_ids {
	char **list;
	size_t count;
	unsigned line;
	bool unsure; /* missing or wrong: what is not in it may have been meant */
};

/* Add a name that exists, to hint at when an unknown one comes close. */
void build_know(struct build *build, const char *name);
/* A fault in the file; `hint` may be NULL. */
void build_error(struct build *build, unsigned line, const char *hint, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* The languages that title[...] has. */
void build_langs(struct build *build);
/* A text with all its languages and their second lines; false when it has none. */
bool build_text(struct build *build, const char *section, const char *base, bool required,
	enum build_limit limit, struct rubric_text *out);
void build_text_copy(struct rubric_text *to, const struct rubric_text *from);
/* "ROW: COLUMN": two texts in every language. */
void build_text_join(const struct build *build, struct rubric_text *out,
	const struct rubric_text *one, const char *between, const struct rubric_text *two);
/* A value that is one text for all languages; `standard` when it is not there. */
char *build_plain(struct build *build, const char *section, const char *key, bool quoted,
	const char *standard);
/* Index of the value in `words` (NULL-terminated), or `standard`. */
size_t build_word(struct build *build, const char *section, const char *key,
	const char *const *words, size_t standard);
bool build_yes(struct build *build, const char *section, const char *key, bool standard);
double build_decimal(struct build *build, const char *section, const char *key, double standard);
/* Ids from a comma-separated list. `what` names them in messages; the list must be there. */
struct build_ids build_ids(
	struct build *build, const char *section, const char *key, const char *what, size_t max);
/* An error when `id` is none. */
bool build_check_id(struct build *build, unsigned line, const char *id);
/* Mark all keys of the section as used. */
void build_swallow(struct build *build, const char *section);
void build_ids_free(struct build_ids *ids);
/* "PREFIX.ID" into *out, marked as a known section; false with an error when it is not there. */
bool build_section(struct build *build, struct buf *out, const char *prefix, const char *id,
	const char *list, unsigned list_line);
/* An error for each section "PREFIX.x" whose x is not in `ids`. */
void build_orphans(
	struct build *build, const char *prefix, const char *list, const struct build_ids *ids);
/* The parts that [list] order names: [prefix.id] title. */
size_t build_parts(struct build *build, const char *list, const char *prefix, bool narrow,
	struct rubric_part **out);
/* Explain what is left over with the shape of a text; the rest is for ini_unused. */
void build_leftovers(struct build *build);

/* Read what belongs to the kind (rubric_kinds.c); `levels` are there already. */
struct build_kind {
	bool has_levels;
	void (*read)(struct build *build);
	const char *const *sections; /* that it has, for hints */
	const char *const *keys;
};
const struct build_kind *build_kind(enum rubric_kind kind);

#endif
