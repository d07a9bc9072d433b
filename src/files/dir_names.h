/* What is in a directory. */
#ifndef PEIL_FILES_DIR_NAMES_H
#define PEIL_FILES_DIR_NAMES_H

#include <stddef.h>

struct dir_names {
	char **list; /* sorted, without "." and ".."; owned */
	size_t count;
};

/* The names in the open directory, which is left as it is. 0, or an errno: then some may be
 * missing. The caller frees *out in both cases. */
int dir_names_read(int dir, struct dir_names *out);
/* The same by path. */
int dir_names_at(const char *path, struct dir_names *out);
/* The same for the directory `name` under the open one `above`, which is no link; it stays open in
 * *dir, for the caller to close. -1 there: nothing of it could be read. */
int dir_names_open(int above, const char *name, int *dir, struct dir_names *out);
void dir_names_free(struct dir_names *names); /* contents only */

#endif
