/* See starve_tree.h. */
#include "config.h"

#include "starve_tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_MAX_HERE 4096
/* Columns of a journal's line: its second is the journal's own id, its last the check. */
#define WRITER_COLUMN 1

static void give_up(const char *what)
{
	perror(what);
	_exit(99);
}

static void *grown(void *old, size_t count, size_t size)
{
	void *memory = realloc(old, (count + 1) * size);

	if (memory == NULL)
		abort();
	return memory;
}

static void take_bytes(struct node *node, const char *full, const struct stat *there)
{
	node->bytes = grown(NULL, (size_t)there->st_size, 1);
	if (S_ISLNK(there->st_mode)) {
		ssize_t len = readlink(full, node->bytes, (size_t)there->st_size);

		node->len = len < 0 ? 0 : (size_t)len;
		return;
	}
	int fd = open(full, O_RDONLY | O_CLOEXEC);
	ssize_t len = fd < 0 ? -1 : read(fd, node->bytes, (size_t)there->st_size);

	if (len < 0)
		give_up(full);
	node->len = (size_t)len;
	close(fd);
}

static void look_below(struct tree *tree, const char *dir, const char *below)
{
	char full[PATH_MAX_HERE], path[PATH_MAX_HERE];
	const struct dirent *entry;
	DIR *list;

	snprintf(full, sizeof(full), "%s/%s", dir, below);
	list = opendir(full);
	if (list == NULL)
		give_up(full);
	while ((entry = readdir(list)) != NULL) {
		struct node node = {0};
		struct stat there;

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (snprintf(path, sizeof(path), "%s%s%s", below, *below != '\0' ? "/" : "",
			    entry->d_name) >= (int)sizeof(path) ||
			snprintf(full, sizeof(full), "%s/%s", dir, path) >= (int)sizeof(full))
			give_up("a path is too long");
		if (lstat(full, &there) != 0)
			give_up(full);
		node.path = strdup(path);
		node.mode = there.st_mode;
		if (S_ISREG(there.st_mode) || S_ISLNK(there.st_mode))
			take_bytes(&node, full, &there);
		tree->list = grown(tree->list, tree->count, sizeof(*tree->list));
		tree->list[tree->count++] = node;
		if (S_ISDIR(there.st_mode))
			look_below(tree, dir, node.path);
	}
	closedir(list);
}

static int by_path(const void *left, const void *right)
{
	return strcmp(((const struct node *)left)->path, ((const struct node *)right)->path);
}

struct tree tree_look(const char *dir)
{
	struct tree tree = {0};

	look_below(&tree, dir, "");
	if (tree.count > 1)
		qsort(tree.list, tree.count, sizeof(*tree.list), by_path);
	return tree;
}

void tree_free(struct tree *tree)
{
	for (size_t i = 0; i < tree->count; i++) {
		free(tree->list[i].path);
		free(tree->list[i].bytes);
	}
	free(tree->list);
	*tree = (struct tree){0};
}

const struct node *tree_find(const struct tree *tree, const char *path)
{
	struct node wanted = {.path = (char *)path};

	if (tree->count == 0)
		return NULL;
	return bsearch(&wanted, tree->list, tree->count, sizeof(*tree->list), by_path);
}

bool node_same(const struct node *one, const struct node *other)
{
	if (one == NULL || other == NULL)
		return one == other;
	return one->mode == other->mode && one->len == other->len &&
	       (one->len == 0 || memcmp(one->bytes, other->bytes, one->len) == 0);
}

bool tree_same(const struct tree *one, const struct tree *other)
{
	if (one->count != other->count)
		return false;
	for (size_t i = 0; i < one->count; i++) {
		if (strcmp(one->list[i].path, other->list[i].path) != 0 ||
			!node_same(&one->list[i], &other->list[i]))
			return false;
	}
	return true;
}

static void write_back(const char *dir, const struct node *node)
{
	char full[PATH_MAX_HERE];
	int fd;

	snprintf(full, sizeof(full), "%s/%s", dir, node->path);
	fd = open(full, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0 || write(fd, node->bytes, node->len) != (ssize_t)node->len ||
		fchmod(fd, node->mode & 07777) != 0)
		give_up(full);
	close(fd);
}

bool tree_put_back(const char *dir, const struct tree *now, const struct tree *wanted)
{
	char full[PATH_MAX_HERE];

	for (size_t i = 0; i < wanted->count; i++) {
		const struct node *node = &wanted->list[i];

		if (!S_ISREG(node->mode) && !node_same(node, tree_find(now, node->path)))
			return false;
	}
	for (size_t i = now->count; i-- > 0;) {
		snprintf(full, sizeof(full), "%s/%s", dir, now->list[i].path);
		if (tree_find(wanted, now->list[i].path) == NULL && remove(full) != 0)
			give_up(full);
	}
	for (size_t i = 0; i < wanted->count; i++) {
		const struct node *node = &wanted->list[i];

		if (!node_same(node, tree_find(now, node->path)))
			write_back(dir, node);
	}
	return true;
}

bool is_journal(const char *path)
{
	const char *name = strrchr(path, '/');

	return name != NULL && strncmp(name, "/j-", 3) == 0 && strstr(path, "raters/u") != NULL;
}

static bool is_manifest(const char *path)
{
	return strstr(path, "/state/") != NULL && strstr(path, "-manifest") != NULL;
}

/* One record without the id of its journal and without its check, behind its session. */
static char *record_of(const struct node *journal, const char *line, size_t len)
{
	const char *last = memrchr(line, ',', len), *from = memchr(line, ',', len);
	size_t folder = (size_t)(strstr(journal->path, "raters/u") - journal->path), size;
	char *record;

	from = from == NULL ? NULL : memchr(from + 1, ',', len - (size_t)(from + 1 - line));
	if (last == NULL || from == NULL || last < from)
		return NULL;
	size = folder + (size_t)(last - from);
	record = grown(NULL, size, 1);
	memcpy(record, journal->path, folder);
	memcpy(record + folder, from, (size_t)(last - from));
	record[size] = '\0';
	return record;
}

static int by_text(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

/* All records, once each, in one order. */
static size_t take_records(const struct tree *tree, char ***records)
{
	size_t count = 0, kept = 0;

	*records = NULL;
	for (size_t i = 0; i < tree->count; i++) {
		const struct node *node = &tree->list[i];
		const char *at = node->bytes, *end = at + node->len, *newline;

		if (!is_journal(node->path))
			continue;
		for (; at < end && (newline = memchr(at, '\n', (size_t)(end - at))) != NULL;
			at = newline + 1) {
			char *record = strncmp(at, "v,", 2) == 0
					       ? NULL
					       : record_of(node, at, (size_t)(newline - at));

			if (record == NULL)
				continue;
			*records = grown(*records, count, sizeof(**records));
			(*records)[count++] = record;
		}
	}
	if (count > 1)
		qsort(*records, count, sizeof(**records), by_text);
	for (size_t i = 0; i < count; i++) {
		if (kept > 0 && strcmp((*records)[kept - 1], (*records)[i]) == 0)
			free((*records)[i]);
		else
			(*records)[kept++] = (*records)[i];
	}
	return kept;
}

static void drop_records(char **records, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(records[i]);
	free(records);
}

size_t tree_records(const struct tree *tree)
{
	char **records;
	size_t count = take_records(tree, &records);

	drop_records(records, count);
	return count;
}

/* What is kept at home for convenience: folders may come sooner or later, the language and the list
 * of sessions elsewhere may be forgotten. */
static bool is_of_home(const struct node *node)
{
	return strncmp(node->path, "home/", 5) == 0 &&
	       (S_ISDIR(node->mode) || strstr(node->path, "/peil/config.ini") != NULL ||
		       strstr(node->path, "/peil/recent") != NULL);
}

static bool is_temporary(const struct node *node)
{
	return strstr(node->path, "/.peil-") != NULL || strstr(node->path, "/.probe-") != NULL ||
	       strncmp(node->path, ".peil-", 6) == 0;
}

/* The folder of a rater, or a receipt in it: they may stand beside one that cannot be entered. */
static bool is_of_rater(const struct tree *other, const struct node *node)
{
	const char *name = strrchr(node->path, '/');
	bool found = false;

	if (strstr(node->path, "raters/u") == NULL)
		return false;
	for (size_t i = 0; !found && i < other->count; i++) {
		const char *its = strrchr(other->list[i].path, '/');

		found = its != NULL && strcmp(its, name) == 0;
	}
	return S_ISDIR(node->mode) || (strncmp(name, "/submit-", 8) == 0 && found);
}

/* Everything of `one` that is no journal is in `other`, the same. */
static bool has_other_files(const struct tree *one, const struct tree *other)
{
	for (size_t i = 0; i < one->count; i++) {
		const struct node *node = &one->list[i];

		/* A file that could not be taken away is no harm, and has a name that says so. */
		if (!is_temporary(node) && !is_of_rater(other, node) && !is_journal(node->path) &&
			!is_manifest(node->path) && !is_of_home(node) &&
			!node_same(node, tree_find(other, node->path)))
			return false;
	}
	return true;
}

bool tree_same_records(const struct tree *one, const struct tree *other)
{
	char **left, **right;
	size_t left_count = take_records(one, &left), right_count = take_records(other, &right);
	bool same = left_count == right_count;

	for (size_t i = 0; same && i < left_count; i++)
		same = strcmp(left[i], right[i]) == 0;
	drop_records(left, left_count);
	drop_records(right, right_count);
	return same && has_other_files(one, other) && has_other_files(other, one);
}
