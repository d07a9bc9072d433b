/* A note or reason being typed with one criterion: kept when it is done, every two seconds in
 * between, and when the program has to leave; put back as it was on Esc. A part of the screens that
 * have answers. */
#ifndef PEIL_UI_NOTING_H
#define PEIL_UI_NOTING_H

#include "model/walk.h"
#include "ui/asking.h"
#include "ui/lineedit.h"
#include "ui/pane.h"
#include "ui/screen.h"

struct noting {
	bool on;
	bool reason;	   /* asked for after an answer: one line, nobody has to give it */
	bool drafted;	   /* some of it was kept already */
	bool stale;	   /* typed since it was last kept */
	bool answer;	   /* the answer to an open question, no note */
	bool about_person; /* a comment about a person, no note */
	enum rubric_comment comment;
	size_t criterion; /* whose note it is */
	int64_t now, since;
	char *prompt;
	struct lineedit edit;
};

enum noting_result {
	NOTING_ON,   /* still typing */
	NOTING_DONE, /* kept or left as it was */
};

/* Begin with the note as it stands; `reason`: asked for after an answer. */
void noting_start(struct noting *noting, const struct walk *walk, size_t criterion, bool reason);
/* The same for the answer to an open question. */
void noting_start_answer(struct noting *noting, const struct walk *walk, size_t criterion);
/* The same for a comment about the person that the walk is about. */
void noting_start_comment(struct noting *noting, const struct walk *walk,
	enum rubric_comment comment, const char *prompt);
void noting_free(struct noting *noting);
/* A TEXT action. *changed is set when the walk changed. */
enum noting_result noting_act(
	struct noting *noting, struct walk *walk, const struct input *input, bool *changed);
/* Both return true when the walk changed. settle keeps what is typed and ends the typing. */
bool noting_tick(struct noting *noting, struct walk *walk, int64_t now_ms);
bool noting_settle(struct noting *noting, struct walk *walk);
bool noting_asking(const struct noting *noting, struct asking *asking);

/* Rows the field wants, its prompt line included; and the field, in a pane of that many rows. */
int noting_rows(const struct noting *noting);
void noting_draw(const struct noting *noting, struct pane *pane);

#endif
