#include "config.h"
#include "files/acl.h"

#include "base/buf.h"

#include <stdio.h>
#include <sys/acl.h>

bool acl_share_with_owner(int dir, uid_t owner)
{
	char text[96], path[32];
	acl_t acl;
	bool done;

	snprintf(text, sizeof(text), "u::rwx,u:%lu:rwx,g::---,m::rwx,o::---", (unsigned long)owner);
	/* libacl sets a default ACL by path only; this path is the open directory itself. */
	snprintf(path, sizeof(path), "/proc/self/fd/%d", dir);
	acl = acl_from_text(text);
	if (acl == NULL)
		return false;
	done = acl_set_file(path, ACL_TYPE_DEFAULT, acl) == 0;
	acl_free(acl);
	return done;
}

bool acl_is_shared(int dir)
{
	char path[32];
	acl_t acl;
	acl_entry_t entry;
	bool there;

	snprintf(path, sizeof(path), "/proc/self/fd/%d", dir);
	acl = acl_get_file(path, ACL_TYPE_DEFAULT);
	if (acl == NULL)
		return false;
	there = acl_get_entry(acl, ACL_FIRST_ENTRY, &entry) == 1;
	acl_free(acl);
	return there;
}

bool acl_let_read(int file, const uid_t *readers, size_t count)
{
	struct buf text = BUF_EMPTY;
	acl_t acl;
	bool done;

	buf_text_add(&text, "u::rw-");
	for (size_t i = 0; i < count; i++)
		buf_format(&text, ",u:%lu:r--", (unsigned long)readers[i]);
	buf_format(&text, ",g::---,m::%s,o::---", count > 0 ? "r--" : "---");
	acl = acl_from_text(buf_text(&text));
	buf_free(&text);
	if (acl == NULL)
		return false;
	done = acl_set_fd(file, acl) == 0;
	acl_free(acl);
	return done;
}
