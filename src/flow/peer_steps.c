/* What a lecturer does: decide about comments, change weight or cap, take everything away. Each is
 * on disk when it returns true. */
#include "config.h"

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/session_wipe.h"
#include "files/state_dir.h"
#include "files/store.h"
#include "flow/peer_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SAVE_MS	     60000
#define TEXT_MAX_LEN 4000

static bool good_text(const char *text, struct err *err)
{
	size_t len = strlen(text);

	if (text_valid(text, len) != len)
		return err_set(err, ERR_USAGE, NULL, "%s", _("this text is not UTF-8"));
	return len <= TEXT_MAX_LEN ||
	       err_set(err, ERR_USAGE, NULL, _("this text is longer than %d bytes"), TEXT_MAX_LEN);
}

static bool has_reason(const char *reason, struct err *err)
{
	if (!good_text(reason, err))
		return false;
	return reason[0] != '\0' ||
	       err_set(err, ERR_USAGE, NULL, "%s", _("this takes a reason; hint: --reason TEXT"));
}

static void put_review(struct store *store, const struct peer *peer,
	const struct peer_comment *comment, enum peer_verdict verdict, const char *passage,
	const char *reason)
{
	const struct roster *roster = &peer->data->roster;
	struct record record;
	char *shown = verdict == PEER_BLACKED ? peer_blacked(comment->text, passage) : mem_text("");

	record_init(&record);
	record.event = RECORD_REVIEW;
	mem_replace(&record.round, "1");
	mem_replace(&record.rater, roster->list[comment->rater].id);
	mem_replace(&record.target, roster->list[comment->target].id);
	mem_replace(&record.part, rubric_comment_word(comment->part));
	mem_replace(&record.level, peer_verdict_word(verdict));
	mem_replace(&record.note, reason);
	mem_replace(&record.owner, shown);
	mem_replace(&record.due, comment->print);
	store_put(store, &record);
	free(shown);
}

bool peer_decide(struct peer *peer, const size_t *comments, size_t count, enum peer_verdict verdict,
	const char *passage, const char *reason, struct err *err)
{
	const struct session_data *data = peer->data;
	struct store *store;
	bool saved;
	char *why;

	if (!peer_owned(peer, err) || (verdict != PEER_RELEASED && !has_reason(reason, err)) ||
		!good_text(reason, err))
		return false;
	for (size_t i = 0; verdict == PEER_BLACKED && i < count; i++)
		if (passage[0] == '\0' || strstr(peer->comments[comments[i]].text, passage) == NULL)
			return err_set(err, ERR_USAGE, NULL, "%s",
				_("this passage is not in the comment; hint: type it as it "
				  "stands there"));
	if (data->own_unreadable)
		return err_set(err, ERR_INPUT, data->path, "%s",
			_("your own answers in this folder cannot be read to their end, so "
			  "nothing can be added; hint: peil verify DIR"));
	if (count == 0)
		return true;
	/* The folder is there; 2 tells the store that it must not be made anew. */
	store = store_new(data->path, &data->session, data->rubric,
		data->own_next_seq > 2 ? data->own_next_seq : 2, NULL);
	for (size_t i = 0; i < count; i++)
		put_review(store, peer, &peer->comments[comments[i]], verdict, passage, reason);
	saved = store_wait(store, SAVE_MS) == STORE_SAVED;
	why = saved ? NULL : store_why(store);
	if (!saved)
		err_set(err, ERR_SAVE, data->path, "%s: %s", _("NOT SAVED"),
			why != NULL ? why : _("the disk does not answer"));
	free(why);
	store_free(store, SAVE_MS);
	return saved;
}

bool peer_reweigh(struct peer *peer, const struct peer_settings *settings, const char *reason,
	struct err *err)
{
	struct state_step step;
	char number[32];
	bool done;

	if (!peer_owned(peer, err) || !has_reason(reason, err))
		return false;
	state_step_init(&step, STEP_SETTINGS);
	decimal_text(number, sizeof(number), settings->weight);
	state_step_set(&step, "weight", number);
	decimal_text(number, sizeof(number), isnan(settings->cap) ? 0 : settings->cap);
	state_step_set(&step, "cap", isnan(settings->cap) ? "none" : number);
	state_step_set(&step, "reason", reason);
	done = state_dir_add(peer->data->path, &step, err);
	state_step_free(&step);
	return done;
}

size_t peer_wipe_count(const struct peer *peer)
{
	return session_wipe_count(peer->data->path);
}

bool peer_wipe(const struct peer *peer, size_t *files, struct err *err)
{
	struct state_step step;
	char number[32];
	bool done;

	*files = 0;
	if (!peer_owned(peer, err))
		return false;
	snprintf(number, sizeof(number), "%zu", session_wipe_count(peer->data->path));
	state_step_init(&step, STATE_WIPED);
	state_step_set(&step, "files", number);
	/* First that it happened: a wipe that is cut short is done again, not forgotten. */
	done = state_dir_add(peer->data->path, &step, err) &&
	       session_wipe(peer->data->path, files, err);
	state_step_free(&step);
	return done;
}
