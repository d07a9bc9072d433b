/* Peer sessions for tests: made without asking, and filled in by all or by one.
 *
 *   peer_driver make DIR RUBRIC ROSTER [CLOSES]    a session of kind peer
 *   peer_driver fill DIR [PERSON...]               forms of everybody but these (they stay away)
 *   peer_driver own DIR PERSON                     the forms of one person only
 *   peer_driver say DIR RATER TARGET PART TEXT     one comment
 *   peer_driver give DIR RATER TARGET LEVELS       "3,4,2,u,4": a form, handed in
 *
 * What is filled in follows from names alone. Exit status 4 when not all was saved. */
#include "config.h"

#include "base/buf.h"
#include "base/id.h"
#include "base/mem.h"
#include "files/roster_file.h"
#include "files/rubric_file.h"
#include "files/session_folder.h"
#include "files/session_new.h"
#include "files/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WAIT_MS 60000

struct filling {
	struct session_data *data;
	struct store *store;
};

static int fail(struct err *err)
{
	fprintf(stderr, "peer_driver: %s\n", err->message != NULL ? err->message : "?");
	err_free(err);
	return 1;
}

static int make(char **args, const char *closes)
{
	struct err err = ERR_OK;
	struct faults faults;
	struct rubric *rubric;
	struct roster roster = {NULL, 0};
	struct session session;
	struct buf people = BUF_EMPTY;
	bool done;

	faults_init(&faults, args[2]);
	rubric = rubric_file_read(args[1], &faults);
	if (rubric == NULL || !roster_file_read(args[2], &roster, &people, &faults))
		return fail(&err);
	roster_find_uids(&roster);
	session_init(&session);
	id_random(session.id, ID_WRITER_LEN);
	session.kind = SESSION_PEER;
	session.moment = SESSION_MID;
	session.rounds = 1;
	mem_replace(&session.title, "Peer feedback");
	mem_replace(&session.rubric, rubric->id);
	mem_replace(&session.rubric_version, rubric->version);
	mem_replace(&session.rubric_fingerprint, rubric->fingerprint);
	mem_replace(&session.closes, closes);
	session.weight = 0.5;
	done = session_make_group(args[0], &session, rubric, &roster, &people, &err);
	session_free(&session);
	roster_free(&roster);
	rubric_free(rubric);
	buf_free(&people);
	faults_free(&faults);
	return done ? 0 : fail(&err);
}

static bool open_session(struct filling *filling, const char *dir)
{
	struct err err = ERR_OK;

	filling->data = session_read(dir, &err);
	if (filling->data == NULL) {
		fail(&err);
		return false;
	}
	filling->store = store_new(dir, &filling->data->session, filling->data->rubric,
		filling->data->own_next_seq > 2 ? filling->data->own_next_seq : 2, NULL);
	return true;
}

static int end(struct filling *filling)
{
	size_t left;

	store_wait(filling->store, WAIT_MS);
	left = store_free(filling->store, WAIT_MS);
	session_data_free(filling->data);
	return left > 0 ? 4 : 0;
}

static void put(struct filling *filling, enum record_event event, const char *rater,
	const char *target, const char *criterion, const char *part, const char *level,
	const char *note)
{
	struct record record;

	record_init(&record);
	record.event = event;
	if (event == RECORD_RATE)
		record.status = strcmp(level, "u") == 0 ? RECORD_UNKNOWN : RECORD_SCORED;
	mem_replace(&record.round, "1");
	mem_replace(&record.rater, rater);
	mem_replace(&record.target, target);
	mem_replace(&record.criterion, criterion);
	mem_replace(&record.part, part);
	mem_replace(&record.level, strcmp(level, "u") == 0 ? "" : level);
	mem_replace(&record.note, note);
	store_put(filling->store, &record);
}

static unsigned draw(const char *rater, const char *target, const char *criterion)
{
	char text[128], check[ID_CHECK_LEN + 1];

	snprintf(text, sizeof(text), "%s/%s/%s", rater, target, criterion);
	id_check(check, text, strlen(text));
	return (unsigned)strtoul(check + 8, NULL, 16);
}

static void fill_form(struct filling *filling, const char *rater, const char *target)
{
	const struct rubric *rubric = filling->data->rubric;
	char text[128];

	for (size_t c = 0; c < rubric->criterion_count; c++) {
		const struct rubric_criterion *criterion = &rubric->criteria[c];
		unsigned step = draw(rater, target, criterion->id) % criterion->step_count;

		put(filling, RECORD_RATE, rater, target, criterion->id, "",
			rubric->levels[criterion->steps[step].level].id, "");
	}
	if (strcmp(rater, target) != 0) {
		snprintf(text, sizeof(text), "top for %s, %04x", target,
			draw(rater, target, "t") & 0xffff);
		put(filling, RECORD_COMMENT, rater, target, "", "top", "", text);
		snprintf(text, sizeof(text), "tip for %s, %04x", target,
			draw(rater, target, "i") & 0xffff);
		put(filling, RECORD_COMMENT, rater, target, "", "tip", "", text);
	}
	put(filling, RECORD_SUBMIT, rater, target, "", "", "", "");
}

static void fill_person(struct filling *filling, size_t person)
{
	const struct ledger *ledger = filling->data->ledger;
	size_t count, *targets = ledger_targets(ledger, person, &count);

	for (size_t i = 0; i < count; i++)
		fill_form(filling, ledger->roster->list[person].id,
			ledger->roster->list[targets[i]].id);
	free(targets);
}

static int fill(const char *dir, char **away, int away_count, const char *only)
{
	struct filling filling;

	if (!open_session(&filling, dir))
		return 1;
	for (size_t i = 0; i < filling.data->roster.count; i++) {
		const char *id = filling.data->roster.list[i].id;
		bool stays_away = only != NULL && strcmp(only, id) != 0;

		for (int a = 0; a < away_count; a++)
			stays_away |= strcmp(away[a], id) == 0;
		if (!stays_away)
			fill_person(&filling, i);
	}
	return end(&filling);
}

static int give(const char *dir, const char *rater, const char *target, const char *levels)
{
	struct filling filling;
	char *copy = mem_text(levels), *rest = copy, *level;

	if (!open_session(&filling, dir))
		return 1;
	for (size_t c = 0;
		(level = strsep(&rest, ",")) != NULL && c < filling.data->rubric->criterion_count;
		c++) {
		const struct rubric_criterion *criterion = &filling.data->rubric->criteria[c];
		size_t step = (size_t)(level[0] - '1');

		if (level[0] != '\0')
			put(&filling, RECORD_RATE, rater, target, criterion->id, "",
				step < criterion->step_count
					? filling.data->rubric->levels[criterion->steps[step].level]
						  .id
					: "u",
				"");
	}
	put(&filling, RECORD_SUBMIT, rater, target, "", "", "", "");
	free(copy);
	return end(&filling);
}

static int say(const char *dir, char **args)
{
	struct filling filling;

	if (!open_session(&filling, dir))
		return 1;
	put(&filling, RECORD_COMMENT, args[0], args[1], "", args[2], "", args[3]);
	return end(&filling);
}

int main(int argc, char **argv)
{
	const char *verb = argc > 2 ? argv[1] : "";

	if (strcmp(verb, "make") == 0 && argc >= 5)
		return make(argv + 2, argc > 5 ? argv[5] : "");
	if (strcmp(verb, "fill") == 0)
		return fill(argv[2], argv + 3, argc - 3, NULL);
	if (strcmp(verb, "own") == 0 && argc == 4)
		return fill(argv[2], NULL, 0, argv[3]);
	if (strcmp(verb, "say") == 0 && argc == 7)
		return say(argv[2], argv + 3);
	if (strcmp(verb, "give") == 0 && argc == 6)
		return give(argv[2], argv[3], argv[4], argv[5]);
	fprintf(stderr, "usage: peer_driver make|fill|own|say|give DIR ...\n");
	return 2;
}
