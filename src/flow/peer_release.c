#include "config.h"

#include "flow/peer_release.h"

#include "base/lang.h"
#include "base/mem.h"
#include "files/fd.h"
#include "files/people_file.h"
#include "files/release_dir.h"
#include "files/state_dir.h"
#include "files/table.h"
#include "flow/peer_parts.h"
#include "flow/peer_table.h"
#include "stats/feedback.h"
#include "stats/say.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- one page ----------------------------------------------------------------------------------
 */

static const struct sheet *about(const struct peer_team *team, size_t rater, size_t target)
{
	return team->sheets[rater * team->count + target];
}

/* Whether the sheet says anything that feedback can be made of. */
static bool says_something(const struct sheet *sheet)
{
	for (size_t c = 0; sheet != NULL && c < sheet->rubric->criterion_count; c++)
		if (sheet->answers[c].status == ANSWER_SCORED)
			return true;
	return sheet != NULL &&
	       (sheet->comments[RUBRIC_TOP] != NULL || sheet->comments[RUBRIC_TIP] != NULL);
}

static bool are_few(const struct peer *peer, size_t person)
{
	const struct peer_team *team = &peer->teams[peer->team_of[person]];
	size_t target = peer->place_of[person], count = 0;

	for (size_t r = 0; r < team->count; r++)
		count += r != target && says_something(about(team, r, target));
	return count < FEEDBACK_LEAST;
}

static char *shown_words(const struct rubric *rubric, size_t criterion, int halves)
{
	size_t step = (size_t)halves / 2;
	struct buf out = BUF_EMPTY;

	if (halves == FEEDBACK_NONE)
		return NULL;
	if (halves % 2 == 0)
		buf_text_add(&out, say_label(rubric, criterion, step));
	else
		buf_format(&out, _("between \"%s\" and \"%s\""), say_label(rubric, criterion, step),
			say_label(rubric, criterion, step + 1));
	return buf_take(&out);
}

static void make_line(const struct peer *peer, const struct peer_team *team, size_t target,
	size_t criterion, struct feedback_line *line)
{
	const struct rubric *rubric = peer->data->rubric;
	size_t *steps = mem_grow(NULL, 0, team->count + 1, sizeof(size_t)), count = 0;
	const struct sheet *own = about(team, target, target);
	size_t lang = rubric_lang(rubric, lang_current());
	const struct rubric_text *question = &rubric->criteria[criterion].self;

	for (size_t r = 0; r < team->count; r++) {
		const struct sheet *sheet = about(team, r, target);

		if (r != target && sheet != NULL &&
			sheet->answers[criterion].status == ANSWER_SCORED)
			steps[count++] = sheet->answers[criterion].step;
	}
	if (rubric_text_empty(question))
		question = &rubric->criteria[criterion].question;
	line->title = say_title(rubric, criterion);
	line->question = rubric_say(rubric, question, lang);
	line->shown = shown_words(rubric, criterion, feedback_shown(steps, count));
	line->own = own != NULL && own->answers[criterion].status == ANSWER_SCORED
			    ? mem_text(say_label(rubric, criterion, own->answers[criterion].step))
			    : NULL;
	free(steps);
}

static void add_remark(
	const struct peer *peer, struct feedback_page *page, const struct peer_comment *comment)
{
	bool top = comment->part == RUBRIC_TOP;
	char ***list = top ? &page->tops : &page->tips;
	size_t *count = top ? &page->top_count : &page->tip_count;
	struct buf text = BUF_EMPTY;
	char *name;

	buf_text_add(&text, comment->shown);
	if (peer->data->session.names_shown) {
		name = peer_name(peer, comment->rater);
		buf_format(&text, " (%s)", name);
		free(name);
	}
	*list = mem_grow(*list, *count, *count + 1, sizeof(char *));
	(*list)[(*count)++] = buf_take(&text);
}

static const char *status_of(const struct rubric *rubric)
{
	return rubric->status == RUBRIC_RECONSTRUCTION
		       ? _("The questions are a reconstruction, not the original text.")
		       : "";
}

void peer_page(
	const struct peer *peer, size_t person, enum peer_part part, struct feedback_page *page)
{
	const struct session_data *data = peer->data;
	const struct peer_team *team = &peer->teams[peer->team_of[person]];
	const struct rubric *rubric = data->rubric;

	*page = (struct feedback_page){.name = data->roster.list[person].name,
		.title = data->session.title,
		.rubric = rubric_say(rubric, &rubric->title, rubric_lang(rubric, lang_current())),
		.purpose = data->session.purpose,
		.status = status_of(rubric),
		.scores = (part & PEER_SCORES) != 0,
		.words = (part & PEER_WORDS) != 0,
		.named = data->session.names_shown,
		.few = are_few(peer, person)};
	if (page->name[0] == '\0')
		page->name = data->roster.list[person].id;
	if (page->scores && !page->few) {
		page->lines =
			mem_grow(NULL, 0, rubric->criterion_count, sizeof(struct feedback_line));
		page->line_count = rubric->criterion_count;
		for (size_t c = 0; c < rubric->criterion_count; c++)
			make_line(peer, team, peer->place_of[person], c, &page->lines[c]);
	}
	for (size_t i = 0; page->words && i < peer->comment_count; i++) {
		const struct peer_comment *comment = &peer->comments[i];

		if (comment->target != person)
			continue;
		page->unread |= comment->verdict == PEER_UNREAD;
		page->held |= comment->verdict == PEER_HELD || comment->verdict == PEER_BLACKED;
		if (comment->shown != NULL)
			add_remark(peer, page, comment);
	}
}

/* --- all of them -------------------------------------------------------------------------------
 */

void peer_release_count(const struct peer *peer, struct peer_release *counts)
{
	const struct roster *roster = &peer->data->roster;

	*counts = (struct peer_release){
		.teams = peer->team_count, .comments = peer->comment_count, .shared = true};
	for (size_t i = 0; i < roster->count; i++) {
		if (peer->team_of[i] == ROSTER_NONE)
			continue;
		counts->people++;
		counts->few += are_few(peer, i);
		counts->without += roster->list[i].uid == ROSTER_NO_UID;
	}
	for (size_t i = 0; i < peer->comment_count; i++) {
		enum peer_verdict verdict = peer->comments[i].verdict;

		counts->unread += verdict == PEER_UNREAD;
		counts->released += verdict == PEER_RELEASED;
		counts->held += verdict == PEER_HELD;
		counts->blacked += verdict == PEER_BLACKED;
	}
}

static bool put_person(const struct peer *peer, int dir, size_t person, enum peer_part part,
	struct peer_release *counts, struct err *err)
{
	const struct person *who = &peer->data->roster.list[person];
	struct buf text = BUF_EMPTY, html = BUF_EMPTY, table = BUF_EMPTY;
	struct sink to_text = sink_to_buf(&text), to_html = sink_to_buf(&html);
	const uid_t reader = (uid_t)who->uid;
	size_t readers = who->uid != ROSTER_NO_UID && who->uid != peer->data->owner;
	char name[RELEASE_NAME_MAX];
	struct feedback_page page;
	bool done;

	peer_page(peer, person, part, &page);
	feedback_text(&to_text, &page);
	done = feedback_html(&to_html, &page) ||
	       err_set(err, ERR_SAVE, who->id, "%s", _("this page is not well formed"));
	release_page_name(name, who->id, "txt");
	done = done && release_dir_put(dir, name, &text, &reader, readers, &counts->shared, err);
	release_page_name(name, who->id, "html");
	done = done && release_dir_put(dir, name, &html, &reader, readers, &counts->shared, err);
	peer_table_write(&table, peer, person, part);
	release_page_name(name, who->id, "csv");
	done = done && release_dir_put(dir, name, &table, &reader, readers, &counts->shared, err);
	feedback_page_free(&page);
	buf_free(&text);
	buf_free(&html);
	buf_free(&table);
	return done;
}

static void team_text(struct buf *out, const struct peer *peer, const struct peer_team *team)
{
	const struct rubric *rubric = peer->data->rubric;
	size_t lang = rubric_lang(rubric, lang_current());
	const char **criteria = mem_grow(NULL, 0, 2 * rubric->criterion_count, sizeof(char *));
	char **names = mem_grow(NULL, 0, team->count + 1, sizeof(char *));
	struct sink sink = sink_to_buf(out);
	struct feedback_team page = {.team = team->name,
		.title = peer->data->session.title,
		.rubric = rubric_say(rubric, &rubric->title, lang),
		.names = (const char *const *)names,
		.name_count = team->count,
		.criteria = criteria,
		.criterion_count = rubric->criterion_count};

	for (size_t c = 0; c < rubric->criterion_count; c++) {
		const struct rubric_criterion *criterion = &rubric->criteria[c];

		criteria[2 * c] = say_title(rubric, c);
		criteria[2 * c + 1] = rubric_say(rubric, &criterion->ask, lang);
	}
	for (size_t m = 0; m < team->count; m++)
		names[m] = roster_shown(&peer->data->roster.list[team->members[m].person]);
	feedback_team_text(&sink, &page);
	for (size_t m = 0; m < team->count; m++)
		free(names[m]);
	free(names);
	free(criteria);
}

static bool put_team(
	const struct peer *peer, int dir, size_t at, struct peer_release *counts, struct err *err)
{
	const struct peer_team *team = &peer->teams[at];
	uid_t *readers = mem_grow(NULL, 0, team->count + 1, sizeof(uid_t));
	char name[RELEASE_NAME_MAX];
	struct buf text = BUF_EMPTY;
	size_t count = 0;
	bool done;

	for (size_t m = 0; m < team->count; m++) {
		long uid = peer->data->roster.list[team->members[m].person].uid;

		if (uid != ROSTER_NO_UID && uid != peer->data->owner)
			readers[count++] = (uid_t)uid;
	}
	team_text(&text, peer, team);
	release_team_name(name, at);
	done = release_dir_put(dir, name, &text, readers, count, &counts->shared, err);
	buf_free(&text);
	free(readers);
	return done;
}

static bool put_mail(const struct peer *peer, int dir, struct err *err)
{
	const struct roster *roster = &peer->data->roster;
	struct people people;
	struct buf out = BUF_EMPTY;
	char name[RELEASE_NAME_MAX];
	bool ignored = true, done;

	if (!people_read(peer->data->path, roster, &people, err)) {
		people_free(&people);
		return false;
	}
	buf_text_add(&out, "person,name,email,account,text,page\n");
	for (size_t i = 0; i < roster->count; i++) {
		if (peer->team_of[i] == ROSTER_NONE)
			continue;
		table_text_field(&out, roster->list[i].id, ',');
		buf_byte(&out, ',');
		table_text_field(&out, roster->list[i].name, ',');
		buf_byte(&out, ',');
		table_text_field(&out, people.email[i], ',');
		release_page_name(name, roster->list[i].id, "txt");
		buf_format(
			&out, ",%s,%s", roster->list[i].uid != ROSTER_NO_UID ? "yes" : "no", name);
		release_page_name(name, roster->list[i].id, "html");
		buf_format(&out, ",%s\n", name);
	}
	people_free(&people);
	done = release_dir_put(dir, "mail.csv", &out, NULL, 0, &ignored, err);
	buf_free(&out);
	return done;
}

static bool may_release(const struct peer *peer, struct err *err)
{
	if (!peer_owned(peer, err) || !session_whole(peer->data, err))
		return false;
	if (peer->open)
		return err_set(err, ERR_INPUT, peer->data->path, "%s",
			_("the round is still open; hint: peil session close DIR"));
	return peer->team_count > 0 ||
	       err_set(err, ERR_INPUT, peer->data->path, "%s", _("nobody takes part"));
}

static bool note_step(
	struct peer *peer, enum peer_part part, const struct peer_release *counts, struct err *err)
{
	struct state_step step;
	char number[32];
	bool done;

	state_step_init(&step, STEP_RELEASED);
	state_step_set(&step, "what",
		part == PEER_SCORES  ? "scores"
		: part == PEER_WORDS ? "words"
				     : "both");
	snprintf(number, sizeof(number), "%zu", counts->people);
	state_step_set(&step, "pages", number);
	done = state_dir_add(peer->data->path, &step, err);
	state_step_free(&step);
	return done;
}

bool peer_release(
	struct peer *peer, enum peer_part part, struct peer_release *counts, struct err *err)
{
	bool done = true;
	int dir;

	peer_release_count(peer, counts);
	if (!may_release(peer, err) || (dir = release_dir_open(peer->data->path, err)) < 0)
		return false;
	for (size_t i = 0; done && i < peer->data->roster.count; i++)
		if (peer->team_of[i] != ROSTER_NONE)
			done = put_person(peer, dir, i, part, counts, err);
	for (size_t t = 0; done && t < peer->team_count; t++)
		done = put_team(peer, dir, t, counts, err);
	done = done && put_mail(peer, dir, err);
	fd_close(dir);
	return done && note_step(peer, part, counts, err);
}
