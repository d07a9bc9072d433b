#!/bin/sh
# update.sh PEIL PAGE: PAGE on stdout, with each generated part as the program PEIL gives it now.
set -eu

peil=$1
page=$2

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
		"$peil" help --mdoc "$part" </dev/null
		;;
	esac
done <"$page"
