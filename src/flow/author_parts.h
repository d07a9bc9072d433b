/* What the author*.c files share; nobody else includes this. */
#ifndef PEIL_FLOW_AUTHOR_PARTS_H
#define PEIL_FLOW_AUTHOR_PARTS_H

#include "base/buf.h"
#include "files/rubric_draft.h"
#include "flow/author.h"
#include "model/walk.h"
#include "ui/screens.h"

enum author_what {
	ROW_TEXT,     /* one text in one language */
	ROW_OPEN,     /* a criterion, cell, statement or question: rows of its own */
	ROW_ADD,      /* one more in `list` */
	ROW_ADD_ITEM, /* one more statement or question in part `id` */
	ROW_ADD_I,    /* one more question in the cell, for oneself */
	ROW_ADD_WE,   /* or together */
	ROW_REVERSE,  /* yes or no */
};

struct author_row {
	enum author_what what;
	char *section, *key, *lang; /* owned; lang NULL: none */
	char *list, *id;	    /* owned; what it stands in, NULL: nothing that can be moved */
	bool item;		    /* a statement or question: `id` is its whole id */
	char *heading, *label, *text; /* owned; as shown */
	bool missing;
};

struct author_rows {
	struct author_row *list;
	size_t count;
	const char *heading; /* for the row to come */
};

/* Contents only. */
void author_rows_free(struct author_rows *rows);
/* The rows of the whole rubric; of what stands in one section. */
void author_rows_all(struct author_rows *rows, const struct rubric_draft *draft);
void author_rows_of(
	struct author_rows *rows, const struct rubric_draft *draft, const char *section);
/* Texts of a section that have to be written still. */
size_t author_missing(const struct rubric_draft *draft, const char *section);

#define AUTHOR_DEPTH 2

/* One list of rows on the screen: the whole rubric, or what stands in one section. */
struct sheet_of_rows {
	struct screen *screen; /* the loop's */
	char *section;	       /* NULL: the whole */
	struct author_rows rows;
};

struct author {
	const struct author_request *request;
	struct author_outcome *outcome;
	struct rubric_draft draft;
	char *target; /* the file; NULL: not named yet */
	char *draft_path;
	bool mine;     /* the target is there and may be written over */
	char *in_file; /* the text that the file has; NULL: none */
	char *version; /* that the file has */
	char **undo;   /* owned texts */
	size_t undo_count, changes;
	bool kept;  /* what is there now is in the draft */
	char *why;  /* why it is not; NULL: it is */
	bool chain; /* one after another is being added */
	enum rubric_kind kind;
	struct sheet_of_rows open[AUTHOR_DEPTH];
	size_t depth;
	struct rubric *sample; /* being looked at */
	struct walk *walk;
};

/* Before a change: what there is now can be brought back. After it: to the draft and the screens.
 */
void author_remember(struct author *author);
void author_changed(struct author *author);
void author_undo(struct author *author, struct screen *top);
/* Fill the lists that are open anew. */
void author_show(struct author *author);
/* Where the draft of that file is; the caller frees. */
char *author_draft_path(const char *target);
/* Whether the file holds what there is now. */
bool author_is_saved(const struct author *author);
/* Save in the file, or say on `top` what is wrong; the first fault of several. */
void author_keep(struct author *author, struct screen *top);
/* Whether something has to be added first; then it is said. */
bool author_lacks(const struct author *author, struct screen *top);
void author_say_faults(struct screen *top, const struct faults *faults);
/* The list of a section (NULL: of the whole); let a row of the list on top be typed. */
struct screen *author_open(struct author *author, const char *section);
/* What stands above the rows: how to write them. */
const char *author_intro(const char *section);
void author_type(struct author *author, size_t at);
/* What a list wants of row `at`; what was typed there, `further`: and go on to the next. */
struct screen *author_row_wants(struct author *author, struct screen *top, size_t at);
void author_typed(struct author *author, size_t at, const char *given, bool further);
/* The walk over what there is. */
struct screen *author_view(struct author *author, struct screen *top);

#endif
