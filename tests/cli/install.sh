#!/bin/sh
# make install into a directory of its own: everything is where it is looked for, the installed
# program finds its rubrics, and make uninstall leaves no file.
set -u
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
failed=0
unset MAKEFLAGS MFLAGS MAKELEVEL
make -C "$top_builddir" install DESTDIR="$work/to" prefix=/usr >"$work/log" 2>&1 || {
	tail "$work/log"
	exit 1
}
for file in bin/peil share/man/man1/peil.1 share/man/man5/peil-rubric.5 share/man/man5/peil-session.5 \
	share/bash-completion/completions/peil \
	share/fish/vendor_completions.d/peil.fish share/peil/rubrics/complextool.ini; do
	[ -s "$work/to/usr/$file" ] || { echo "FAILED: no $file"; failed=1; }
done
find "$work/to" -name _peil -size +0 | grep -q zsh || { echo "FAILED: no completion for zsh"; failed=1; }
for rubric in "$top_srcdir"/rubrics/*.ini; do
	cmp -s "$rubric" "$work/to/usr/share/peil/rubrics/${rubric##*/}" ||
		{ echo "FAILED: ${rubric##*/} is not installed"; failed=1; }
done
mode=$(stat -c %a "$work/to/usr/bin/peil")
[ "$mode" = 755 ] || { echo "FAILED: the program has mode $mode"; failed=1; }
(cd "$work" && HOME=$work "$work/to/usr/bin/peil" --version) | grep -q '^peil [0-9]' ||
	{ echo "FAILED: the installed program does not start"; failed=1; }
make -C "$top_builddir" uninstall DESTDIR="$work/to" prefix=/usr >"$work/log" 2>&1
left=$(find "$work/to" -type f)
[ -z "$left" ] || { echo "FAILED: left behind: $left"; failed=1; }
exit $failed
