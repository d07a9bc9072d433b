#include "config.h"

#include "flow/export.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/code_key.h"
#include "files/whole_folder.h"
#include "flow/export_parts.h"
#include "flow/problems.h"
#include "flow/said.h"

#include <stdlib.h>
#include <string.h>

#define MARK "datapackage.json"

/* The folders that are sessions, read; NULL where there is a package. False with *err. */
static bool read_all(const char *const *paths, size_t count, struct session_data **all,
	struct exported *exported, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		if (export_is_package(paths[i]))
			continue;
		all[i] = session_read(paths[i], err);
		if (all[i] == NULL)
			return false;
		if (all[i]->partly)
			return err_set(err, ERR_INPUT, paths[i], "%s",
				_("only the owner of this session can read all answers"));
		exported->partial |= problems_note(&exported->notes, all[i]);
	}
	return true;
}

/* Labels in a language that none of the rubrics is in would silently be in another. */
static bool has_labels(const struct exporting *exporting, const char *const *paths, size_t count,
	struct session_data *const *all, struct err *err)
{
	const char *lang = exporting->options->labels;
	size_t lacking = count;

	for (size_t i = count; i-- > 0 && lang != NULL;) {
		if (all[i] == NULL || rubric_has_lang(all[i]->rubric, lang))
			return true;
		lacking = i;
	}
	return lacking == count || said_labels(all[lacking]->rubric, lang, paths[lacking], err);
}

static bool gather(struct exporting *exporting, const char *const *paths, size_t count,
	struct session_data *const *all, struct err *err)
{
	bool good = true;

	for (size_t i = 0; i < count && exporting->options->shared; i++)
		if (all[i] != NULL)
			export_count(exporting, all[i]);
	for (size_t i = 0; i < count && good; i++) {
		if (all[i] == NULL)
			continue;
		if (package_find_session(&exporting->package, all[i]->session.id) != NULL)
			good = err_set(err, ERR_INPUT, paths[i], "%s",
				_("this session was named before; hint: peil session merge brings "
				  "copies together"));
		else
			export_session(exporting, all[i]);
	}
	/* Folders first: what is here is newer than what was exported earlier. */
	for (size_t i = 0; i < count && good; i++)
		if (all[i] == NULL)
			good = export_take_package(exporting, paths[i], err);
	return good;
}

static void add_up(struct exporting *exporting)
{
	struct exported *exported = exporting->exported;
	struct package *package = &exporting->package;

	for (size_t i = 0; i < package->session_count; i++) {
		exported->people += package->sessions[i].included;
		exported->refused += package->sessions[i].refused;
		exported->not_asked += package->sessions[i].not_asked;
		exported->unasked += package->sessions[i].unasked;
		exported->withheld += package->sessions[i].withheld;
	}
	for (size_t i = 0; i < names_count(exporting->links); i++) {
		package->linked_codes++;
		package->linked_people += exporting->link_seen[i] > 1;
	}
	exported->sessions = package->session_count;
	exported->linked_people = package->linked_people;
	exported->linked_codes = package->linked_codes;
}

static bool deliver(struct exporting *exporting, const char *to, struct err *err)
{
	struct package_files files = {NULL, 0};
	struct whole_file *list;
	bool good;

	if (!package_write(&exporting->package, &files)) {
		package_files_free(&files);
		return err_set(err, ERR_SAVE, to, "%s",
			_("the package came out wrong; nothing was written"));
	}
	list = mem_new((files.count + 1) * sizeof(*list));
	for (size_t i = 0; i < files.count; i++)
		list[i] = (struct whole_file){files.list[i].name, files.list[i].bytes};
	good = whole_folder_write(to, list, files.count, exporting->options->force, MARK, err);
	free(list);
	package_files_free(&files);
	return good;
}

bool export_package(const char *const *paths, size_t count, const char *to,
	const struct export_options *options, struct exported *exported, struct err *err)
{
	struct session_data **all = mem_new((count + 1) * sizeof(*all));
	struct exporting exporting = {.options = options,
		.exported = exported,
		.cells = names_new(),
		.links = names_new(),
		.package = {.delimiter = options->delimiter,
			.bom = options->bom,
			.notes = options->notes,
			.times = options->times,
			.shared = options->shared,
			.history = options->history,
			.no_tidy = options->wide,
			.labels = options->labels,
			.link = options->link,
			.program_version = PEIL_VERSION}};
	bool good = code_key_get(exporting.key, err) &&
		    read_all(paths, count, all, exported, err) &&
		    has_labels(&exporting, paths, count, all, err) &&
		    gather(&exporting, paths, count, all, err);

	if (good) {
		add_up(&exporting);
		good = deliver(&exporting, to, err);
	}
	for (size_t i = 0; i < count; i++)
		session_data_free(all[i]);
	free(all);
	names_free(exporting.cells);
	names_free(exporting.links);
	free(exporting.respondents);
	free(exporting.link_seen);
	package_free(&exporting.package);
	return good;
}

void exported_free(struct exported *exported)
{
	buf_free(&exported->notes);
}
