/* A form in a session of several people: whose it is, which round is open, what is asked in it. */
#include "config.h"

#include "flow/form_parts.h"

#include "base/lang.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool i_am_owner(const struct form *form)
{
	return form->data->owner == (long)geteuid();
}

/* Identity is the login, never a typed name; only the owner enters for somebody else. */
static bool choose_person(struct form *form, const struct form_request *request, struct err *err)
{
	const struct roster *roster = &form->data->roster;

	if (request->person == NULL) {
		form->person = roster_by_uid(roster, (long)geteuid());
		return form->person != ROSTER_NONE ||
		       err_set(err, ERR_INPUT, form->path, "%s",
			       _("your login is not on the list of participants; hint: ask the "
				 "facilitator, or fill in on the facilitator's own laptop"));
	}
	form->person = roster_find(roster, request->person);
	if (form->person == ROSTER_NONE)
		return err_set(err, ERR_USAGE, form->path,
			_("there is no participant %s; hint: peil session status names them"),
			request->person);
	if (!i_am_owner(form) && roster->list[form->person].uid != (long)geteuid())
		return err_set(err, ERR_INPUT, form->path,
			_("only the owner of the session can fill in for %s"), request->person);
	return true;
}

static bool is_open(const struct form *form, struct err *err)
{
	const struct ledger *ledger = form->data->ledger;

	if (ledger->closed)
		return err_set(err, ERR_INPUT, form->path, "%s", _("this session was closed"));
	if (ledger->shown[ledger->round])
		return err_set(err, ERR_INPUT, form->path, "%s",
			_("the answers were shown, so this round is over; hint: wait for the next "
			  "one"));
	if (ledger->left[form->person])
		return err_set(err, ERR_INPUT, form->path, "%s",
			_("this participant has left the session"));
	if (!ledger_counts(ledger, form->person, ledger->round))
		return err_set(err, ERR_INPUT, form->path, "%s",
			_("who comes later takes part from the next round on"));
	return true;
}

/* A later round asks some of them again; of a matrix the group may have chosen today's cells. */
static void choose_criteria(struct form *form)
{
	const struct ledger *ledger = form->data->ledger;
	size_t count = form->rubric->criterion_count;

	const bool *in = &ledger->in_round[(size_t)ledger->round * count];

	for (size_t i = 0; i < count; i++)
		if (!in[i]) {
			form->asked = rubric_subset(form->rubric, in);
			return;
		}
}

static void forget(struct form *form, const struct sheet *sheet, enum record_event event,
	const char *criterion, const char *part, enum record_status status)
{
	struct record record;

	record_init(&record);
	record.event = event;
	record.status = status;
	mem_replace(&record.round, sheet->round);
	mem_replace(&record.rater, sheet->rater);
	mem_replace(&record.target, sheet->target);
	mem_replace(&record.criterion, criterion);
	mem_replace(&record.part, part);
	record_list_add(&form->forget, &record);
}

/* What takes the whole of an old sheet back, in the order in which it is to be said. */
static void forget_all(struct form *form, const struct sheet *old)
{
	const struct rubric *rubric = old->rubric;

	forget(form, old, RECORD_REOPEN, "", "", RECORD_NONE);
	for (size_t i = 0; i < rubric->criterion_count; i++) {
		if (old->answers[i].status != ANSWER_NONE)
			forget(form, old, RECORD_RATE, rubric->criteria[i].id, "",
				RECORD_UNANSWERED);
		if (old->answers[i].note != NULL)
			forget(form, old, RECORD_NOTE, rubric->criteria[i].id, "", RECORD_REMOVED);
	}
	for (size_t i = 0; i < old->item_count; i++)
		forget(form, old, old->items[i].kind, rubric->criteria[old->items[i].criterion].id,
			old->items[i].part, RECORD_REMOVED);
}

static struct walk *begin_walk(struct form *form, const struct form_request *request)
{
	const struct person *person = &form->data->roster.list[form->person];
	const struct rubric *rubric = form->asked == NULL ? form->rubric : form->asked;
	char round[2] = {(char)('0' + form->data->ledger->round), '\0'};
	struct sheet *sheet =
		sheet_new(rubric, round, person->id, person->role, form->session.title);
	struct record_list own = form_own_records(&form->data->records, sheet);
	struct walk *walk = walk_new(sheet, &own);

	free(own.list);
	if (request->passing && walk_sheet(walk)->submitted) {
		forget_all(form, walk_sheet(walk));
		walk_free(walk);
		walk = walk_new(
			sheet_new(rubric, round, person->id, person->role, form->session.title),
			NULL);
	}
	walk_is_led(walk);
	return walk;
}

bool form_begin_people(struct form *form, const struct form_request *request, struct err *err)
{
	form->people = true;
	if (!choose_person(form, request, err) || !is_open(form, err))
		return false;
	choose_criteria(form);
	form->walk = begin_walk(form, request);
	before_read(form->path, form->asked == NULL ? form->rubric : form->asked, &form->before);
	if (form->data->ledger->round == 1)
		walk_look_back(form->walk, form->before.list, form->before.count);
	form->store = store_new(form->path, &form->session, form->rubric, form->data->own_next_seq,
		&form->data->records);
	return true;
}

const struct person *form_person(const struct form *form)
{
	return form->people ? &form->data->roster.list[form->person] : NULL;
}

bool form_alone_in_role(const struct form *form)
{
	const struct person *person = form_person(form);

	return person != NULL && form->session.roles_apart && person->role[0] != '\0' &&
	       roster_in_role(&form->data->roster, person->role) == 1;
}

bool form_asks_consent(const struct form *form)
{
	return form->people && form->session.research_ask && !form->consent_said &&
	       form->data->ledger->consent[form->person] == CONSENT_NOT_ASKED;
}

void form_consent(struct form *form, bool yes)
{
	const struct sheet *sheet = walk_sheet(form->walk);
	struct record record;

	record_init(&record);
	record.event = RECORD_CONSENT;
	mem_replace(&record.round, sheet->round);
	mem_replace(&record.rater, sheet->rater);
	mem_replace(&record.note, yes ? "yes" : "no");
	store_put(form->store, &record);
	form->consent_said = true;
}
