#include "config.h"
#include "model/state.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

void state_step_init(struct state_step *step, const char *word)
{
	memset(step, 0, sizeof(*step));
	step->step = mem_text(word);
}

bool state_step_known(const char *word)
{
	static const char *const words[] = {"open", "person-added", "person-moved",
		"person-withdrawn", "extended", "reopened", "revealed", "round", "closed",
		"manifest", "settings", "released", "erased", "wiped"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(word, words[i]) == 0)
			return true;
	}
	return false;
}

static struct state_field *find(const struct state_step *step, const char *key)
{
	for (size_t i = 0; i < step->field_count; i++) {
		if (strcmp(step->fields[i].key, key) == 0)
			return &step->fields[i];
	}
	return NULL;
}

void state_step_set(struct state_step *step, const char *key, const char *value)
{
	struct state_field *field = find(step, key);

	if (field == NULL) {
		step->fields = mem_grow(step->fields, step->field_count, step->field_count + 1,
			sizeof(*step->fields));
		field = &step->fields[step->field_count++];
		field->key = mem_text(key);
	}
	mem_replace(&field->value, value);
}

const char *state_step_get(const struct state_step *step, const char *key)
{
	const struct state_field *field = find(step, key);

	return field != NULL ? field->value : "";
}

void state_step_free(struct state_step *step)
{
	for (size_t i = 0; i < step->field_count; i++) {
		free(step->fields[i].key);
		free(step->fields[i].value);
	}
	free(step->fields);
	free(step->step);
	memset(step, 0, sizeof(*step));
}

void state_steps_free(struct state_steps *steps)
{
	for (size_t i = 0; i < steps->count; i++)
		state_step_free(&steps->list[i]);
	free(steps->list);
	memset(steps, 0, sizeof(*steps));
}

const struct state_step *state_last(
	const struct state_steps *steps, const char *word, const char *key, const char *value)
{
	for (size_t i = steps->count; i > 0; i--) {
		const struct state_step *step = &steps->list[i - 1];

		if (strcmp(step->step, word) == 0 &&
			(key == NULL || strcmp(state_step_get(step, key), value) == 0))
			return step;
	}
	return NULL;
}
