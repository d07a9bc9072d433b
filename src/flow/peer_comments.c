/* Comments, and what the lecturer decided about each. A decision is a record of the owner's: event
 * review; round, rater, target and part of the comment; level release, hold or black; the reason as
 * its note; the print of the text that was read as `due`; for black the text that may be shown as
 * `owner`. It is about one text: a comment that was changed later has to be read again. */
#include "config.h"

#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "flow/peer_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLACK "\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88" /* three full blocks, whatever the length */

static const char *const verdict_words[] = {"", "release", "hold", "black"};

const char *peer_verdict_word(enum peer_verdict verdict)
{
	return verdict_words[verdict];
}

char *peer_blacked(const char *text, const char *passage)
{
	struct buf out = BUF_EMPTY;
	size_t len = strlen(passage);
	const char *found;

	while (len > 0 && (found = strstr(text, passage)) != NULL) {
		buf_add(&out, text, (size_t)(found - text));
		buf_text_add(&out, BLACK);
		text = found + len;
	}
	buf_text_add(&out, text);
	return buf_take(&out);
}

static void print_of(char out[17], const char *text)
{
	char all[ID_FINGERPRINT_LEN + 1];

	id_fingerprint(all, text, strlen(text));
	memcpy(out, all, 16);
	out[16] = '\0';
}

static void add_comment(struct peer *peer, size_t team, size_t rater, size_t target,
	enum rubric_comment part, const char *text)
{
	const struct roster *roster = &peer->data->roster;
	struct peer_comment *comment;
	struct buf key = BUF_EMPTY;
	char print[17];

	peer->comments = mem_grow(peer->comments, peer->comment_count, peer->comment_count + 1,
		sizeof(*peer->comments));
	comment = &peer->comments[peer->comment_count++];
	comment->team = team;
	comment->rater = rater;
	comment->target = target;
	comment->part = part;
	comment->text = text;
	comment->reason = "";
	print_of(comment->print, text);
	buf_format(&key, "%s/%s/%s", roster->list[rater].id, roster->list[target].id,
		rubric_comment_word(part));
	print_of(print, buf_text(&key));
	memcpy(comment->id, print, 8);
	comment->id[8] = '\0';
	buf_free(&key);
}

static void gather(struct peer *peer, size_t t)
{
	struct peer_team *team = &peer->teams[t];

	for (size_t e = 0; e < team->count; e++)
		for (size_t r = 0; r < team->count; r++) {
			const struct sheet *sheet = team->sheets[r * team->count + e];

			if (sheet == NULL)
				continue;
			team->notes += sheet->comments[RUBRIC_LECTURER] != NULL;
			if (r == e)
				continue;
			for (enum rubric_comment part = RUBRIC_TOP; part <= RUBRIC_TIP; part++)
				if (sheet->comments[part] != NULL)
					add_comment(peer, t, team->members[r].person,
						team->members[e].person, part,
						sheet->comments[part]);
		}
}

/* The order says nothing of who wrote it: it follows from the text alone. */
static int comment_order(const void *left, const void *right)
{
	const struct peer_comment *a = left, *b = right;

	if (a->team != b->team)
		return a->team < b->team ? -1 : 1;
	if (a->target != b->target)
		return a->target < b->target ? -1 : 1;
	if (a->part != b->part)
		return a->part < b->part ? -1 : 1;
	return strcmp(a->print, b->print);
}

static int id_order(const void *left, const void *right)
{
	return strcmp((*(const struct peer_comment *const *)left)->id,
		(*(const struct peer_comment *const *)right)->id);
}

static struct peer_comment *find_id(struct peer_comment **by_id, size_t count, const char *id)
{
	struct peer_comment key, *wanted = &key, **found;

	memcpy(key.id, id, sizeof(key.id));
	found = bsearch(&wanted, by_id, count, sizeof(*by_id), id_order);
	return found != NULL ? *found : NULL;
}

static void take_review(
	const struct peer *peer, struct peer_comment **by_id, const struct record *record)
{
	struct buf key = BUF_EMPTY;
	struct peer_comment *comment;
	char print[17];

	buf_format(&key, "%s/%s/%s", record->rater, record->target, record->part);
	print_of(print, buf_text(&key));
	print[8] = '\0';
	buf_free(&key);
	comment = find_id(by_id, peer->comment_count, print);
	if (comment == NULL || strcmp(comment->print, record->due) != 0)
		return;
	for (enum peer_verdict verdict = PEER_RELEASED; verdict <= PEER_BLACKED; verdict++)
		if (strcmp(record->level, verdict_words[verdict]) == 0)
			comment->verdict = verdict;
	comment->reason = record->note;
	comment->shown = comment->verdict == PEER_RELEASED  ? comment->text
			 : comment->verdict == PEER_BLACKED ? record->owner
							    : NULL;
}

void peer_comments_make(struct peer *peer)
{
	const struct record_list *records = &peer->data->records;
	struct peer_comment **by_id;

	for (size_t t = 0; t < peer->team_count; t++)
		gather(peer, t);
	if (peer->comment_count > 0)
		qsort(peer->comments, peer->comment_count, sizeof(*peer->comments), comment_order);
	by_id = mem_grow(NULL, 0, peer->comment_count + 1, sizeof(*by_id));
	for (size_t i = 0; i < peer->comment_count; i++)
		by_id[i] = &peer->comments[i];
	qsort(by_id, peer->comment_count, sizeof(*by_id), id_order);
	for (size_t i = 0; i < records->count; i++)
		if (records->list[i].event == RECORD_REVIEW &&
			(long)records->list[i].uid == peer->data->owner)
			take_review(peer, by_id, &records->list[i]);
	free(by_id);
	for (size_t i = 0; i < peer->comment_count; i++) {
		peer->teams[peer->comments[i].team].comments++;
		peer->teams[peer->comments[i].team].unread +=
			peer->comments[i].verdict == PEER_UNREAD;
	}
}

void peer_comments_free(struct peer *peer)
{
	free(peer->comments);
}

const char *peer_verdict_said(enum peer_verdict verdict)
{
	static const char *const said[] = {
		N_("not read yet"), N_("released"), N_("held back"), N_("a passage blacked out")};

	return _(said[verdict]);
}

void peer_comment_words(struct buf *out, const struct peer *peer, size_t at)
{
	const struct peer_comment *comment = &peer->comments[at];
	char *target = peer_name(peer, comment->target), *rater = peer_name(peer, comment->rater);

	buf_format(out,
		comment->part == RUBRIC_TOP ? _("About %s, top by %s: %s")
					    : _("About %s, tip by %s: %s"),
		target, rater, peer_verdict_said(comment->verdict));
	if (comment->reason[0] != '\0')
		buf_format(out, " (%s)", comment->reason);
	free(target);
	free(rater);
}
