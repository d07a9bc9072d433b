#!/bin/sh
# embed.sh NAME FILE: FILE as a C array `NAME` on stdout.
set -eu

printf '/* Made from a catalogue by po/embed.sh; not edited by hand. */\n'
printf 'static const unsigned char %s[] = {\n' "$1"
od -An -v -t u1 "$2" | awk '{ for (i = 1; i <= NF; i++) printf "%s,", $i; print "" }'
printf '};\n'
