/* README of a package: what is in it, who was left out and why, how it was made. */
#include "config.h"

#include "report/package_parts.h"

#include <string.h>

struct totals {
	size_t included, refused, not_asked, unasked, withheld, unattested, sessions;
};

static struct totals add_up(const struct package *package)
{
	struct totals all = {.sessions = package->session_count};

	for (size_t i = 0; i < package->session_count; i++) {
		const struct package_session *session = &package->sessions[i];

		all.included += session->included;
		all.refused += session->refused;
		all.not_asked += session->not_asked;
		all.unasked += session->unasked;
		all.withheld += session->withheld;
		all.unattested += !session->attested;
	}
	return all;
}

static void say_tables(struct buf *out, const struct package_tables *tables)
{
	static const char *const about[PACKAGE_TABLES] = {
		[PACKAGE_RATINGS] = "one row an answer",
		[PACKAGE_SHEETS] = "one row a form: how much was answered, when",
		[PACKAGE_PEOPLE] = "one row a person in a session, under a code",
		[PACKAGE_SESSIONS] = "one row a session, with who was left out",
		[PACKAGE_TEXTS] = "notes and other texts",
		[PACKAGE_HISTORY] = "every change of mind, in order",
		[PACKAGE_WIDE] = "one row a form, a column a criterion, its status beside it",
		[PACKAGE_CODEBOOK] = "every variable, level, label and missing code, per language",
	};

	buf_text_add(out, "Tables\n------\n\n");
	for (size_t i = 0; i < tables->count; i++)
		buf_format(out, "  %s.csv: %s (%zu rows)\n", tables->list[i].name,
			about[tables->list[i].table], tables->list[i].rows);
	buf_text_add(out, "\n");
}

static void say_people(struct buf *out, const struct package *package, const struct totals *all)
{
	buf_text_add(out, "People\n------\n\n");
	buf_format(out,
		"People in it: %zu.\n"
		"Left out because they said no to research: %zu.\n"
		"Left out because they were not asked yet: %zu.\n",
		all->included, all->refused, all->not_asked);
	if (all->unasked > 0)
		buf_format(out,
			"In it from sessions that do not ask for consent: %zu; whether their "
			"answers "
			"may be used is\nfor you to know.\n",
			all->unasked);
	buf_text_add(out,
		"\nWho was left out is left out as the one who rates and as the one who is rated. "
		"A person's code is\na keyed hash of session and person; the key is not in this "
		"package, and the same person has another\ncode in another session.\n");
	if (package->link != NULL)
		buf_format(out,
			"\nPeople were linked over sessions by %s (column link in people.csv): %zu "
			"people were found in two\nsessions or more.\n",
			package->link, package->linked_people);
	if (package->shared)
		buf_format(out,
			"\nMade for sharing: answers about something on which fewer than five "
			"people "
			"gave an answer were\nleft out (%zu), and roles and groups of fewer than "
			"five people are not named.\n",
			all->withheld);
	buf_text_add(out, "\n");
}

static void say_rubrics(
	struct buf *out, const struct package *package, const struct package_tables *tables)
{
	buf_text_add(out, "Rubrics\n-------\n\n");
	for (size_t i = 0; i < tables->count; i++) {
		const struct package_rubric *rubric;
		size_t criteria = 0;

		if (tables->list[i].rubric == RUBRIC_NONE)
			continue;
		rubric = &package->rubrics[tables->list[i].rubric];
		while (package_variable(rubric, criteria) != NULL)
			criteria++;
		buf_format(out, "  %s %s, fingerprint %.16s: %zu criteria, in %s.csv\n", rubric->id,
			rubric->version, rubric->fingerprint, criteria, tables->list[i].name);
	}
	for (size_t a = 0; a < package->rubric_count; a++)
		for (size_t b = a + 1; b < package->rubric_count; b++)
			if (strcmp(package->rubrics[a].id, package->rubrics[b].id) == 0)
				buf_format(out,
					"\n  %s %s (%.8s) and %s (%.8s) are not the same text: "
					"compare their lines in codebook.csv\n  before putting "
					"their answers together.\n",
					package->rubrics[a].id, package->rubrics[a].version,
					package->rubrics[a].fingerprint,
					package->rubrics[b].version,
					package->rubrics[b].fingerprint);
	buf_text_add(out, "\n");
}

void package_readme(
	struct buf *out, const struct package *package, const struct package_tables *tables)
{
	struct totals all = add_up(package);

	buf_format(out,
		"Data package\n============\n\n"
		"Answers from %zu session%s, made by peil %s (peil export).\n\n"
		"  R        source(\"load.R\")\n"
		"  Python   from load import load; tables = load()\n"
		"  SPSS     open load.sps and run it (PSPP: pspp load.sps)\n"
		"  SQL      sqlite3 peil.db <load.sql\n"
		"  others   datapackage.json describes every column\n\n",
		all.sessions, all.sessions == 1 ? "" : "s", package->program_version);
	say_tables(out, tables);
	say_people(out, package, &all);
	say_rubrics(out, package, tables);
	buf_format(out,
		"How it was made\n---------------\n\n"
		"UTF-8%s, columns separated by %s, numbers with a point. Notes and other texts: "
		"%s. "
		"Times: %s.\n"
		"In the wide files -7 stands for unknown, -8 for not applicable, -9 for not "
		"answered "
		"(90 lower where\na rubric has levels there); the load files turn them into "
		"missing "
		"values. A criterion that was not\nasked in a round is empty.\n",
		package->bom ? " with a byte order mark" : "",
		package->delimiter == '\t'  ? "a tab"
		: package->delimiter == ';' ? "a semicolon"
		: package->delimiter == ',' ? "a comma"
					    : (char[]){package->delimiter, '\0'},
		package->notes ? "included" : "left out",
		package->times ? "to the second" : "to the day");
	if (all.unattested > 0)
		buf_format(out,
			"\n%zu session%s unattested: a copied folder in which nothing but names of "
			"folders says who wrote\nwhat.\n",
			all.unattested, all.unattested == 1 ? " is" : "s are");
}
