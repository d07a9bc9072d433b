/* What stands in a folder: looked at, laid beside another look, and put back. */
#ifndef PEIL_TESTS_STARVE_TREE_H
#define PEIL_TESTS_STARVE_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct node {
	char *path; /* from the folder on */
	mode_t mode;
	char *bytes; /* of a file; where a link leads to */
	size_t len;
};

struct tree {
	struct node *list; /* by path */
	size_t count;
};

/* Everything below `dir`; ends the program when it cannot be read. */
struct tree tree_look(const char *dir);
void tree_free(struct tree *tree);
/* NULL when there is none. */
const struct node *tree_find(const struct tree *tree, const char *path);
bool node_same(const struct node *one, const struct node *other);
bool tree_same(const struct tree *one, const struct tree *other);
/* Make `dir`, which now is as `now`, as `wanted` again; false when more than files differ. */
bool tree_put_back(const char *dir, const struct tree *now, const struct tree *wanted);
/* A journal of a rater, by its name. */
bool is_journal(const char *path);
/* The same records in the journals, whatever file they stand in, and all other files the same; but
 * for manifests, which name journals. */
bool tree_same_records(const struct tree *one, const struct tree *other);
/* How many records the journals have. */
size_t tree_records(const struct tree *tree);

#endif
