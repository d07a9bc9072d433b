#include "config.h"

#include "flow/reported.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/session_folder.h"
#include "flow/problems.h"
#include "flow/published.h"
#include "model/names.h"

#include <stdlib.h>
#include <string.h>

#define ME	      "me"
#define IN_ALL_ROUNDS 0xffff /* nothing in a solo session is late */

/* One form of a solo session, as if it were a session of one person. */
struct alone {
	struct record_list records;
	struct roster roster;
	struct ledger *ledger;
	struct discussion *discussion;
	char *target;
};

struct folder {
	struct session_data *data;
	struct discussion *discussion; /* a workshop's */
	struct published *published;   /* instead of what cannot be read */
	struct alone *alone;	       /* NULL in a workshop */
	size_t alone_count;
};

struct reported_private {
	struct folder *list;
	size_t count;
};

static struct workshop_report *add_report(struct reported *reported)
{
	reported->list = mem_grow(
		reported->list, reported->count, reported->count + 1, sizeof(*reported->list));
	return &reported->list[reported->count++];
}

/* --- solo --------------------------------------------------------------------------------------
 */

static void add_step(struct state_steps *steps, const char *word, const char *round)
{
	steps->list = mem_grow(steps->list, steps->count, steps->count + 1, sizeof(*steps->list));
	state_step_init(&steps->list[steps->count], word);
	if (round)
		state_step_set(&steps->list[steps->count], "round", round);
	steps->list[steps->count].number = (unsigned)steps->count + 1;
	steps->count++;
}

/* Give each form the records about its target; `targets` has the forms' numbers. */
static void deal_records(struct folder *folder, const struct names *targets, const char *rater)
{
	const struct record_list *all = &folder->data->records;

	for (size_t i = 0; i < all->count; i++) {
		uint32_t form = names_find(targets, all->list[i].target);
		struct record copy;

		if (form == NAMES_NONE)
			continue;
		record_copy(&copy, &all->list[i]);
		copy.uid = 0;
		copy.within = IN_ALL_ROUNDS;
		mem_replace(&copy.rater, rater);
		record_list_add(&folder->alone[form].records, &copy);
	}
}

static void make_alone(struct alone *alone, const struct session_data *data)
{
	const struct session *session = &data->session;
	struct state_steps steps = {NULL, 0};
	struct person person = {.id = mem_text(ME),
		.name = mem_text(session->rater),
		.group = mem_text(""),
		.role = mem_text(session->role),
		.login = mem_text(""),
		.uid = ROSTER_NO_UID};

	roster_add(&alone->roster, &person);
	add_step(&steps, "open", NULL);
	add_step(&steps, "revealed", "1");
	alone->ledger =
		ledger_new(session, data->rubric, &alone->roster, &alone->records, &steps, 0);
	alone->discussion = discussion_new(alone->ledger);
	state_steps_free(&steps);
}

/* One form per target, in the order in which they were begun. */
static void add_forms(struct reported *reported, struct folder *folder, bool names)
{
	const struct record_list *records = &folder->data->records;
	struct names *targets = names_new();

	for (size_t i = 0; i < records->count; i++) {
		if (records->list[i].event == RECORD_RATE || records->list[i].event == RECORD_TEXT)
			names_add(targets, records->list[i].target);
	}
	folder->alone_count = names_count(targets);
	folder->alone = mem_new((folder->alone_count + 1) * sizeof(*folder->alone));
	for (size_t t = 0; t < folder->alone_count; t++)
		folder->alone[t].target = mem_text(names_text(targets, (uint32_t)t));
	deal_records(folder, targets, ME);
	names_free(targets);
	if (folder->alone_count == 0)
		problems_say(
			&reported->notes, folder->data->path, _("nothing was filled in here yet"));
	for (size_t t = 0; t < folder->alone_count; t++) {
		struct alone *alone = &folder->alone[t];

		make_alone(alone, folder->data);
		*add_report(reported) = (struct workshop_report){.ledger = alone->ledger,
			.discussion = alone->discussion,
			.target = alone->target,
			.solo = true,
			.names = names};
	}
}

/* --- a workshop --------------------------------------------------------------------------------
 */

static void add_session(struct reported *reported, struct folder *folder, bool names)
{
	bool published = folder->data->partly;

	if (published)
		folder->published = published_new(folder->data);
	else
		folder->discussion = discussion_new(folder->data->ledger);
	if (published)
		problems_say(&reported->notes, folder->data->path,
			_("you do not own this session: this is what its owner published"));
	*add_report(reported) = (struct workshop_report){
		.ledger = published ? folder->published->ledger : folder->data->ledger,
		.discussion = published ? folder->published->discussion : folder->discussion,
		.target = folder->data->session.title,
		.published = published,
		.names = names && !published};
	if (names && !folder->data->session.names_shown)
		reported->names_withheld = true;
}

bool reported_add(struct reported *reported, const char *path, bool names, struct err *err)
{
	struct session_data *data = session_read(path, err);
	struct folder *folder;

	if (!data)
		return false;
	if (data->session.kind == SESSION_PEER) {
		session_data_free(data);
		return err_set(err, ERR_INPUT, path, "%s",
			_("people rate each other in this session; hint: peil factors DIR for the "
			  "numbers, peil session release DIR for the pages"));
	}
	if (!reported->own)
		reported->own = MEM_NEW(struct reported_private);
	reported->own->list = mem_grow(reported->own->list, reported->own->count,
		reported->own->count + 1, sizeof(*reported->own->list));
	folder = &reported->own->list[reported->own->count++];
	folder->data = data;
	reported->partial |= problems_note(&reported->notes, data);
	if (data->session.kind == SESSION_SOLO)
		add_forms(reported, folder, names);
	else
		add_session(reported, folder, names);
	return true;
}

void reported_free(struct reported *reported)
{
	for (size_t i = 0; reported->own && i < reported->own->count; i++) {
		struct folder *folder = &reported->own->list[i];

		for (size_t t = 0; t < folder->alone_count; t++) {
			discussion_free(folder->alone[t].discussion);
			ledger_free(folder->alone[t].ledger);
			record_list_free(&folder->alone[t].records);
			roster_free(&folder->alone[t].roster);
			free(folder->alone[t].target);
		}
		free(folder->alone);
		discussion_free(folder->discussion);
		published_free(folder->published);
		session_data_free(folder->data);
	}
	if (reported->own)
		free(reported->own->list);
	free(reported->own);
	free(reported->list);
	buf_free(&reported->notes);
	*reported = (struct reported){0};
}
