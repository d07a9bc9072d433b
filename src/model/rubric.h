/* A rubric: the instrument people walk through. Pure data, filled once by files/rubric_file and
 * then constant; owned as one tree and freed as one.
 *
 * A rubric has one flat list of criteria (aspects, cells, statements) in the order they are
 * asked, whatever its kind; the kind adds where they stand (row and column). */
#ifndef PEIL_MODEL_RUBRIC_H
#define PEIL_MODEL_RUBRIC_H

#include <stdbool.h>
#include <stddef.h>

#define RUBRIC_LANGS_MAX    8
#define RUBRIC_LEVELS_MAX   9 /* a digit chooses */
#define RUBRIC_CRITERIA_MAX 200
#define RUBRIC_NONE	    ((size_t)-1)

enum rubric_kind { RUBRIC_LEVELS, RUBRIC_GRID, RUBRIC_STATEMENTS, RUBRIC_QUESTIONS };
enum rubric_status { RUBRIC_ORIGINAL, RUBRIC_ADAPTED, RUBRIC_RECONSTRUCTION, RUBRIC_OWN };
enum rubric_direction { RUBRIC_NEUTRAL, RUBRIC_HIGHER_IS_BETTER };
enum rubric_scale { RUBRIC_NOMINAL, RUBRIC_ORDINAL, RUBRIC_INTERVAL };
enum rubric_reason { RUBRIC_REASON_OFFER, RUBRIC_REASON_ASK, RUBRIC_REASON_OFF };
/* What is asked about a person besides the criteria; see the journal's `part` of a comment. */
enum rubric_comment { RUBRIC_TOP, RUBRIC_TIP, RUBRIC_LECTURER, RUBRIC_COMMENT_COUNT };

/* A text in the rubric's languages; by[i] belongs to rubric->langs[i]; NULL where there is none.
 */
struct rubric_text {
	char *by[RUBRIC_LANGS_MAX];
};

struct rubric_level {
	char *id;
	double value;
	struct rubric_text label;
	struct rubric_text text; /* the same for all criteria; may be empty */
};

/* A level as one criterion has it: resolved, so that nobody looks anything up twice. */
struct rubric_step {
	size_t level;		       /* index in rubric->levels */
	double value;		       /* the criterion's own, or the level's */
	struct rubric_text label;      /* the criterion's own, or a copy of the level's */
	struct rubric_text descriptor; /* the criterion's own, or a copy of the level's text */
};

struct rubric_prompt { /* a question inside a grid cell */
	bool group;    /* false: "i" (for the individual); true: "we" */
	struct rubric_text text;
};

struct rubric_criterion {
	char *id; /* "novelty", "task.overview", "culture.1" */
	struct rubric_text title, question, self, ask, down, up;
	double weight;
	bool reverse;	    /* statements: the value is reversed, the level stays as chosen */
	size_t row, column; /* grid: indices in rubric->rows and columns; else row = part */
	struct rubric_step *steps;
	size_t step_count; /* 2..RUBRIC_LEVELS_MAX; 0 for kind questions */
	struct rubric_prompt *prompts;
	size_t prompt_count;
};

struct rubric_part { /* a row, a column, an element or a section */
	char *id;
	struct rubric_text title;
};

struct rubric_range { /* low and high: indices in rubric->levels; RUBRIC_NONE: not given */
	size_t low, high;
};

struct rubric_profile {
	char *id;
	struct rubric_text title;
	struct rubric_range *ranges; /* one per criterion */
};

struct rubric {
	char *id, *version, *authors, *source, *licence;
	enum rubric_kind kind;
	enum rubric_status status;
	enum rubric_direction direction;
	enum rubric_scale scale;
	enum rubric_reason reason;
	char *langs[RUBRIC_LANGS_MAX]; /* "nl", "en", in the file's order of title[...] */
	size_t lang_count;	       /* at least 1 */
	struct rubric_text title, purpose, noun;
	bool unknown_allowed, not_applicable_allowed;
	struct rubric_text unknown, not_applicable;	   /* empty: the program's own words */
	struct rubric_text comments[RUBRIC_COMMENT_COUNT]; /* questions; empty when not asked */
	struct rubric_level *levels;
	size_t level_count;
	struct rubric_part *rows, *columns; /* grid; else rows = elements or sections, or none */
	size_t row_count, column_count;
	struct rubric_criterion *criteria;
	size_t criterion_count;
	struct rubric_profile *profiles;
	size_t profile_count;
	char *fingerprint; /* BLAKE2b-256 of the file's bytes, 64 hex digits */
	char *bytes;	   /* the file as read, for the copy in a session folder */
	size_t byte_count;
};

/* All of it, NULL is fine; not for a subset. */
void rubric_free(struct rubric *rubric);
/* The same rubric with only the criteria that `in` (one per criterion) says: what is asked in a
 * second round. Borrows everything from `whole`, which must outlive it; ids, levels and fingerprint
 * are the same, so its records are the whole rubric's. Free with rubric_subset_free. */
struct rubric *rubric_subset(const struct rubric *whole, const bool *in);
void rubric_subset_free(struct rubric *subset);
bool rubric_has_lang(const struct rubric *rubric, const char *lang);
/* Index of language `lang` ("nl"), or of the best there is: "en", else the first. */
size_t rubric_lang(const struct rubric *rubric, const char *lang);
/* The text in language index `lang`, else in the first language that has it, else "". */
const char *rubric_say(const struct rubric *rubric, const struct rubric_text *text, size_t lang);
bool rubric_text_empty(const struct rubric_text *text);
/* Look-ups by id; RUBRIC_NONE when there is none. */
size_t rubric_find_level(const struct rubric *rubric, const char *id);
size_t rubric_find_criterion(const struct rubric *rubric, const char *id);
/* The step of `criterion` that stands for level index `level`, or RUBRIC_NONE. */
size_t rubric_find_step(const struct rubric_criterion *criterion, size_t level);
/* Grid: the criterion at row, column, or RUBRIC_NONE. */
size_t rubric_at(const struct rubric *rubric, size_t row, size_t column);
/* The value that counts: a step's value, reversed for a reversed statement (lowest + highest of
 * the criterion's own steps, minus the value). */
double rubric_value(const struct rubric_criterion *criterion, size_t step);
/* The words of the file format: "levels", "reconstruction", "higher-is-better", ... Constant. */
const char *rubric_kind_word(enum rubric_kind kind);
const char *rubric_status_word(enum rubric_status status);
const char *rubric_comment_word(enum rubric_comment comment); /* "top", "tip", "lecturer" */

#endif
