#!/bin/sh
# The manual says what the program's own tables say, and is clean mdoc.
set -eu

root=${top_srcdir-$(cd "$(dirname "$0")/.." && pwd)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

for page in peil.1 peil-rubric.5 peil-session.5; do
	if ! sh "$root/man/update.sh" "$PEIL" "$root/man/$page" >"$work/$page"; then
		echo "man/$page: peil help --mdoc failed"
		status=1
	elif ! diff -u "$root/man/$page" "$work/$page"; then
		echo "man/$page: not what the program says; hint: make update-man"
		status=1
	fi
done
for part in keys options commands columns; do
	if ! grep -q "^\.\\\\\" BEGIN GENERATED $part\$" "$root"/man/peil*.[15]; then
		echo "man: no page has the table of $part"
		status=1
	fi
done

if ! command -v mandoc >/dev/null 2>&1; then
	[ $status = 0 ] || exit 1
	echo "mandoc is not installed: the pages were compared, but not checked"
	exit 77
fi
cd "$root/man"
# References to pages that are not installed here are no fault of the page.
mandoc -Tlint peil.1 peil-rubric.5 peil-session.5 2>&1 |
	grep -v 'STYLE: referenced manual not found' >"$work/lint" || :
if [ -s "$work/lint" ]; then
	cat "$work/lint"
	status=1
fi
exit $status
