/* A participant of a session, for the tests with many of them and with several accounts.
 *
 *   session_driver put DIR RATER COUNT [ROUND]   answer COUNT times, one criterion after another
 *   session_driver raw DIR EVENT STATUS ROUND RATER TARGET CRITERION PART LEVEL NOTE OWNER DUE
 *                                                one record with just these bytes
 *   session_driver count DIR                     how many records, and what is doubted
 *
 * Exit status 4 when not all was saved. */
#include "config.h"

#include "base/mem.h"
#include "files/session_folder.h"
#include "files/store.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WAIT_MS 60000

static struct record answer(
	const struct session_data *data, const char *rater, const char *round, unsigned long nth)
{
	const struct rubric *rubric = data->rubric;
	const struct rubric_criterion *criterion = &rubric->criteria[nth % rubric->criterion_count];
	size_t step = nth / rubric->criterion_count % criterion->step_count;
	struct record record;

	record_init(&record);
	record.event = RECORD_RATE;
	record.status = RECORD_SCORED;
	mem_replace(&record.round, round);
	mem_replace(&record.rater, rater);
	mem_replace(&record.target, data->session.title);
	mem_replace(&record.criterion, criterion->id);
	mem_replace(&record.level, rubric->levels[criterion->steps[step].level].id);
	return record;
}

static int put(const char *dir, const char *rater, unsigned long count, const char *round)
{
	struct err err = ERR_OK;
	struct session_data *data = session_read(dir, &err);
	struct store *store;
	size_t left;

	if (data == NULL) {
		fprintf(stderr, "session_driver: %s\n", err.message);
		err_free(&err);
		return 1;
	}
	store = store_new(dir, &data->session, data->rubric,
		data->own_next_seq > 2 ? data->own_next_seq : 2, NULL);
	for (unsigned long i = 0; i < count; i++) {
		struct record record = answer(data, rater, round, i);

		store_put(store, &record);
		/* As a person does: the next answer comes when this one is saved. */
		if (store_wait(store, WAIT_MS) != STORE_SAVED) {
			char *why = store_why(store);

			fprintf(stderr, "session_driver: NOT SAVED: %s\n", why ? why : "?");
			free(why);
			break;
		}
	}
	left = store_free(store, WAIT_MS);
	session_data_free(data);
	return left > 0 ? 4 : 0;
}

/* As somebody with a program of their own would write it. */
static int raw(const char *dir, char **text)
{
	struct err err = ERR_OK;
	struct session_data *data = session_read(dir, &err);
	struct store *store;
	struct record record;
	size_t left;

	record_init(&record);
	if (data == NULL || !record_event_from(text[0], &record.event) ||
		!record_status_from(text[1], &record.status)) {
		fprintf(stderr, "session_driver: %s\n", data == NULL ? err.message : "no event");
		return 2;
	}
	mem_replace(&record.round, text[2]);
	mem_replace(&record.rater, text[3]);
	mem_replace(&record.target, text[4]);
	mem_replace(&record.criterion, text[5]);
	mem_replace(&record.part, text[6]);
	mem_replace(&record.level, text[7]);
	mem_replace(&record.note, text[8]);
	mem_replace(&record.owner, text[9]);
	mem_replace(&record.due, text[10]);
	store = store_new(dir, &data->session, data->rubric,
		data->own_next_seq > 2 ? data->own_next_seq : 2, NULL);
	store_put(store, &record);
	left = store_wait(store, WAIT_MS) == STORE_SAVED ? 0 : 1;
	left += store_free(store, WAIT_MS);
	session_data_free(data);
	return left > 0 ? 4 : 0;
}

static int count_all(const char *dir)
{
	static const char *const words[] = {
		"late", "forged", "stranger", "differs", "content", "not_owner", "elsewhere"};
	size_t doubts[7] = {0};
	struct err err = ERR_OK;
	struct session_data *data = session_read(dir, &err);

	if (data == NULL) {
		fprintf(stderr, "session_driver: %s\n", err.message);
		err_free(&err);
		return 1;
	}
	printf("records %zu\nsheets %zu\nproblems %zu\npartly %d\ncopied %d\nunattested %d\n",
		data->records.count, data->ledger != NULL ? data->ledger->sheet_count : 0,
		data->problems.count, data->partly, data->copied, data->unattested);
	for (size_t i = 0; data->ledger != NULL && i < data->ledger->doubt_count; i++)
		doubts[data->ledger->doubts[i].kind]++;
	for (size_t i = 0; i < 7; i++)
		printf("%s %zu\n", words[i], doubts[i]);
	for (size_t i = 0; i < data->problems.count; i++)
		fprintf(stderr, "%s: %s\n", data->problems.list[i].file,
			data->problems.list[i].message);
	session_data_free(data);
	return 0;
}

int main(int argc, char **argv)
{
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	if (argc >= 5 && strcmp(argv[1], "put") == 0)
		return put(argv[2], argv[3], strtoul(argv[4], NULL, 10), argc > 5 ? argv[5] : "1");
	if (argc == 14 && strcmp(argv[1], "raw") == 0)
		return raw(argv[2], argv + 3);
	if (argc == 3 && strcmp(argv[1], "count") == 0)
		return count_all(argv[2]);
	fprintf(stderr,
		"usage: session_driver put DIR RATER COUNT [ROUND] | raw DIR ... | count DIR\n");
	return 2;
}
