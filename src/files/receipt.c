#include "config.h"
#include "files/receipt.h"

#include "base/buf.h"
#include "base/id.h"
#include "base/mem.h"
#include "files/atomic.h"
#include "files/fd.h"
#include "files/session_folder.h"
#include "files/table.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAME_DIGITS 16

static void add_row(struct buf *out, const struct sheet *sheet, const char *criterion,
	const char *part, const char *status, const char *level, const char *text, const char *at)
{
	const char *const cells[] = {
		sheet->rater, sheet->target, criterion, part, status, level, text, at};

	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		if (i > 0)
			buf_byte(out, ',');
		table_text_field(out, cells[i], ',');
	}
	buf_byte(out, '\n');
}

static void add_answer(struct buf *out, const struct sheet *sheet, size_t criterion)
{
	const struct rubric *rubric = sheet->rubric;
	const struct answer *answer = &sheet->answers[criterion];
	bool scored = answer->status == ANSWER_SCORED;
	size_t level = scored ? rubric->criteria[criterion].steps[answer->step].level : 0;
	const char *word = scored				     ? "scored"
			   : answer->status == ANSWER_UNKNOWN	     ? "unknown"
			   : answer->status == ANSWER_NOT_APPLICABLE ? "not_applicable"
								     : "unanswered";

	add_row(out, sheet, rubric->criteria[criterion].id, "", word,
		scored ? rubric->levels[level].id : "", answer->note != NULL ? answer->note : "",
		answer->at);
}

static void add_all(struct buf *out, const struct session *session, const struct peers *peers)
{
	buf_format(out, "session,%s\nrubric_fingerprint,%s\n", session->id,
		session->rubric_fingerprint);
	buf_text_add(out, "rater,target,criterion,part,status,level,text,recorded_at\n");
	for (size_t i = 0; i < peers_count(peers); i++) {
		const struct sheet *sheet = walk_sheet(peers_walk(peers, i));

		for (size_t c = 0; c < sheet->rubric->criterion_count; c++)
			add_answer(out, sheet, c);
		for (int c = 0; c < RUBRIC_COMMENT_COUNT; c++) {
			if (sheet->comments[c] != NULL)
				add_row(out, sheet, "", rubric_comment_word((enum rubric_comment)c),
					"", "", sheet->comments[c], sheet->comment_at[c]);
		}
	}
}

static char *path_of(int dir, const char *name)
{
	char link[64], place[PATH_MAX];
	struct buf path = BUF_EMPTY;
	ssize_t len;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", dir);
	len = readlink(link, place, sizeof(place) - 1);
	if (len < 0)
		return mem_text(name);
	place[len] = '\0';
	buf_format(&path, "%s/%s", place, name);
	return buf_take(&path);
}

bool receipt_write(const char *path, const struct session *session, const struct peers *peers,
	struct receipt *receipt, struct err *err)
{
	struct buf bytes = BUF_EMPTY;
	char print[ID_FINGERPRINT_LEN + 1], name[48];
	int dir = session_rater_dir(path, session, err);
	bool done;

	memset(receipt, 0, sizeof(*receipt));
	if (dir < 0)
		return false;
	add_all(&bytes, session, peers);
	id_fingerprint(print, bytes.data, bytes.len);
	snprintf(name, sizeof(name), "submit-%.*s.csv", NAME_DIGITS, print);
	/* What has this name is the same, or what was left of a run that was cut short. */
	done = atomic_write_at(dir, name, bytes.data, bytes.len, 0640, true, err);
	if (done) {
		snprintf(receipt->code, sizeof(receipt->code), "%.4s %.4s", print, print + 4);
		receipt->path = path_of(dir, name);
	}
	fd_close(dir);
	buf_free(&bytes);
	return done;
}

void receipt_free(struct receipt *receipt)
{
	free(receipt->path);
	memset(receipt, 0, sizeof(*receipt));
}
