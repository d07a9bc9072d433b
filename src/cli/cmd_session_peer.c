/* peil session comments|comment|weigh|release|wipe: what a lecturer does with a peer session. */
#include "config.h"
#include "cli/cmd_session.h"
#include "cli/output.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/table.h"
#include "flow/peer_release.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct peer *open_peer(const struct given *given, struct err *err)
{
	return peer_open(session_operand(given, 0), err);
}

static int end(struct peer *peer, struct err *err)
{
	int status = (int)err->code;

	if (peer != NULL && peer->data->problems.count > 0) {
		session_print_problems(&peer->data->problems);
		if (status == ERR_NONE)
			status = ERR_PARTIAL;
	}
	if (err->code != ERR_NONE)
		options_fail(err);
	peer_free(peer);
	err_free(err);
	return status;
}

/* --- comments ----------------------------------------------------------------------------------
 */

static void comments_csv(struct buf *out, const struct peer *peer)
{
	const struct roster *roster = &peer->data->roster;

	buf_text_add(out, "id,group,rater,target,part,decision,reason,text,shown\n");
	for (size_t i = 0; i < peer->comment_count; i++) {
		const struct peer_comment *comment = &peer->comments[i];

		buf_format(out, "%s,", comment->id);
		table_text_field(out, peer->teams[comment->team].name, ',');
		buf_format(out, ",%s,%s,%s,%s,", roster->list[comment->rater].id,
			roster->list[comment->target].id, rubric_comment_word(comment->part),
			peer_verdict_word(comment->verdict));
		table_text_field(out, comment->reason, ',');
		buf_byte(out, ',');
		table_text_field(out, comment->text, ',');
		buf_byte(out, ',');
		table_text_field(out, comment->shown != NULL ? comment->shown : "", ',');
		buf_byte(out, '\n');
	}
}

static void comments_text(struct buf *out, const struct peer *peer)
{
	struct peer_release counts;

	for (size_t i = 0; i < peer->comment_count; i++) {
		const struct peer_comment *comment = &peer->comments[i];
		struct buf line = BUF_EMPTY;

		peer_comment_words(&line, peer, i);
		buf_format(out, "%s  ", comment->id);
		session_add_safe(out, buf_text(&line));
		buf_text_add(out, "\n    ");
		session_add_safe(out, comment->text);
		buf_byte(out, '\n');
		buf_free(&line);
	}
	peer_release_count(peer, &counts);
	buf_format(out,
		_("%zu comments: %zu released, %zu held back, %zu with a passage blacked "
		  "out, %zu not read yet.\n"),
		counts.comments, counts.released, counts.held, counts.blacked, counts.unread);
}

int session_comments(const struct given *given, const struct options *options)
{
	const char *format = given->of[OPT_FORMAT];
	struct err err = ERR_OK;
	struct peer *peer = open_peer(given, &err);
	struct buf out = BUF_EMPTY;

	(void)options;
	if (peer != NULL && peer_readable(peer, &err)) {
		if (format != NULL && strcmp(format, "csv") == 0)
			comments_csv(&out, peer);
		else
			comments_text(&out, peer);
		output_print(&out, &err);
	}
	buf_free(&out);
	return end(peer, &err);
}

static bool verdict_from(const char *word, enum peer_verdict *verdict)
{
	for (*verdict = PEER_RELEASED; *verdict <= PEER_BLACKED; (*verdict)++)
		if (strcmp(word, peer_verdict_word(*verdict)) == 0)
			return true;
	return false;
}

/* The comment with this id; "all" are those that were not read yet. */
static size_t choose(const struct peer *peer, const char *id, size_t *chosen)
{
	bool all = strcmp(id, "all") == 0;
	size_t count = 0;

	for (size_t i = 0; i < peer->comment_count; i++)
		if (all ? peer->comments[i].verdict == PEER_UNREAD
			: strcmp(peer->comments[i].id, id) == 0)
			chosen[count++] = i;
	return count;
}

int session_comment(const struct given *given, const struct options *options)
{
	const char *id = session_operand(given, 1), *word = session_operand(given, 2);
	const char *reason = given->of[OPT_REASON], *passage = given->of[OPT_TEXT];
	struct err err = ERR_OK;
	struct peer *peer = open_peer(given, &err);
	enum peer_verdict verdict = PEER_UNREAD;
	size_t *chosen, count = 0;

	(void)options;
	if (peer == NULL || !peer_readable(peer, &err))
		return end(peer, &err);
	chosen = mem_grow(NULL, 0, peer->comment_count + 1, sizeof(size_t));
	if (!verdict_from(word, &verdict))
		err_set(&err, ERR_USAGE, NULL, _("%s is no decision; hint: release, hold or black"),
			word);
	else if ((count = choose(peer, id, chosen)) == 0 && strcmp(id, "all") != 0)
		err_set(&err, ERR_USAGE, NULL,
			_("there is no comment %s; hint: peil session comments DIR"), id);
	else if (peer_decide(peer, chosen, count, verdict, passage != NULL ? passage : "",
			 reason != NULL ? reason : "", &err))
		printf(lang_plural("Saved: %zu comment.\n", "Saved: %zu comments.\n", count),
			count);
	free(chosen);
	return end(peer, &err);
}

/* --- weight and cap ----------------------------------------------------------------------------
 */

int session_weigh(const struct given *given, const struct options *options)
{
	const char *weight = given->of[OPT_WEIGHT], *cap = given->of[OPT_CAP];
	const char *reason = given->of[OPT_REASON];
	struct err err = ERR_OK;
	struct peer *peer = open_peer(given, &err);
	struct peer_settings settings;

	(void)options;
	if (peer == NULL)
		return end(peer, &err);
	settings = peer->settings;
	if (weight == NULL && cap == NULL)
		err_set(&err, ERR_USAGE, NULL, "session weigh takes --weight, --cap or both");
	else if (weight != NULL && !peer_weight_from(weight, &settings.weight))
		err_set(&err, ERR_USAGE, NULL, _("--%s %s cannot be used; hint: %s"), "weight",
			weight, _("0 to 1, or 0% to 100%"));
	else if (cap != NULL && !peer_cap_from(cap, &settings.cap))
		err_set(&err, ERR_USAGE, NULL, _("--%s %s cannot be used; hint: %s"), "cap", cap,
			_("a factor above 0, such as 1.2, or none"));
	else if (peer_reweigh(peer, &settings, reason != NULL ? reason : "", &err))
		fputs(_("Saved; everybody in the session can read the change and its reason.\n"),
			stdout);
	return end(peer, &err);
}

/* --- release -----------------------------------------------------------------------------------
 */

static bool preview(const struct peer *peer, const char *id, enum peer_part part,
	const char *format, struct err *err)
{
	size_t person = roster_find(&peer->data->roster, id);
	struct buf out = BUF_EMPTY;
	struct sink sink = sink_to_buf(&out);
	struct feedback_page page;
	bool done;

	if (person == ROSTER_NONE || peer->team_of[person] == ROSTER_NONE)
		return err_set(err, ERR_USAGE, NULL,
			_("there is no participant %s; hint: peil session status DIR"), id);
	peer_page(peer, person, part, &page);
	if (format != NULL && strcmp(format, "html") == 0)
		feedback_html(&sink, &page);
	else
		feedback_text(&sink, &page);
	done = output_print(&out, err);
	feedback_page_free(&page);
	buf_free(&out);
	return done;
}

static void say_counts(const struct peer_release *counts, enum peer_part part)
{
	printf(_("%zu people in %zu teams get a page.\n"), counts->people, counts->teams);
	if (part & PEER_SCORES)
		printf(lang_plural("%zu of them gets words only: fewer than three teammates gave "
				   "feedback.\n",
			       "%zu of them get words only: fewer than three teammates gave "
			       "feedback.\n",
			       counts->few),
			counts->few);
	if (part & PEER_WORDS)
		printf(_("%zu comments: %zu released, %zu held back, %zu with a passage blacked "
			 "out, %zu not read yet.\n"),
			counts->comments, counts->released, counts->held, counts->blacked,
			counts->unread);
	if ((part & PEER_WORDS) && counts->unread > 0)
		fputs(_("What was not read yet is not given out.\n"), stdout);
	if (counts->without > 0)
		printf(_("%zu people have no account here: release/mail.csv says who.\n"),
			counts->without);
}

static bool read_part(const struct given *given, enum peer_part *part, struct err *err)
{
	size_t said = 0;

	*part = PEER_BOTH;
	for (enum option_id option = OPT_SCORES; option <= OPT_BOTH; option++)
		if (given->of[option] != NULL) {
			*part = option == OPT_SCORES  ? PEER_SCORES
				: option == OPT_WORDS ? PEER_WORDS
						      : PEER_BOTH;
			said++;
		}
	return said <= 1 ||
	       err_set(err, ERR_USAGE, NULL, "release takes one of --scores, --words and --both");
}

static void release(
	struct peer *peer, const struct given *given, enum peer_part part, struct err *err)
{
	struct peer_release counts;

	peer_release_count(peer, &counts);
	say_counts(&counts, part);
	if (given->of[OPT_YES] == NULL && !options_yes(_("Release this now? (y/n) "))) {
		err_set(err, ERR_INPUT, NULL, "%s",
			_("nothing was released; hint: --yes releases without asking"));
		return;
	}
	if (!peer_release(peer, part, &counts, err))
		return;
	printf(_("Released: %s/release. Each student reads their own page with: peil feedback "
		 "DIR\n"),
		session_operand(given, 0));
	if (!counts.shared)
		err_set(err, ERR_PARTIAL, NULL, "%s",
			_("this file system has no access lists, so only you can read the pages; "
			  "hint: mail them, release/mail.csv says to whom"));
}

int session_release(const struct given *given, const struct options *options)
{
	const char *person = given->of[OPT_PREVIEW];
	struct err err = ERR_OK;
	struct peer *peer = open_peer(given, &err);
	enum peer_part part = PEER_BOTH;

	(void)options;
	if (peer != NULL && read_part(given, &part, &err) && peer_readable(peer, &err)) {
		if (person != NULL)
			preview(peer, person, part, given->of[OPT_FORMAT], &err);
		else
			release(peer, given, part, &err);
	}
	return end(peer, &err);
}

/* --- wipe --------------------------------------------------------------------------------------
 */

int session_wipe_all(const struct given *given, const struct options *options)
{
	struct err err = ERR_OK;
	struct peer *peer = open_peer(given, &err);
	size_t files = 0;

	(void)options;
	if (peer == NULL || !peer_owned(peer, &err))
		return end(peer, &err);
	printf(_("%zu files go: answers, results, pages, the list of participants and what came "
		 "with it. They cannot be brought back.\n"),
		peer_wipe_count(peer));
	if (given->of[OPT_YES] == NULL && !options_yes(_("Take them away now? (y/n) ")))
		err_set(&err, ERR_INPUT, NULL, "%s",
			_("nothing was taken away; hint: --yes does it without asking"));
	else if (peer_wipe(peer, &files, &err))
		printf(_("Taken away: %zu files.\n"), files);
	return end(peer, &err);
}

/* --- reminders ---------------------------------------------------------------------------------
 */

int session_reminders(const struct given *given, const struct options *options)
{
	struct err err = ERR_OK;
	struct peer *peer = open_peer(given, &err);
	struct buf out = BUF_EMPTY;

	(void)options;
	if (peer != NULL && peer_owned(peer, &err) && peer_reminders(&out, peer, &err))
		output_print(&out, &err);
	buf_free(&out);
	return end(peer, &err);
}

/* --- follow ------------------------------------------------------------------------------------
 */

int session_follow(const struct given *given, const struct options *options)
{
	struct given one = *given;

	/* The same as peil discuss DIR. */
	one.operands[0] = session_operand(given, 0);
	one.operand_count = 1;
	return cmd_discuss(&one, options);
}
