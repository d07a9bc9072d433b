/* A package made earlier, row by row, as if its sessions were here. */
#include "config.h"

#include "base/decimal.h"
#include "base/lang.h"
#include "files/table.h"
#include "flow/export_parts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARK "datapackage.json"

struct taking {
	struct exporting *exporting;
	size_t known; /* sessions that were there before this package */
	enum package_table table;
	struct faults *faults;
	struct names *fresh; /* fingerprints of rubrics that came with this package */
	size_t twice;
	bool header, bad;
};

bool export_is_package(const char *path)
{
	struct buf file = BUF_EMPTY;
	struct stat about;
	bool there;

	buf_format(&file, "%s/" MARK, path);
	there = lstat(buf_text(&file), &about) == 0 && S_ISREG(about.st_mode);
	buf_free(&file);
	return there;
}

static bool check_header(struct taking *taking, const struct table_row *row)
{
	size_t columns = package_columns(taking->table);

	taking->header = true;
	taking->bad = row->count < columns;
	for (size_t i = 0; i < columns && !taking->bad; i++)
		taking->bad = strcmp(row->fields[i], package_column(taking->table, i)->name) != 0;
	if (taking->bad)
		faults_add(taking->faults, FAULT_ERROR, row->line, 0,
			_("make it again from the session folders"),
			_("these are not the columns of this table"));
	return !taking->bad;
}

static void take_cell(
	const struct taking *taking, struct package_row *row, size_t column, const char *text)
{
	const struct export_options *options = taking->exporting->options;
	const struct package_column *about = package_column(taking->table, column);

	if (about == NULL)
		package_plain(row, text);
	else if (about->type == PACKAGE_TIME)
		export_time(taking->exporting, row, text);
	else if (strcmp(about->name, "note") == 0 && !options->notes)
		package_plain(row, "");
	else if (strcmp(about->name, "link") == 0 && options->link == NULL)
		package_plain(row, "");
	else
		package_plain(row, text);
}

static size_t number(const char *text)
{
	uint64_t value;

	return decimal_whole(text, UINT32_MAX, &value) ? (size_t)value : 0;
}

/* A line of sessions.csv: the session itself, unless it is known already. */
static struct package_session *new_session(struct taking *taking, const struct table_row *row)
{
	struct package *package = &taking->exporting->package;
	struct package_session *session;
	bool fresh;
	size_t rubric;

	if (package_find_session(package, row->fields[0]) != NULL) {
		taking->twice++;
		return NULL;
	}
	rubric =
		package_add_rubric(package, row->fields[1], row->fields[2], row->fields[3], &fresh);
	if (fresh)
		names_add(taking->fresh, row->fields[3]);
	session = package_add_session(package, row->fields[0], rubric);
	session->attested = strcmp(row->fields[10], "no") != 0;
	session->included = number(row->fields[11]);
	session->refused = number(row->fields[12]);
	session->not_asked = number(row->fields[13]);
	session->unasked = number(row->fields[14]);
	session->withheld = number(row->fields[15]);
	return session;
}

static bool take_row(void *context, const struct table_row *row)
{
	struct taking *taking = context;
	struct package *package = &taking->exporting->package;
	struct package_session *session;
	struct package_row out;

	if (!taking->header)
		return check_header(taking, row);
	if (row->count < package_columns(taking->table)) {
		faults_add(taking->faults, FAULT_ERROR, row->line, 0, NULL, "%s",
			_("columns are missing in this line"));
		return true;
	}
	session = taking->table == PACKAGE_SESSIONS ? new_session(taking, row)
						    : package_find_session(package, row->fields[0]);
	if (session == NULL || (size_t)(session - package->sessions) < taking->known)
		return true;
	out = (struct package_row){
		&session->rows[taking->table], taking->exporting->options->delimiter, false};
	for (size_t i = 0; i < row->count; i++)
		take_cell(taking, &out, i, row->fields[i]);
	package_end(&out);
	session->counts[taking->table]++;
	if (taking->table == PACKAGE_PEOPLE && taking->exporting->options->link != NULL &&
		row->fields[5][0] != '\0')
		++*export_counter(
			taking->exporting->links, &taking->exporting->link_seen, row->fields[5]);
	return true;
}

static bool take_code(void *context, const struct table_row *row)
{
	struct taking *taking = context;
	const char *cells[PACKAGE_CODE_CELLS];
	bool fresh;
	size_t rubric;

	if (!taking->header)
		return check_header(taking, row);
	if (row->count != package_columns(PACKAGE_CODEBOOK) ||
		names_find(taking->fresh, row->fields[2]) == NAMES_NONE)
		return true;
	rubric = package_add_rubric(&taking->exporting->package, row->fields[0], row->fields[1],
		row->fields[2], &fresh);
	for (size_t i = 0; i < PACKAGE_CODE_CELLS; i++) {
		table_unguard(row->fields[3 + i]);
		cells[i] = row->fields[3 + i];
	}
	package_add_code(&taking->exporting->package.rubrics[rubric], cells);
	return true;
}

static void note_faults(struct taking *taking)
{
	faults_sort(taking->faults);
	for (size_t i = 0; i < taking->faults->count; i++)
		fault_write(&taking->exporting->exported->notes, taking->faults->file,
			&taking->faults->list[i]);
}

/* One table; one that is not there is fine when it `may_miss`. */
static bool take_file(struct taking *taking, const char *path, const char *name,
	enum package_table table, bool may_miss, struct err *err)
{
	struct buf file = BUF_EMPTY;
	struct faults faults;
	bool good = true;
	int fd;

	buf_format(&file, "%s/%s", path, name);
	faults_init(&faults, buf_text(&file));
	taking->table = table;
	taking->faults = &faults;
	taking->header = taking->bad = false;
	fd = open(buf_text(&file), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0) {
		good = may_miss && errno == ENOENT;
		if (!good)
			err_errno(err, ERR_INPUT, buf_text(&file), errno, "%s",
				_("this table of the package cannot be read"));
	} else {
		good = table_stream(
			fd, table == PACKAGE_CODEBOOK ? take_code : take_row, taking, &faults, err);
		close(fd);
		note_faults(taking);
		if (good && faults.errors > 0)
			good = err_set(err, ERR_INPUT, buf_text(&file), "%s",
				_("this package is damaged; nothing was written"));
	}
	faults_free(&faults);
	buf_free(&file);
	return good;
}

static int is_wide(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return strncmp(entry->d_name, "wide_", 5) == 0 && len > 9 &&
	       strcmp(entry->d_name + len - 4, ".csv") == 0;
}

static bool take_wide(struct taking *taking, const char *path, struct err *err)
{
	struct dirent **list = NULL;
	int count = scandir(path, &list, is_wide, alphasort);
	bool good = count >= 0 ||
		    err_errno(err, ERR_INPUT, path, errno, "%s", _("this folder cannot be read"));

	for (int i = 0; i < count; i++) {
		good = good && take_file(taking, path, list[i]->d_name, PACKAGE_WIDE, false, err);
		free(list[i]);
	}
	free(list);
	return good;
}

bool export_take_package(struct exporting *exporting, const char *path, struct err *err)
{
	const struct export_options *options = exporting->options;
	struct taking taking = {.exporting = exporting,
		.known = exporting->package.session_count,
		.fresh = names_new()};
	bool good;

	if (options->shared)
		good = err_set(err, ERR_USAGE, path,
			_("--shared counts people over session folders; hint: name those instead "
			  "of this package"));
	else
		good = take_file(&taking, path, "sessions.csv", PACKAGE_SESSIONS, false, err) &&
		       take_file(&taking, path, "codebook.csv", PACKAGE_CODEBOOK, false, err) &&
		       take_file(&taking, path, "sheets.csv", PACKAGE_SHEETS, false, err) &&
		       take_file(&taking, path, "people.csv", PACKAGE_PEOPLE, false, err) &&
		       take_wide(&taking, path, err) &&
		       (options->wide || take_file(&taking, path, "ratings.csv", PACKAGE_RATINGS,
						 false, err)) &&
		       (!options->notes ||
			       take_file(&taking, path, "texts.csv", PACKAGE_TEXTS, true, err)) &&
		       (!options->history ||
			       take_file(&taking, path, "history.csv", PACKAGE_HISTORY, true, err));
	exporting->exported->twice += taking.twice;
	names_free(taking.fresh);
	return good;
}
