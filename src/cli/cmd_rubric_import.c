/* peil rubric import: from Canvas or Moodle into rubric files. */
#include "config.h"

#include "base/buf.h"
#include "base/mem.h"
#include "cli/cmd_rubric.h"
#include "cli/output.h"
#include "files/atomic.h"
#include "files/rubric_file.h"
#include "files/rubric_import.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct job {
	const struct given *given;
	struct imported imported;
	char **paths; /* one per rubric */
};

static bool read_format(const char *word, enum import_format *format, struct err *err)
{
	*format = IMPORT_GUESS;
	if (word == NULL)
		return true;
	if (strcmp(word, "canvas") == 0)
		*format = IMPORT_CANVAS;
	else if (strcmp(word, "moodle") == 0)
		*format = IMPORT_MOODLE;
	else
		return err_set(err, ERR_USAGE, NULL,
			"there is no format %s to import; hint: --format canvas or moodle", word);
	return true;
}

static bool is_directory(const char *path)
{
	struct stat is;

	return stat(path, &is) == 0 && S_ISDIR(is.st_mode);
}

/* The folder with all above it; one that is there is fine. */
static bool make_directory(const char *path, struct err *err)
{
	char *part = mem_text(path);

	for (char *slash = strchr(part + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(part, 0777);
		*slash = '/';
	}
	free(part);
	if (mkdir(path, 0777) == 0 || (errno == EEXIST && is_directory(path)))
		return true;
	return err_errno(err, ERR_SAVE, path, errno, "cannot make this folder");
}

/* Where each rubric goes: all of it is known before anything is written. */
static bool choose_paths(struct job *job, struct err *err)
{
	const char *out = job->given->of[OPT_OUTPUT];
	bool one_file = out != NULL && !is_directory(out);
	char *folder = out != NULL ? mem_text(out) : rubric_home(err);

	if (!folder)
		return false;
	job->paths = mem_grow(NULL, 0, job->imported.count + 1, sizeof(*job->paths));
	if (one_file && job->imported.count > 1)
		err_set(err, ERR_USAGE, NULL,
			"there are %zu rubrics in this file; hint: -o a folder that is there",
			job->imported.count);
	for (size_t i = 0; i < job->imported.count && err->code == ERR_NONE; i++) {
		struct buf path = BUF_EMPTY;

		if (one_file)
			buf_text_add(&path, folder);
		else
			buf_format(&path, "%s/%s.ini", folder, job->imported.list[i]->id);
		job->paths[i] = buf_take(&path);
		if (job->given->of[OPT_FORCE] == NULL && access(job->paths[i], F_OK) == 0)
			err_set(err, ERR_INPUT, job->paths[i], "exists; hint: --force");
	}
	if (err->code == ERR_NONE && out == NULL)
		make_directory(folder, err);
	free(folder);
	return err->code == ERR_NONE;
}

static bool write_all(const struct job *job, struct err *err)
{
	for (size_t i = 0; i < job->imported.count; i++) {
		const struct rubric *rubric = job->imported.list[i];

		if (!atomic_write(job->paths[i], rubric->bytes, rubric->byte_count, 0666,
			    job->given->of[OPT_FORCE] != NULL, err))
			return false;
		output_written(job->paths[i]);
	}
	return true;
}

static bool print_all(const struct job *job, struct err *err)
{
	struct sink sink = output_stdout();

	if (job->imported.count > 1)
		return err_set(err, ERR_USAGE, NULL,
			"there are %zu rubrics in this file; hint: -o a folder that is there",
			job->imported.count);
	sink_add(&sink, job->imported.list[0]->bytes, job->imported.list[0]->byte_count);
	return output_ended(&sink, err);
}

static void deliver(struct job *job, struct err *err)
{
	const char *out = job->given->of[OPT_OUTPUT];

	if (job->imported.count == 0)
		return;
	if (out != NULL && strcmp(out, "-") == 0)
		print_all(job, err);
	else if (choose_paths(job, err))
		write_all(job, err);
	for (size_t i = 0; job->paths && i < job->imported.count; i++)
		free(job->paths[i]);
	free(job->paths);
}

static int import(const char *path, enum import_format format, const struct given *given,
	const struct options *options, struct err *err)
{
	struct job job = {.given = given};
	struct faults faults;
	int status;

	faults_init(&faults, path);
	if (rubric_import(path, format, options->lang, &job.imported, &faults, err)) {
		options_print_faults(&faults);
		deliver(&job, err);
	}
	status = err->code != ERR_NONE	   ? options_fail(err)
		 : faults.errors == 0	   ? ERR_NONE
		 : job.imported.count == 0 ? ERR_INPUT
					   : ERR_PARTIAL;
	imported_free(&job.imported);
	faults_free(&faults);
	return status;
}

int rubric_import_run(const struct given *given, const struct options *options)
{
	struct err err = ERR_OK;
	enum import_format format;
	int status;

	if (given->operand_count != 2)
		err_set(&err, ERR_USAGE, NULL,
			"peil rubric import takes one file, of Canvas (CSV) or Moodle "
			"(grading.xml)");
	else
		read_format(given->of[OPT_FORMAT], &format, &err);
	if (err.code == ERR_NONE)
		status = import(given->operands[1], format, given, options, &err);
	else
		status = options_fail(&err);
	err_free(&err);
	return status;
}
