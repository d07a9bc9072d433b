#include "config.h"
#include "files/save_why.h"

#include "base/lang.h"

#include <errno.h>
#include <string.h>

static const struct {
	int errnum;
	const char *words;
} reasons[] = {
	{ENOSPC, N_("the disk is full")},
	{EDQUOT, N_("your share of the disk is full")},
	{EFBIG, N_("a file may not grow any further here")},
	{EROFS, N_("this disk is read-only")},
	{EACCES, N_("this folder is read-only for you")},
	{EPERM, N_("this folder is read-only for you")},
	{ENOENT, N_("the folder is gone")},
	{ESTALE, N_("the folder is gone")},
	{ENOTDIR, N_("the folder is gone")},
	{EIO, N_("the disk reports an error")},
	{EMFILE, N_("too many files are open")},
	{ENFILE, N_("too many files are open")},
	{ENAMETOOLONG, N_("the name of the folder is too long")},
	{ELOOP, N_("there is a link where a folder should be")},
	{EEXIST, N_("something else is there already")},
};

const char *save_why(int errnum)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
		if (reasons[i].errnum == errnum)
			return _(reasons[i].words);
	}
	return strerror(errnum);
}
