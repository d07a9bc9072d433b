/* Who may read what raters write. The only includer of libacl. */
#ifndef PEIL_FILES_ACL_H
#define PEIL_FILES_ACL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Set the default ACL u:OWNER:rwx,g::-,o::- on the directory, so that all that is made in it can
 * be read by its maker and by `owner`, and by nobody else, whatever the umask. False where the
 * file system has no ACLs. */
bool acl_share_with_owner(int dir, uid_t owner);

/* Whether the directory has a default ACL. */
bool acl_is_shared(int dir);

/* Let these accounts read the open file, which stays closed to everybody else but its owner. False
 * where the file system has no ACLs. */
bool acl_let_read(int file, const uid_t *readers, size_t count);

#endif
