#include "config.h"
#include "model/session.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const kind_words[] = {
	[SESSION_SOLO] = "solo",
	[SESSION_WORKSHOP] = "workshop",
	[SESSION_PEER] = "peer",
};

static const char *const moment_words[] = {
	[SESSION_NO_MOMENT] = "",
	[SESSION_START] = "start",
	[SESSION_MID] = "mid",
	[SESSION_END] = "end",
};

static const char *const method_words[METHOD_COUNT] = {
	[METHOD_NONE] = "none",
	[METHOD_WEBPA] = "webpa",
	[METHOD_SPA] = "spa",
	[METHOD_CATME] = "catme",
	[METHOD_TEAMMATES] = "teammates",
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* Where the owned strings stand, so that making, copying and freeing cannot forget one. */
static const size_t TEXTS[] = {
	offsetof(struct session, title),
	offsetof(struct session, description),
	offsetof(struct session, rubric),
	offsetof(struct session, rubric_version),
	offsetof(struct session, rubric_fingerprint),
	offsetof(struct session, rater),
	offsetof(struct session, role),
	offsetof(struct session, made_at),
	offsetof(struct session, purpose),
	offsetof(struct session, profile),
	offsetof(struct session, closes),
	offsetof(struct session, timezone),
	offsetof(struct session, keep_until),
	offsetof(struct session, signals),
};

static char **text_at(struct session *session, size_t nth)
{
	return (char **)((char *)session + TEXTS[nth]);
}

void session_init(struct session *session)
{
	memset(session, 0, sizeof(*session));
	for (size_t i = 0; i < COUNT(TEXTS); i++)
		*text_at(session, i) = mem_text("");
	session->rounds = 2;
	session->threshold = 75;
	session->minutes = 50;
	session->method = METHOD_WEBPA;
	session->weight = 1;
	session->cap = NAN;
	session->scale_high = 100;
}

void session_copy(struct session *to, const struct session *from)
{
	*to = *from;
	for (size_t i = 0; i < COUNT(TEXTS); i++)
		*text_at(to, i) = mem_text(*text_at(to, i));
}

void session_free(struct session *session)
{
	for (size_t i = 0; i < COUNT(TEXTS); i++)
		free(*text_at(session, i));
	memset(session, 0, sizeof(*session));
}

const char *session_kind_word(enum session_kind kind)
{
	return kind_words[kind];
}

const char *session_moment_word(enum session_moment moment)
{
	return moment_words[moment];
}

static bool word_from(const char *const *words, size_t count, const char *word, size_t *out)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(words[i], word) == 0) {
			*out = i;
			return true;
		}
	}
	return false;
}

bool session_kind_from(const char *word, enum session_kind *out)
{
	size_t at;

	if (!word_from(kind_words, COUNT(kind_words), word, &at))
		return false;
	*out = (enum session_kind)at;
	return true;
}

bool session_moment_from(const char *word, enum session_moment *out)
{
	size_t at;

	if (!word_from(moment_words, COUNT(moment_words), word, &at))
		return false;
	*out = (enum session_moment)at;
	return true;
}

const char *session_method_word(enum session_method method)
{
	return method_words[method];
}

bool session_method_from(const char *word, enum session_method *out)
{
	size_t at;

	if (!word_from(method_words, COUNT(method_words), word, &at))
		return false;
	*out = (enum session_method)at;
	return true;
}
