/* The steps of a session, in order: what its owner did (opened, revealed, closed, ...). Each is one
 * file in state/, never changed; this is what is in them. Data only. */
#ifndef PEIL_MODEL_STATE_H
#define PEIL_MODEL_STATE_H

#include <stdbool.h>
#include <stddef.h>

struct state_field {
	char *key, *value; /* owned */
};

struct state_step {
	unsigned number; /* 1, 2, ...: from the file's name */
	char *step;	 /* "open", "person-added", "revealed", "round", "closed", ...; owned */
	char at[21];	 /* RFC 3339 UTC */
	struct state_field *fields;
	size_t field_count;
};

struct state_steps {
	struct state_step *list; /* by number */
	size_t count;
};

/* A step with that word and no fields; give a field a value, or another one. */
void state_step_init(struct state_step *step, const char *word);
void state_step_set(struct state_step *step, const char *key, const char *value);
const char *state_step_get(const struct state_step *step, const char *key); /* "" when not there */
void state_step_free(struct state_step *step);				    /* contents only */
void state_steps_free(struct state_steps *steps);
/* Whether this is a step that peil takes. */
bool state_step_known(const char *word);
/* The last step with that word (and, when key is not NULL, with that field), or NULL. */
const struct state_step *state_last(
	const struct state_steps *steps, const char *word, const char *key, const char *value);

#endif
