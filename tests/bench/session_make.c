/* Answers for a session that is there already, the same every time, as its owner enters them.
 *
 *   session_make DIR                    peers: everybody answers everything about the whole team,
 *                                       a journal for each
 *   session_make DIR RECORDS SHEETS     solo: so many answers in one journal, over so many targets
 */
#include "config.h"

#include "base/buf.h"
#include "base/mem.h"
#include "files/fd.h"
#include "files/journal.h"
#include "files/session_folder.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NEW_FILE (O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)

struct making {
	const struct session_data *data;
	int dir;
	struct buf text; /* of the journal at hand */
	char writer[17];
	unsigned journals;
	unsigned long seq;
	unsigned long long state;
	bool failed;
};

static unsigned draw(struct making *making, unsigned bound)
{
	making->state = making->state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(making->state >> 33) % bound;
}

static void begin(struct making *making)
{
	snprintf(making->writer, sizeof(making->writer), "%016x", 0xbe9c0000u + making->journals++);
	buf_text_add(&making->text, JOURNAL_HEADER "\n");
}

static void end(struct making *making)
{
	char name[32];
	int fd;

	snprintf(name, sizeof(name), "j-%s.csv", making->writer);
	fd = fd_open(making->dir, name, NEW_FILE, 0640);
	if (fd < 0 || fd_write(fd, making->text.data, making->text.len) != 0 || fd_close(fd) != 0)
		making->failed = true;
	buf_cut(&making->text, 0);
}

static void answer(struct making *making, const char *rater, const char *target, size_t nth)
{
	const struct rubric *rubric = making->data->rubric;
	const struct rubric_criterion *criterion = &rubric->criteria[nth % rubric->criterion_count];
	size_t step = draw(making, (unsigned)criterion->step_count);
	struct record record;

	record_init(&record);
	memcpy(record.writer, making->writer, sizeof(record.writer));
	memcpy(record.at, "2026-11-24T10:00:00Z", sizeof(record.at));
	record.seq = ++making->seq;
	record.event = RECORD_RATE;
	record.status = RECORD_SCORED;
	mem_replace(&record.round, "1");
	mem_replace(&record.rater, rater);
	mem_replace(&record.target, target);
	mem_replace(&record.criterion, criterion->id);
	mem_replace(&record.level, rubric->levels[criterion->steps[step].level].id);
	journal_line(&making->text, &record);
	record_free(&record);
}

static void make_peers(struct making *making)
{
	const struct roster *roster = &making->data->roster;

	for (size_t i = 0; i < roster->count; i++) {
		const struct person *rater = &roster->list[i];

		begin(making);
		for (size_t k = 0; k < roster->count; k++)
			for (size_t c = 0; strcmp(roster->list[k].group, rater->group) == 0 &&
					   c < making->data->rubric->criterion_count;
				c++)
				answer(making, rater->id, roster->list[k].id, c);
		end(making);
	}
}

static void make_solo(struct making *making, unsigned long records, unsigned long sheets)
{
	size_t criteria = making->data->rubric->criterion_count;

	begin(making);
	for (unsigned long i = 0; i < records; i++) {
		char target[32];

		snprintf(target, sizeof(target), "team %06lu", i / criteria % sheets);
		answer(making, making->data->session.rater, target, i);
	}
	end(making);
}

int main(int argc, char **argv)
{
	struct err err = ERR_OK;
	struct session_data *data = argc == 2 || argc == 4 ? session_read(argv[1], &err) : NULL;
	struct making making = {.data = data, .seq = 1000, .state = 11, .dir = -1};

	if (data != NULL)
		making.dir = session_rater_dir(argv[1], &data->session, &err);
	if (making.dir < 0) {
		fprintf(stderr, "session_make: %s\n",
			err.message ? err.message : "DIR [RECORDS SHEETS]");
		err_free(&err);
		session_data_free(data);
		return 1;
	}
	if (argc == 2)
		make_peers(&making);
	else
		make_solo(&making, strtoul(argv[2], NULL, 10), strtoul(argv[3], NULL, 10));
	fd_close(making.dir);
	buf_free(&making.text);
	session_data_free(data);
	if (making.failed)
		perror("session_make");
	return making.failed;
}
