#include "config.h"
#include "files/state_dir.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/atomic.h"
#include "files/dir_names.h"
#include "files/fd.h"
#include "files/ini.h"
#include "files/save_why.h"
#include "files/session_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECTION	   "state"
#define NUMBER_MAX 9999
#define VALUE_MAX  800 /* bytes of a value on one line */
#define WORD_LEN   40
#define TRIES	   1000

/* --- reading ---------------------------------------------------------------------------------- */

/* "0003-round": number and word; false when it is no name of a step. */
static bool split_name(const char *name, unsigned *number, const char **word)
{
	unsigned value = 0;

	for (int i = 0; i < 4; i++) {
		if (name[i] < '0' || name[i] > '9')
			return false;
		value = value * 10 + (unsigned)(name[i] - '0');
	}
	if (name[4] != '-' || value == 0 || !id_valid(name + 5))
		return false;
	*number = value;
	*word = name + 5;
	return true;
}

/* The last part of "criteria.2" is a number: the value goes on. */
static bool goes_on(const char *key)
{
	const char *dot = strrchr(key, '.');

	return dot != NULL && dot[1] >= '2' && dot[1] <= '9' &&
	       strspn(dot + 1, "0123456789") == strlen(dot + 1);
}

static void take_fields(struct ini *ini, const char *section, struct state_step *step)
{
	const char *key;

	for (size_t i = 0; (key = ini_key(ini, section, i)) != NULL; i++) {
		const char *value = ini_get(ini, section, key);

		if (strcmp(key, "at") == 0) {
			snprintf(step->at, sizeof(step->at), "%s", value);
		} else if (goes_on(key)) {
			char *base = mem_text_n(key, (size_t)(strrchr(key, '.') - key));
			struct buf whole = BUF_EMPTY;

			buf_format(&whole, "%s %s", state_step_get(step, base), value);
			state_step_set(step, base, buf_text(&whole));
			buf_free(&whole);
			free(base);
		} else if (strcmp(key, "step") != 0) {
			state_step_set(step, key, value);
		}
	}
}

/* NULL, or why it cannot be used and in which line (0: the file as a whole). Takes the words of
 * `step` from the file. What is wrong with the file as a whole is not in it: it was not read. */
static char *read_step(
	const char *file, const char *word, struct state_step *step, unsigned *line, bool *unread)
{
	struct faults faults;
	struct ini *ini;
	char *why = NULL;

	faults_init(&faults, file);
	ini = ini_read(file, &faults);
	if (ini == NULL) {
		*line = faults.count > 0 ? faults.list[0].line : 0;
		*unread |= faults.count > 0 && faults.list[0].line == 0;
		why = mem_text(
			faults.count > 0 ? faults.list[0].message : _("this cannot be read"));
	} else {
		const char *section = ini_section(ini, 0), *said;

		said = section != NULL ? ini_get(ini, section, "step") : NULL;
		/* The first peil wrote [open]. */
		if (section == NULL || strcmp(said != NULL ? said : section, word) != 0) {
			*line = said != NULL ? ini_line(ini, section, "step") : 1;
			why = mem_text(_("this step does not say what its name says"));
		} else {
			take_fields(ini, section, step);
		}
	}
	ini_free(ini);
	faults_free(&faults);
	return why;
}

static void take_name(const char *path, const char *name, uid_t owner, struct state_steps *steps,
	struct journal_problems *problems)
{
	struct buf shown = BUF_EMPTY, file = BUF_EMPTY;
	struct state_step step;
	const char *word;
	unsigned number, line = 0;
	struct stat about;
	bool unread = false;
	char *why = NULL;

	buf_format(&shown, SESSION_STATE "/%s", name);
	buf_format(&file, "%s/%s", path, buf_text(&shown));
	if (!split_name(name, &number, &word)) {
		journal_problem_add(problems, buf_text(&shown), 0, "%s",
			_("this is no step of the session and was not used"));
	} else if (lstat(buf_text(&file), &about) != 0) {
		journal_problem_disk(problems, buf_text(&shown), errno);
	} else if (about.st_uid != owner) {
		journal_problem_add(problems, buf_text(&shown), 0, "%s",
			_("this step is not from the owner of the session and was not used"));
	} else {
		state_step_init(&step, word);
		step.number = number;
		if (strcmp(word, STATE_MANIFEST) != 0)
			why = read_step(buf_text(&file), word, &step, &line, &unread);
		if (why != NULL) {
			journal_problem_add(problems, buf_text(&shown), line, "%s", why);
			if (unread)
				journal_problem_unread(problems);
			state_step_free(&step);
		} else {
			/* It keeps its number; what it means, nobody knows here. */
			if (!state_step_known(word))
				journal_problem_add(problems, buf_text(&shown), 0, "%s",
					_("this step is not known here and was not used; hint: "
					  "use a newer peil"));
			steps->list = mem_grow(
				steps->list, steps->count, steps->count + 1, sizeof(*steps->list));
			steps->list[steps->count++] = step;
		}
	}
	free(why);
	buf_free(&shown);
	buf_free(&file);
}

static int step_order(const void *left, const void *right)
{
	const struct state_step *a = left, *b = right;

	if (a->number != b->number)
		return a->number < b->number ? -1 : 1;
	return strcmp(a->step, b->step);
}

bool state_dir_read(const char *path, struct state_steps *steps, struct journal_problems *problems)
{
	char *dir = session_join(path, SESSION_STATE);
	struct dir_names names;
	int problem = dir_names_at(dir, &names);
	bool there = problem == 0 || names.count > 0;
	struct stat above;

	memset(steps, 0, sizeof(*steps));
	free(dir);
	if (there && stat(path, &above) != 0) {
		problem = errno;
		there = false;
	}
	for (size_t i = 0; there && i < names.count; i++)
		if (names.list[i][0] != '.')
			take_name(path, names.list[i], above.st_uid, steps, problems);
	if (problem != 0)
		journal_problem_disk(problems, SESSION_STATE, problem);
	dir_names_free(&names);
	if (steps->count > 0)
		qsort(steps->list, steps->count, sizeof(*steps->list), step_order);
	return there;
}

/* --- writing ---------------------------------------------------------------------------------- */

char *state_dir_file(const char *path, unsigned number, const char *word)
{
	struct buf file = BUF_EMPTY;

	buf_format(&file, "%s/" SESSION_STATE "/%04u-%s", path, number, word);
	return buf_take(&file);
}

/* The number behind the highest; 0 or an errno. */
static int next_free(int dir, unsigned *number)
{
	struct dir_names names;
	int problem = dir_names_read(dir, &names);
	unsigned highest = 0;

	for (size_t i = 0; i < names.count; i++) {
		const char *word;
		unsigned one;

		if (split_name(names.list[i], &one, &word) && one > highest)
			highest = one;
	}
	dir_names_free(&names);
	*number = highest + 1;
	return problem;
}

/* 0 or an errno. */
static int write_temporary(int dir, const char *name, const void *bytes, size_t len)
{
	int fd = fd_open(dir, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0644), problem;

	if (fd < 0)
		return errno;
	problem = fd_write(fd, bytes, len);
	/* Steps are for everybody in the session, whatever the umask. */
	if (problem == 0 && fchmod(fd, 0644) != 0)
		problem = errno;
	if (problem == 0)
		problem = fd_sync(fd);
	fd_close(fd);
	return problem;
}

/* Two programs of the owner take turns; the name decides where locks do not work. */
static int link_next(int dir, const char *temporary, const char *word, unsigned *number)
{
	for (int i = 0; i < TRIES; i++) {
		char name[5 + WORD_LEN];
		int problem = next_free(dir, number);

		if (problem != 0)
			return problem;
		if (*number > NUMBER_MAX)
			return EFBIG;
		snprintf(name, sizeof(name), "%04u-%s", *number, word);
		problem = atomic_name_new(dir, temporary, name);
		if (problem != EEXIST)
			return problem;
	}
	return EEXIST;
}

bool state_dir_add_bytes(const char *path, const char *word, const void *bytes, size_t len,
	unsigned *number, struct err *err)
{
	char *place = session_join(path, SESSION_STATE), temporary[32] = ".peil-";
	int dir = fd_open(AT_FDCWD, place, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0), problem;

	free(place);
	if (dir < 0)
		return err_set(err, ERR_SAVE, path, "%s", save_why(errno));
	id_random(temporary + strlen(temporary), 16);
	flock(dir, LOCK_EX);
	problem = write_temporary(dir, temporary, bytes, len);
	if (problem == 0)
		problem = link_next(dir, temporary, word, number);
	if (problem != 0)
		unlinkat(dir, temporary, 0);
	if (problem == 0)
		problem = fd_sync_dir(dir);
	fd_close(dir);
	return problem == 0 || err_set(err, ERR_SAVE, path, "%s", save_why(problem));
}

/* A long value in pieces, broken at spaces. */
static void add_value(struct buf *out, const char *key, const char *value)
{
	char *piece;

	if (value[0] == '\0')
		return;
	for (unsigned part = 1;; part++) {
		size_t len = strlen(value), cut = len;

		if (len > VALUE_MAX) {
			cut = VALUE_MAX;
			while (cut > 0 && value[cut] != ' ')
				cut--;
			if (cut == 0)
				cut = len;
		}
		piece = mem_text_n(value, cut);
		if (part == 1)
			buf_format(out, "%s = ", key);
		else
			buf_format(out, "%s.%u = ", key, part);
		ini_quote(out, piece);
		buf_byte(out, '\n');
		free(piece);
		if (cut == len)
			return;
		value += cut + 1;
	}
}

bool state_dir_add(const char *path, struct state_step *step, struct err *err)
{
	struct buf text = BUF_EMPTY;
	bool done;

	clock_text(step->at, clock_now());
	buf_format(&text, "[" SECTION "]\nstep = %s\nat = \"%s\"\n", step->step, step->at);
	for (size_t i = 0; i < step->field_count; i++)
		add_value(&text, step->fields[i].key, step->fields[i].value);
	done = state_dir_add_bytes(path, step->step, text.data, text.len, &step->number, err);
	buf_free(&text);
	return done;
}
