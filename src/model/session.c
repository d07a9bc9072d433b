#include "config.h"
#include "model/session.h"

#include "base/mem.h"

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

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

void session_init(struct session *session)
{
	memset(session, 0, sizeof(*session));
	session->title = mem_text("");
	session->description = mem_text("");
	session->rubric = mem_text("");
	session->rubric_version = mem_text("");
	session->rubric_fingerprint = mem_text("");
	session->rater = mem_text("");
	session->role = mem_text("");
	session->made_at = mem_text("");
}

void session_copy(struct session *to, const struct session *from)
{
	*to = *from;
	to->title = mem_text(from->title);
	to->description = mem_text(from->description);
	to->rubric = mem_text(from->rubric);
	to->rubric_version = mem_text(from->rubric_version);
	to->rubric_fingerprint = mem_text(from->rubric_fingerprint);
	to->rater = mem_text(from->rater);
	to->role = mem_text(from->role);
	to->made_at = mem_text(from->made_at);
}

void session_free(struct session *session)
{
	free(session->title);
	free(session->description);
	free(session->rubric);
	free(session->rubric_version);
	free(session->rubric_fingerprint);
	free(session->rater);
	free(session->role);
	free(session->made_at);
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
