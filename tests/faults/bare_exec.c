/* bare_exec PROGRAM: start it without any argument, not even its own name, and with no environment;
 * what it does is what this does. */
#include "config.h"

#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	char *const nothing[] = {NULL};

	if (argc != 2)
		return 99;
	execve(argv[1], nothing, nothing);
	perror(argv[1]);
	return 99;
}
