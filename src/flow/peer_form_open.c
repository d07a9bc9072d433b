/* Whose form it is, whether it is open, and what goes to the store. */
#include "config.h"

#include "flow/peer_form_parts.h"

#include "base/clock.h"
#include "base/lang.h"
#include "base/mem.h"
#include "flow/peer_people.h"
#include "stats/say.h"
#include "ui/words.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SAVE_WAIT_MS 10000

static bool choose_person(struct peer_form *form, struct err *err)
{
	const struct roster *roster = &form->data->roster;
	const char *asked = form->request->person;
	bool owner = form->data->owner == (long)geteuid();

	if (asked == NULL) {
		form->person = roster_by_uid(roster, (long)geteuid());
		return form->person != ROSTER_NONE ||
		       err_set(err, ERR_INPUT, form->data->path, "%s",
			       owner ? _("you are not on the list of participants yourself; hint: "
					 "--as PERSON fills in for somebody")
				     : _("your login is not on the list of participants; hint: "
					 "ask your lecturer"));
	}
	form->person = roster_find(roster, asked);
	if (form->person == ROSTER_NONE)
		return err_set(err, ERR_USAGE, form->data->path,
			_("there is no participant %s; hint: peil session status names them"),
			asked);
	return owner || roster->list[form->person].uid == (long)geteuid() ||
	       err_set(err, ERR_INPUT, form->data->path,
		       _("only the owner of the session can fill in for %s"), asked);
}

bool peer_form_is_over(const struct peer_form *form)
{
	char now[CLOCK_TEXT_LEN + 1];

	clock_text(now, clock_now());
	return ledger_over(form->data->ledger, form->person, now);
}

static bool is_open(const struct peer_form *form, struct err *err)
{
	const struct ledger *ledger = form->data->ledger;
	const char *path = form->data->path;

	if (ledger->left[form->person])
		return err_set(
			err, ERR_INPUT, path, "%s", _("this participant has left the session"));
	if (!peer_form_is_over(form))
		return true;
	if (form->closes[0] != '\0' && !ledger->closed)
		return err_set(err, ERR_INPUT, path,
			_("this session closed on %s; hint: ask your lecturer for more time"),
			form->closes);
	return err_set(err, ERR_INPUT, path, "%s",
		_("this session was closed; hint: ask your lecturer for more time"));
}

/* Two people with one name are told apart by their ids. */
static char *name_among(const struct roster *roster, const size_t *targets, size_t count, size_t at)
{
	const struct person *person = &roster->list[targets[at]];
	char *name = roster_shown(person);
	struct buf apart = BUF_EMPTY;

	for (size_t i = 0; i < count; i++) {
		if (i == at || strcmp(roster->list[targets[i]].name, person->name) != 0 ||
			person->name[0] == '\0')
			continue;
		buf_format(&apart, "%s (%s)", name, person->id);
		free(name);
		return buf_take(&apart);
	}
	return name;
}

/* Teammates first, oneself last: what one sees of others comes before what one thinks of
 * oneself. */
static void add_people(struct peer_form *form)
{
	const struct roster *roster = &form->data->roster;
	const struct person *me = &roster->list[form->person];
	size_t count, *targets = ledger_targets(form->data->ledger, form->person, &count);

	form->peers = peers_new(form->data->rubric, me->id, me->role);
	for (int self = 0; self < 2; self++) {
		for (size_t i = 0; i < count; i++) {
			char *name;

			if ((targets[i] == form->person) != (self == 1))
				continue;
			name = name_among(roster, targets, count, i);
			peers_add(form->peers, roster->list[targets[i]].id, name, self == 1);
			free(name);
		}
	}
	free(targets);
}

/* What this person said, or the owner for them; nobody else's lines. */
static void replay(struct peer_form *form)
{
	const struct record_list *all = &form->data->records;
	const struct person *me = &form->data->roster.list[form->person];
	struct record_list own = {NULL, 0, all->count};

	own.list = mem_grow(NULL, 0, all->count + 1, sizeof(*own.list));
	for (size_t i = 0; i < all->count; i++) {
		long uid = (long)all->list[i].uid;

		if (uid == form->data->owner || (me->uid != ROSTER_NO_UID && uid == me->uid))
			own.list[own.count++] = all->list[i];
	}
	peers_replay(form->peers, &own);
	free(own.list); /* the strings are data's */
}

static void fill_view(struct peer_form *form)
{
	const struct person *me = &form->data->roster.list[form->person];
	enum ledger_consent consent = form->data->ledger->consent[form->person];

	form->me = roster_shown(me);
	form->view = (struct peer_view){.session = &form->data->session,
		.peers = form->peers,
		.me = form->me,
		.team = me->group,
		.closes = form->closes,
		.receipt = form->receipt.code,
		.asks_consent = form->data->session.research_ask,
		.consent = (char)(consent == CONSENT_YES  ? 'y'
				  : consent == CONSENT_NO ? 'n'
							  : 0)};
}

void peer_form_say_closes(struct peer_form *form)
{
	const char *closes = peer_people_closes(form->data, form->person);
	struct buf said = BUF_EMPTY;

	if (closes[0] != '\0')
		say_time(&said, closes, form->data->session.timezone);
	buf_add(&said, "", 0); /* so that there is a text */
	free(form->closes);
	form->closes = buf_take(&said);
	form->view.closes = form->closes;
}

bool peer_form_open(struct peer_form *form, struct err *err)
{
	form->data = session_read(form->request->folder, err);
	if (form->data == NULL || !choose_person(form, err))
		return false;
	peer_form_say_closes(form);
	if (form->data->own_unreadable)
		return err_set(err, ERR_INPUT, form->data->path, "%s",
			_("one of your own journals cannot be read to its end, so new answers "
			  "could not be put in order; hint: look at the file permissions or the "
			  "disk"));
	if (!is_open(form, err))
		return false;
	add_people(form);
	replay(form);
	fill_view(form);
	form->store = store_new(form->data->path, &form->data->session, form->data->rubric,
		form->data->own_next_seq, &form->data->records);
	return true;
}

void peer_form_free(struct peer_form *form)
{
	peers_free(form->peers);
	session_data_free(form->data);
	receipt_free(&form->receipt);
	free(form->me);
	free(form->closes);
	buf_free(&form->notes);
}

void peer_form_changed(struct peer_form *form)
{
	struct record record;

	while (peers_take(form->peers, &record))
		store_put(form->store, &record);
}

void peer_form_consent(struct peer_form *form, bool yes)
{
	struct record record;

	if (form->view.consent == (yes ? 'y' : 'n'))
		return;
	record_init(&record);
	record.event = RECORD_CONSENT;
	mem_replace(&record.round, "1");
	mem_replace(&record.rater, form->data->roster.list[form->person].id);
	mem_replace(&record.note, yes ? "yes" : "no");
	store_put(form->store, &record);
	form->view.consent = yes ? 'y' : 'n';
}

void peer_form_hand_in(struct peer_form *form, struct screen *top)
{
	struct err err = ERR_OK;
	char *why;

	peers_submit(form->peers);
	peer_form_changed(form);
	if (store_wait(form->store, SAVE_WAIT_MS) != STORE_SAVED) {
		why = store_why(form->store);
		screen_say(top, _("NOT SAVED: %s. Your answers are still here."),
			why != NULL ? why : "");
		free(why);
		return;
	}
	receipt_free(&form->receipt);
	if (receipt_write(store_path(form->store), &form->data->session, form->peers,
		    &form->receipt, &err)) {
		mem_replace(&form->outcome->receipt, form->receipt.path);
		screen_say(top, _("Handed in. Receipt %s. R reopens it until it closes, q leaves."),
			form->receipt.code);
	} else {
		screen_say(top, _("Handed in and saved, but without a receipt: %s."), err.message);
	}
	err_free(&err);
}

/* "agreements: Bo, Chris; climate: Bo" */
void peer_form_open_names(const struct peer_form *form, struct buf *out)
{
	const struct peers *peers = form->peers;

	for (size_t c = 0; c < peers_rubric(peers)->criterion_count; c++) {
		bool first = true;

		for (size_t i = 0; i < peers_count(peers); i++) {
			if (peers_answer(peers, i, c)->status != ANSWER_NONE)
				continue;
			if (first)
				buf_format(out, "%s%s: ", out->len > 0 ? "; " : "",
					words_title(peers_rubric(peers), c));
			buf_text_add(out, first ? "" : ", ");
			peer_words_name(out, peers, i);
			first = false;
		}
	}
	if (out->len > 0)
		buf_byte(out, '.');
}

static void what_was_said(struct buf *out, const struct peer_form *form, size_t person)
{
	const struct peers *peers = form->peers;
	const struct walk *walk = peers_walk(peers, person);
	const struct record *last = walk_last(walk);
	size_t criterion = rubric_find_criterion(peers_rubric(peers), last->criterion);

	if (last->event == RECORD_SUBMIT || last->event == RECORD_REOPEN) {
		buf_text_add(out, last->event == RECORD_SUBMIT ? _("handed in") : _("reopened"));
	} else if (last->event == RECORD_COMMENT) {
		peer_words_part(out, peers, person, sheet_comment(last->part));
	} else {
		peer_words_name(out, peers, person);
		if (last->event == RECORD_RATE)
			buf_format(out, ", %s = %s", words_title(peers_rubric(peers), criterion),
				words_answer(walk, criterion));
		else
			buf_format(out, _(", note with %s"),
				words_title(peers_rubric(peers), criterion));
	}
}

void peer_form_said(const struct peer_form *form, struct telling *telling)
{
	size_t person = peers_last(form->peers);
	struct buf what = BUF_EMPTY;
	char *why = store_why(form->store);

	if (why != NULL) {
		tell_line(telling,
			_("NOT SAVED: %s. Your answers are still here. T tries again, e saves "
			  "elsewhere."),
			why);
	} else if (person != RUBRIC_NONE) {
		what_was_said(&what, form, person);
		tell_line(telling, _("Saved %zu of %zu: %s"), peers_answered(form->peers),
			peers_total(form->peers), buf_text(&what));
	}
	free(why);
	buf_free(&what);
}
