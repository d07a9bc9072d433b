/* Who wrote a journal. On the machine of origin the owner of its directory did. In a folder that
 * was copied the last manifest that lists it says so; else only the directory's name does, and
 * that is said. */
#include "config.h"
#include "files/session_parts.h"

#include "base/decimal.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/manifest.h"
#include "files/roster_file.h"
#include "files/session_erase.h"
#include "files/state_dir.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct session_who {
	struct manifest *manifests; /* by number */
	size_t count;
	bool closed;
	uid_t folder_owner;
};

/* --- people ----------------------------------------------------------------------------------- */

static void add_person(struct roster *roster, const struct state_step *step)
{
	struct person person;
	uint64_t uid;

	if (!id_valid(state_step_get(step, "person")) ||
		roster_find(roster, state_step_get(step, "person")) != ROSTER_NONE)
		return;
	person.id = mem_text(state_step_get(step, "person"));
	person.name = mem_text(state_step_get(step, "name"));
	person.group = mem_text(state_step_get(step, "group"));
	person.role = mem_text(state_step_get(step, "role"));
	person.login = mem_text(state_step_get(step, "login"));
	person.uid = decimal_whole(state_step_get(step, "uid"), UINT32_MAX, &uid) ? (long)uid
										  : ROSTER_NO_UID;
	roster_add(roster, &person);
}

static void move_person(struct roster *roster, const struct state_step *step)
{
	size_t person = roster_find(roster, state_step_get(step, "person"));

	if (person != ROSTER_NONE)
		mem_replace(&roster->list[person].group, state_step_get(step, "group"));
}

static bool read_people(struct session_data *data, struct err *err)
{
	char *file = session_join(data->path, SESSION_ROSTER);
	struct faults faults;
	bool good;

	faults_init(&faults, file);
	good = roster_file_read(file, &data->roster, NULL, &faults);
	if (!good)
		err_fault(err, ERR_INPUT, &faults);
	faults_free(&faults);
	free(file);
	for (size_t i = 0; good && i < data->steps.count; i++) {
		const struct state_step *step = &data->steps.list[i];

		if (strcmp(step->step, "person-added") == 0)
			add_person(&data->roster, step);
		else if (strcmp(step->step, "person-moved") == 0)
			move_person(&data->roster, step);
	}
	return good;
}

/* --- manifests -------------------------------------------------------------------------------- */

static void read_manifests(struct session_data *data)
{
	struct session_who *who = data->who;

	for (size_t i = 0; i < data->steps.count; i++) {
		const struct state_step *step = &data->steps.list[i];
		struct manifest manifest;
		struct err err = ERR_OK;

		who->closed |= strcmp(step->step, "closed") == 0;
		if (strcmp(step->step, STATE_MANIFEST) != 0)
			continue;
		if (manifest_read(data->path, step->number, &manifest, &err)) {
			who->manifests = mem_grow(who->manifests, who->count, who->count + 1,
				sizeof(*who->manifests));
			who->manifests[who->count++] = manifest;
		} else {
			journal_problem_add(&data->problems, err.where, 0, "%s", err.message);
			if (err.code == ERR_PARTIAL)
				journal_problem_unread(&data->problems);
		}
		err_free(&err);
	}
}

static const struct manifest *manifest_of(
	const struct session_who *who, const struct state_step *step)
{
	uint64_t number;

	if (!decimal_whole(state_step_get(step, "manifest"), UINT32_MAX, &number))
		return NULL;
	for (size_t i = 0; i < who->count; i++) {
		if (who->manifests[i].number == number)
			return &who->manifests[i];
	}
	return NULL;
}

/* The last one that lists the journal. */
static const struct manifest_line *last_line(const struct session_who *who, const char *journal)
{
	const struct manifest_line *line = NULL;

	for (size_t i = who->count; line == NULL && i > 0; i--)
		line = manifest_find(&who->manifests[i - 1], journal);
	return line;
}

bool session_who_read(int dir, struct session_data *data, struct err *err)
{
	const struct state_step *open;
	struct stat about;
	uint64_t uid;

	if (fstat(dir, &about) != 0)
		return err_errno(err, ERR_INPUT, data->path, errno, "%s", _("this cannot be read"));
	data->who = MEM_NEW(struct session_who);
	data->who->folder_owner = about.st_uid;
	state_dir_read(data->path, &data->steps, &data->problems);
	open = state_last(&data->steps, "open", NULL, NULL);
	data->owner = open != NULL && decimal_whole(state_step_get(open, "uid"), UINT32_MAX, &uid)
			      ? (long)uid
			      : (long)about.st_uid;
	data->copied = data->owner != (long)about.st_uid;
	read_manifests(data);
	return read_people(data, err);
}

void session_who_compare(struct session_data *data)
{
	const struct session_who *who = data->who;

	for (size_t m = 0; !data->partly && m < who->count; m++) {
		const struct manifest *manifest = &who->manifests[m];

		for (size_t i = 0; i < manifest->count; i++) {
			const char *journal = manifest->list[i].journal;
			char *shown;

			if (session_erased(data, journal) ||
				manifest_holds(&manifest->list[i], data->path))
				continue;
			shown = session_join(SESSION_RATERS, journal);
			journal_problem_add(&data->problems, shown, 0,
				_("this is not what it was at step %u"), manifest->number);
			free(shown);
		}
	}
}

void session_who_free(struct session_data *data)
{
	for (size_t i = 0; data->who != NULL && i < data->who->count; i++)
		manifest_free(&data->who->manifests[i]);
	if (data->who != NULL)
		free(data->who->manifests);
	free(data->who);
	for (size_t i = 0; i < data->file_count; i++)
		free(data->files[i].name);
	free(data->files);
	roster_free(&data->roster);
	state_steps_free(&data->steps);
}

/* --- journals --------------------------------------------------------------------------------- */

/* "u1000/..." and "u1000-3f9c2b7a/...": the number; false when the name has none. */
static bool uid_in_name(const char *name, long *uid)
{
	char digits[12];
	size_t len = strspn(name + (name[0] == 'u'), "0123456789");
	uint64_t value;

	if (name[0] != 'u' || len >= sizeof(digits) ||
		(name[1 + len] != '/' && name[1 + len] != '-'))
		return false;
	memcpy(digits, name + 1, len);
	digits[len] = '\0';
	if (!decimal_whole(digits, UINT32_MAX, &value))
		return false;
	*uid = (long)value;
	return true;
}

/* How far a journal is attested, and as whose. */
struct writer {
	long attested, other; /* who wrote the attested part, and the rest */
	uint64_t length;      /* of the attested part */
	bool drop;	      /* the rest does not count */
};

static struct writer writer_of(struct session_data *data, const char *name, uid_t holder)
{
	const struct session_who *who = data->who;
	const struct manifest_line *line = last_line(who, name);
	long named = (long)holder;
	bool has_name = uid_in_name(name, &named);
	struct writer writer = {.attested = (long)holder, .other = (long)holder};

	/* Where it was written, its directory tells. The owner's own copies of what others wrote
	 * (merged, or unpacked on the same machine) are told by the manifest. */
	if (!data->copied && (holder != who->folder_owner || named == (long)holder))
		return writer;
	if (line != NULL && manifest_holds(line, data->path)) {
		writer.attested = line->uid;
		writer.length = line->length;
	}
	if (data->copied) {
		writer.other = has_name ? named : ROSTER_NO_UID;
		writer.drop = who->closed && who->count > 0;
	}
	return writer;
}

/* A journal that was written anew: how far its lines were there is in the step. */
static uint16_t within_rewritten(const struct state_step *step, uint64_t end)
{
	uint16_t within = 0;

	for (unsigned round = 0; round <= LEDGER_ROUNDS_MAX; round++) {
		char key[24];
		uint64_t length;

		snprintf(key, sizeof(key), ERASED_WITHIN "%u", round);
		if (decimal_whole(state_step_get(step, key), UINT32_MAX, &length) && end <= length)
			within |= (uint16_t)(1u << round);
	}
	return within;
}

uint16_t session_within(const struct session_data *data, const char *name, uint64_t end)
{
	uint16_t within = 0;

	for (size_t i = 0; i < data->steps.count; i++) {
		const struct state_step *step = &data->steps.list[i];
		bool closing = strcmp(step->step, "closed") == 0;
		const struct manifest *manifest;
		const struct manifest_line *line;
		uint64_t round = 0;

		if (strcmp(step->step, ERASED_STEP) == 0 &&
			strcmp(state_step_get(step, ERASED_NEW), name) == 0)
			within |= within_rewritten(step, end);
		if (!closing && (strcmp(step->step, "revealed") != 0 ||
					!decimal_whole(state_step_get(step, "round"),
						LEDGER_ROUNDS_MAX, &round)))
			continue;
		manifest = manifest_of(data->who, step);
		line = manifest != NULL ? manifest_find(manifest, name) : NULL;
		if (line != NULL && end <= line->length)
			within |= (uint16_t)(1u << round);
	}
	return within;
}

static size_t add_file(struct session_data *data, const char *name, long uid, uint64_t length)
{
	size_t count = data->file_count;

	if ((count & (count - 1)) == 0)
		data->files = mem_grow(
			data->files, count, count > 0 ? 2 * count : 1, sizeof(*data->files));
	data->files[count] = (struct session_file){mem_text(name), uid, length};
	return ++data->file_count;
}

void session_who_take(struct session_data *data, const char *name, uid_t holder, uint64_t length,
	struct record_list *list, size_t from)
{
	struct writer writer = writer_of(data, name, holder);
	size_t file =
		add_file(data, name, writer.length > 0 ? writer.attested : writer.other, length);
	size_t kept = from, beyond = 0;

	for (size_t i = from; i < list->count; i++) {
		struct record *record = &list->list[i];
		bool attested = record->end <= writer.length;

		beyond += !attested;
		if (!attested && writer.drop) {
			record_free(record);
			continue;
		}
		record->uid = (uint32_t)(attested ? writer.attested : writer.other);
		record->file = (uint32_t)file;
		record->within = session_within(data, name, record->end);
		if (kept != i)
			list->list[kept] = *record;
		kept++;
	}
	list->count = kept;
	if (!data->copied || beyond == 0)
		return;
	data->unattested |= !writer.drop;
	journal_problem_add(&data->problems, name, 0, "%s: %zu",
		writer.drop ? _("lines that are not in the list made at the closing, not used")
			    : _("lines of which nothing but the folder's name says who wrote them"),
		beyond);
}
