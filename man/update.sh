#!/bin/sh
# update.sh PEIL PAGE: PAGE on stdout, with each generated part as the program PEIL gives it now.
set -eu

peil=$1
page=$2

# Text lines of at most 78 bytes, as mandoc wants them; lines of macros stay as they are.
wrap()
{
	awk '
	/^\./ || length($0) <= 78 { print; next }
	{
		line = $1
		for (i = 2; i <= NF; i++) {
			if (length(line) + 1 + length($i) > 78) {
				print line
				line = $i
			} else
				line = line " " $i
		}
		print line
	}'
}

while IFS= read -r line; do
	case $line in
	'.\" END GENERATED '*)
		part=
		;;
	esac
	[ -n "${part-}" ] || printf '%s\n' "$line"
	case $line in
	'.\" BEGIN GENERATED '*)
		part=${line##* }
		"$peil" help --mdoc "$part" </dev/null >"${TMPDIR-/tmp}/peil-mdoc.$$"
		wrap <"${TMPDIR-/tmp}/peil-mdoc.$$"
		rm -f "${TMPDIR-/tmp}/peil-mdoc.$$"
		;;
	esac
done <"$page"
