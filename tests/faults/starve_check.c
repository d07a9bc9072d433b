/* See starve_check.h. */
#include "config.h"

#include "starve_check.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PARTIAL 3 /* exit status: done, but something could not be used, and that was said */

void wrong(struct outcome *outcome, const char *format, ...)
{
	va_list args;

	outcome->fine = false;
	printf("FAILED: %s, %s: ", outcome->sweep->name, outcome->fault);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
}

static bool is_kind(const struct outcome *outcome, const char *kind)
{
	return strncmp(outcome->fault, kind, strlen(kind)) == 0;
}

/* Plain text that says something: letters, and no control signs. */
static bool says_something(const char *text, size_t len)
{
	size_t letters = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)text[i];

		if ((byte < ' ' && byte != '\n' && byte != '\t') || byte == 0x7f)
			return false;
		letters += (byte | 32) >= 'a' && (byte | 32) <= 'z';
	}
	return letters > 10;
}

/* Lines that call an answer saved. */
size_t count_told(const struct ran *ran)
{
	size_t count = 0;

	for (const char *at = ran->out; at != NULL && (at = strstr(at, "Saved ")) != NULL; at++)
		count += at == ran->out || at[-1] == '\n';
	return count;
}

static bool is_below(const char *path, const char *folder, size_t len)
{
	return len == 0 || (strncmp(path, folder, len) == 0 && path[len] == '/');
}

/* The session that a path belongs to: the length of its folder's name, or -1. */
static long session_of(const struct tree *tree, const char *path)
{
	char ini[LINE_MAX_HERE];

	for (size_t len = strlen(path); len > 0; len--) {
		if (path[len] != '/' && path[len] != '\0')
			continue;
		snprintf(ini, sizeof(ini), "%.*s/session.ini", (int)len, path);
		if (tree_find(tree, ini) != NULL)
			return (long)len;
	}
	return -1;
}

static int verify(struct sweep *sweep, const char *folder, char **said)
{
	struct run_how how = sweep->how;
	struct ran ran;
	int status;

	how.library = how.fault = NULL;
	how.full = false;
	memset(how.words, 0, sizeof(how.words));
	how.words[0] = "verify";
	how.words[1] = folder;
	how.input = "/dev/null";
	ran = run_once(&how);
	status = ran.status;
	*said = ran.err;
	ran.err = NULL;
	ran_free(&ran);
	return status;
}

/* Whether nothing is wrong but that what is derived was not made anew yet, or that a journal ends
 * in the middle of what was being written. */
static bool only_lags(const char *said)
{
	static const char *const harmless[] = {
		"/results/", "/release/", "this file is empty", "the last line is not finished"};
	bool lags = true;
	const char *end;

	for (const char *at = said; at != NULL && *at != '\0'; at = *end != '\0' ? end + 1 : end) {
		const char *error = strstr(at, ": error: ");
		bool known = false;

		end = strchrnul(at, '\n');
		for (size_t i = 0; i < sizeof(harmless) / sizeof(harmless[0]); i++) {
			const char *found = strstr(at, harmless[i]);

			known |= found != NULL && found < end;
		}
		lags = lags && (known || error == NULL || error > end);
	}
	return lags;
}

/* Each session that is not as it was and not as it should be still holds together. */
static void check_sessions(struct outcome *outcome, const struct tree *now, bool may_lag)
{
	struct sweep *sweep = outcome->sweep;

	for (size_t i = 0; i < now->count; i++) {
		char folder[LINE_MAX_HERE], *slash, *said;
		bool same = true;
		int status;

		snprintf(folder, sizeof(folder), "%s", now->list[i].path);
		slash = strrchr(folder, '/');
		if (slash == NULL || strcmp(slash, "/session.ini") != 0)
			continue;
		*slash = '\0';
		for (size_t k = 0; same && k < now->count; k++)
			same = !is_below(now->list[k].path, folder, strlen(folder)) ||
			       node_same(
				       &now->list[k], tree_find(&sweep->before, now->list[k].path));
		if (same)
			continue;
		status = verify(sweep, folder, &said);
		if (status != 0 && strstr(said, "was wiped on") == NULL &&
			!(may_lag && only_lags(said)))
			wrong(outcome, "verify %s ends with %d:\n%s", folder, status,
				said != NULL ? said : "");
		free(said);
	}
}

/* An error of the terminal is its end: what was typed before it is kept, the rest is not read. */
static bool ended_early(const struct outcome *outcome)
{
	return outcome->sweep->typed && outcome->ran->out_len < outcome->sweep->good.out_len &&
	       (is_kind(outcome, "read") || is_kind(outcome, "write"));
}

/* A file that is neither as it was nor as it should become. */
static void check_other(struct outcome *outcome, const struct node *node, bool partial)
{
	const struct sweep *sweep = outcome->sweep;
	const struct node *was = tree_find(&sweep->before, node->path);
	/* What cannot be taken away stays. */
	if (strstr(node->path, ".peil-") != NULL && was == NULL) {
		if (!is_kind(outcome, "name"))
			wrong(outcome, "%s is left", node->path);
	} else if (is_journal(node->path)) {
		if (was != NULL &&
			(was->len > node->len || memcmp(was->bytes, node->bytes, was->len) != 0))
			wrong(outcome, "%s lost what it had", node->path);
	} else if (strstr(node->path, "home/.local/share/peil/recent") != NULL) {
		return; /* for convenience */
	} else if (S_ISREG(node->mode) && session_of(outcome->now, node->path) < 0 && !partial &&
		   !ended_early(outcome)) {
		wrong(outcome, "%s is neither old nor complete (%zu bytes)", node->path, node->len);
	}
}

/* A new folder that is not all there is a session that holds together, or is wrong. */
static void check_new_folder(struct outcome *outcome, const struct node *folder)
{
	const struct tree *now = outcome->now;
	struct sweep *sweep = outcome->sweep;
	size_t len = strlen(folder->path), files = 0, missing = 0;

	if (tree_find(&sweep->before, folder->path) != NULL || session_of(now, folder->path) >= 0)
		return;
	for (size_t i = 0; i < now->count; i++)
		files += is_below(now->list[i].path, folder->path, len) &&
			 !S_ISDIR(now->list[i].mode);
	for (size_t i = 0; i < sweep->after.count; i++) {
		const struct node *node = &sweep->after.list[i];

		missing += is_below(node->path, folder->path, len) && !S_ISDIR(node->mode) &&
			   tree_find(now, node->path) == NULL;
	}
	if (files == 0 || missing == 0 || strncmp(folder->path, "home", 4) == 0)
		return;
	/* Without its session.ini a folder is no session yet, and is made when it is asked for
	 * again. */
	if (session_of(&sweep->after, folder->path) >= 0)
		sweep->again = true;
	else
		wrong(outcome, "%s is made by half: %zu files, %zu are missing", folder->path,
			files, missing);
}

/* What a failed run made of a folder does not stand in the way of the next. */
static void check_again(struct outcome *outcome)
{
	const struct sweep *sweep = outcome->sweep;
	struct run_how how = sweep->how;
	struct tree now;
	struct ran ran;

	how.library = how.fault = NULL;
	how.full = false;
	ran = run_once(&how);
	now = tree_look(sweep->dir);
	for (size_t i = 0; i < sweep->before.count; i++) {
		const struct node *node = &sweep->before.list[i];

		if (sweep->removes && !S_ISDIR(node->mode) &&
			tree_find(&sweep->after, node->path) == NULL &&
			tree_find(&now, node->path) != NULL)
			wrong(outcome, "done again it leaves %s", node->path);
	}
	/* What was all gone needs not be done again. */
	if (ran.status != sweep->good.status && !(sweep->removes && ran.status == 1))
		wrong(outcome, "done again it ends with %d: %s", ran.status, ran.err);
	if (sweep->removes)
		check_sessions(outcome, &now, false);
	tree_free(&now);
	ran_free(&ran);
}

static void check_files(struct outcome *outcome, bool partial)
{
	const struct tree *now = outcome->now;
	const struct sweep *sweep = outcome->sweep;

	for (size_t i = 0; i < now->count; i++) {
		const struct node *node = &now->list[i];

		if (S_ISDIR(node->mode))
			check_new_folder(outcome, node);
		else if (!node_same(node, tree_find(&sweep->before, node->path)) &&
			 !node_same(node, tree_find(&sweep->after, node->path)))
			check_other(outcome, node, partial);
	}
	for (size_t i = 0; i < sweep->before.count; i++) {
		const struct node *node = &sweep->before.list[i];

		if (tree_find(now, node->path) == NULL &&
			tree_find(&sweep->after, node->path) != NULL)
			wrong(outcome, "%s is gone", node->path);
	}
}

void show_difference(const char *wanted, const char *got)
{
	size_t at = 0, line = 0;

	wanted = wanted != NULL ? wanted : "";
	got = got != NULL ? got : "";
	while (wanted[at] != '\0' && wanted[at] == got[at]) {
		if (wanted[at++] == '\n')
			line = at;
	}
	printf("  wanted: %.*s\n  got:    %.*s\n", (int)strcspn(wanted + line, "\n"), wanted + line,
		(int)strcspn(got + line, "\n"), got + line);
}

bool same_text(const char *one, size_t one_len, const char *other, size_t other_len)
{
	return one_len == other_len && (one_len == 0 || memcmp(one, other, one_len) == 0);
}

/* Runs that are not as others are and tell: no screen, so lines; no names of accounts; no access
 * lists, so modes; no receipt; an end of the terminal. */
static bool may_differ(const struct outcome *outcome)
{
	const struct sweep *sweep = outcome->sweep;
	const struct ran *ran = outcome->ran;
	const char *number = strrchr(outcome->fault, ':');

	if (is_kind(outcome, "account") || is_kind(outcome, "acl"))
		return true;
	if (ran->out != NULL && strstr(ran->out, "without a receipt") != NULL)
		return true;
	if (ran->err != NULL && strstr(ran->err, "plain lines are used instead") != NULL)
		return true;
	if (ended_early(outcome))
		return true;
	return is_kind(outcome, "write") && number != NULL && atoi(number + 1) == EIO &&
	       ran->out_len < sweep->good.out_len &&
	       memcmp(ran->out, sweep->good.out, ran->out_len) == 0;
}

/* It ended as if nothing was wrong: then nothing may be. */
static void check_done(struct outcome *outcome)
{
	const struct tree *now = outcome->now;
	const struct sweep *sweep = outcome->sweep;
	const struct ran *ran = outcome->ran;

	if (may_differ(outcome))
		return;
	/* What could not be saved at once was said so, and is looked for below. */
	if (strstr(ran->out, "NOT SAVED") == NULL && !sweep->advice &&
		!same_text(ran->out, ran->out_len, sweep->good.out, sweep->good.out_len)) {
		wrong(outcome, "exit %d, but it writes something else", ran->status);
		show_difference(sweep->good.out, ran->out);
	}
	if (tree_same(now, &sweep->after) || tree_same_records(now, &sweep->after))
		return;
	wrong(outcome, "exit %d, but not all was done", ran->status);
	for (size_t i = 0; i < now->count; i++) {
		if (!node_same(&now->list[i], tree_find(&sweep->after, now->list[i].path)))
			printf("  other: %s\n", now->list[i].path);
	}
	for (size_t i = 0; i < sweep->after.count; i++) {
		if (tree_find(now, sweep->after.list[i].path) == NULL)
			printf("  missing: %s\n", sweep->after.list[i].path);
	}
}

/* It said that something is wrong. Out of memory it aborts, with a message. */
static void check_said(struct outcome *outcome)
{
	const struct ran *ran = outcome->ran;
	bool aborted = ran->signal == SIGABRT &&
		       (is_kind(outcome, "memory") || is_kind(outcome, "library"));

	if (ran->hung)
		wrong(outcome, "it hung");
	else if (ran->signal != 0 && !aborted)
		wrong(outcome, "signal %d", ran->signal);
	else if (!aborted && (ran->status < 1 || ran->status > 4))
		wrong(outcome, "exit %d", ran->status);
	else if (!says_something(ran->err, ran->err_len))
		wrong(outcome, "exit %d, without a word: '%s'", ran->status,
			ran->err != NULL ? ran->err : "");
}

void check_end(struct outcome *outcome, bool done)
{
	if (done || outcome->ran->status == 0)
		check_done(outcome);
	else
		check_said(outcome);
}

void check_folder(struct outcome *outcome, bool done)
{
	int status = outcome->ran->status;

	if (tree_same(outcome->now, &outcome->sweep->before) ||
		tree_same(outcome->now, &outcome->sweep->after))
		return;
	outcome->sweep->again = false;
	check_files(outcome, status == PARTIAL);
	/* What takes things away says that it is not finished, and is finished when done again. */
	if (outcome->sweep->removes && !done && status != 0)
		outcome->sweep->again = true;
	else
		check_sessions(outcome, outcome->now, !done && status != 0);
	if (outcome->sweep->again)
		check_again(outcome);
}
