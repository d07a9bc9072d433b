/* make_socket PATH: a socket of that name, which nobody listens to. The shell cannot make one. */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	const char *slash = argc == 2 ? strrchr(argv[1], '/') : NULL;
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (argc != 2 || fd < 0)
		return 2;
	/* The name of a socket is short: from inside its folder. */
	if (slash != NULL) {
		char folder[4096];

		snprintf(folder, sizeof(folder), "%.*s", (int)(slash - argv[1]), argv[1]);
		if (chdir(folder) != 0)
			return 1;
	}
	snprintf(address.sun_path, sizeof(address.sun_path), "%s",
		slash != NULL ? slash + 1 : argv[1]);
	return bind(fd, (const struct sockaddr *)&address, sizeof(address)) == 0 ? 0 : 1;
}
