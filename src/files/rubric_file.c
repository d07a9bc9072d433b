#include "config.h"

#include "files/rubric_file.h"

#include "base/id.h"
#include "base/mem.h"
#include "files/rubric_build.h"

#include <stdlib.h>
#include <string.h>

#define VERSION_MAX 32

static void check_id(struct build *build)
{
	const char *id = build->rubric->id;
	unsigned line = ini_line(build->ini, "rubric", "id");

	if (!line)
		build_error(build, ini_line(build->ini, "rubric", NULL), "write id = a-short-name",
			"id is missing in [rubric]");
	else if (!ini_bad(build->ini, "rubric", "id"))
		build_check_id(build, line, id);
}

/* The head that all kinds share; false when the kind is not known. */
static bool read_head(struct build *build)
{
	static const char *const kinds[] = {"levels", "grid", "statements", "questions", NULL};
	static const char *const statuses[] = {
		"original", "adapted", "reconstruction", "own", NULL};
	static const char *const directions[] = {"neutral", "higher-is-better", NULL};
	static const char *const scales[] = {"nominal", "ordinal", "interval", NULL};
	static const char *const reasons[] = {"offer", "ask", "off", NULL};
	struct rubric *rubric = build->rubric;
	size_t kind;

	ini_use_section(build->ini, "rubric");
	rubric->id = build_plain(build, "rubric", "id", false, "");
	check_id(build);
	kind = build_word(build, "rubric", "kind", kinds, RUBRIC_NONE);
	rubric->version = build_plain(build, "rubric", "version", false, "1.0");
	if (strlen(rubric->version) > VERSION_MAX)
		build_error(build, ini_line(build->ini, "rubric", "version"), NULL,
			"version of more than %d bytes", VERSION_MAX);
	rubric->authors = build_plain(build, "rubric", "authors", true, "");
	rubric->source = build_plain(build, "rubric", "source", true, "");
	rubric->licence = build_plain(build, "rubric", "licence", true, "");
	rubric->status = build_word(build, "rubric", "status", statuses, RUBRIC_OWN);
	rubric->direction = build_word(build, "rubric", "direction", directions, RUBRIC_NEUTRAL);
	rubric->scale = build_word(build, "rubric", "scale", scales, RUBRIC_ORDINAL);
	rubric->reason = build_word(build, "rubric", "reason", reasons, RUBRIC_REASON_OFFER);
	build_langs(build);
	build_text(build, "rubric", "title", false, FITS_ALWAYS, &rubric->title);
	build_text(build, "rubric", "purpose", false, FITS_ALWAYS, &rubric->purpose);
	build_text(build, "rubric", "noun", false, FITS_ALWAYS, &rubric->noun);
	if (kind == RUBRIC_NONE) {
		if (!ini_line(build->ini, "rubric", "kind"))
			build_error(build, ini_line(build->ini, "rubric", NULL),
				"write kind = levels, grid, statements or questions",
				"kind is missing in [rubric]");
		return false;
	}
	rubric->kind = kind;
	return true;
}

static void read_answers(struct build *build)
{
	struct rubric *rubric = build->rubric;

	ini_use_section(build->ini, "answers");
	/* A cell of a grid and an open question have a status, which is never unknown. */
	rubric->unknown_allowed = build_yes(build, "answers", "unknown",
		rubric->kind == RUBRIC_LEVELS || rubric->kind == RUBRIC_STATEMENTS);
	rubric->not_applicable_allowed = build_yes(build, "answers", "not-applicable", false);
	build_text(build, "answers", "unknown", false, FITS_ALWAYS, &rubric->unknown);
	build_text(build, "answers", "not-applicable", false, FITS_ALWAYS, &rubric->not_applicable);
}

static void read_comments(struct build *build)
{
	ini_use_section(build->ini, "comments");
	for (size_t i = 0; i < RUBRIC_COMMENT_COUNT; i++)
		build_text(build, "comments", rubric_comment_word(i), false, FITS_ALWAYS,
			&build->rubric->comments[i]);
}

/* A level id is a key of a criterion, so it cannot be one of the other keys. */
static bool is_reserved(const char *id)
{
	static const char *const reserved[] = {
		"title", "question", "self", "weight", "ask", "down", "up", "levels"};

	for (size_t i = 0; i < sizeof(reserved) / sizeof(reserved[0]); i++)
		if (strcmp(reserved[i], id) == 0)
			return true;
	return false;
}

static void read_level(
	struct build *build, const struct build_ids *ids, size_t nth, struct rubric_level *level)
{
	struct buf section = BUF_EMPTY;
	const char *name;

	level->id = mem_text(ids->list[nth]);
	level->value = (double)nth + 1;
	if (is_reserved(level->id))
		build_error(build, ids->line, "choose another id",
			"%s cannot be the id of a level: it is a key of every criterion",
			level->id);
	if (build_section(build, &section, "level", level->id, "levels", ids->line)) {
		name = buf_text(&section);
		level->value = build_decimal(build, name, "value", level->value);
		if (nth > 0 && level->value <= level[-1].value)
			build_error(build, ini_line(build->ini, name, NULL),
				"values rise along the order of the levels",
				"the value of %s is not higher than that of %s", level->id,
				level[-1].id);
		build_text(build, name, "label", true, FITS_LABEL, &level->label);
		build_text(build, name, "text", false, FITS_DESCRIPTOR, &level->text);
	}
	buf_free(&section);
}

static void read_levels(struct build *build)
{
	struct rubric *rubric = build->rubric;
	size_t errors = build->faults->errors;
	struct build_ids ids = build_ids(build, "levels", "order", "levels", RUBRIC_LEVELS_MAX);

	ini_use_section(build->ini, "levels");
	if (ids.count == 1)
		build_error(build, ids.line, "give at least two", "only one level");
	if (ids.count > 0 && ids.count <= RUBRIC_LEVELS_MAX) {
		rubric->level_count = ids.count;
		rubric->levels = mem_grow(NULL, 0, ids.count, sizeof(*rubric->levels));
		for (size_t i = 0; i < ids.count; i++)
			read_level(build, &ids, i, &rubric->levels[i]);
	}
	build_orphans(build, "level", "levels", &ids);
	build->levels_unsure = ids.unsure || build->faults->errors > errors;
	build_ids_free(&ids);
}

static void know_all(struct build *build, const char *const *names)
{
	for (; *names; names++)
		build_know(build, *names);
}

/* For the hints: all that could have been meant. */
static void know_names(struct build *build, const struct build_kind *kind)
{
	static const char *const names[] = {"rubric", "answers", "id", "kind", "version", "status",
		"title", "purpose", "authors", "source", "licence", "direction", "scale", "noun",
		"reason", "unknown", "not-applicable", "comments", "top", "tip", "lecturer", NULL};
	static const char *const level_names[] = {
		"levels", "order", "value", "label", "text", NULL};

	know_all(build, names);
	know_all(build, kind->sections);
	know_all(build, kind->keys);
	if (kind->has_levels)
		know_all(build, level_names);
	for (size_t i = 0; i < build->rubric->level_count; i++)
		build_know(build, build->rubric->levels[i].id);
}

static void check_unused(struct build *build, const struct build_kind *kind)
{
	know_names(build, kind);
	build_leftovers(build);
	ini_unused(build->ini, build->faults, (const char *const *)build->known);
}

/* Without a kind nobody can say what the other sections should hold. */
static void check_head_only(struct build *build)
{
	const char *section;

	for (size_t i = 0; (section = ini_section(build->ini, i)); i++) {
		ini_use_section(build->ini, section);
		if (strcmp(section, "rubric") != 0)
			build_swallow(build, section);
	}
	check_unused(build, build_kind(RUBRIC_LEVELS));
}

static void read_rubric(struct build *build)
{
	const struct build_kind *kind;

	if (!ini_section(build->ini, 0)) {
		build_error(build, 1, "peil rubric show complextool is an example", "empty rubric");
		return;
	}
	if (!ini_line(build->ini, "rubric", NULL)) {
		build_error(build, 1, "begin with [rubric], an id, a kind and a title",
			"no section [rubric]");
		return;
	}
	if (!read_head(build)) {
		check_head_only(build);
		return;
	}
	kind = build_kind(build->rubric->kind);
	read_answers(build);
	read_comments(build);
	if (kind->has_levels)
		read_levels(build);
	kind->read(build);
	check_unused(build, kind);
}

/* Takes `ini`, which may be NULL; `errors`: how many there were before it was read. */
static struct rubric *build_rubric(struct ini *ini, size_t errors, struct faults *faults)
{
	struct build build = {.ini = ini, .faults = faults};
	const char *bytes;

	if (!ini) {
		faults_sort(faults);
		return NULL;
	}
	build.rubric = MEM_NEW(struct rubric);
	read_rubric(&build);
	for (size_t i = 0; i < build.known_count; i++)
		free(build.known[i]);
	free(build.known);
	if (faults->errors == errors) {
		char fingerprint[ID_FINGERPRINT_LEN + 1];

		bytes = ini_bytes(ini, &build.rubric->byte_count);
		build.rubric->bytes = mem_text_n(bytes, build.rubric->byte_count);
		id_fingerprint(fingerprint, bytes, build.rubric->byte_count);
		build.rubric->fingerprint = mem_text(fingerprint);
	} else {
		rubric_free(build.rubric);
		build.rubric = NULL;
	}
	ini_free(ini);
	faults_sort(faults);
	return build.rubric;
}

struct rubric *rubric_file_read(const char *path, struct faults *faults)
{
	size_t errors = faults->errors;

	return build_rubric(ini_read_partly(path, faults), errors, faults);
}

struct rubric *rubric_file_parse(const char *bytes, size_t len, struct faults *faults)
{
	size_t errors = faults->errors;

	return build_rubric(ini_parse_partly(bytes, len, faults), errors, faults);
}
