#!/bin/sh
# Every NAME.case beside this file: run the program with its keys and compare the screens that it
# dumps with NAME.expected. UPDATE=1 writes the expected files anew; NAMEs as arguments choose.
#
# A case is one run or more in the same home, separated by a line `---`:
#
#	args: score complextool --target "Wijkenergie Oost"
#	size: 80x24
#	lang: en
#	keys:
#	<Enter> :dump walk
#
# Before it any number of lines `setup: session new "$HOME/s" ...`: commands that must succeed.
set -u

top_srcdir=${top_srcdir:-$(dirname "$0")/../..}
cases=$top_srcdir/tests/screens
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
PEIL=${PEIL:-build/peil}
case $PEIL in
/*) ;;
*) PEIL=$PWD/$PEIL ;;
esac

TZ=UTC LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1795521600
export TZ LC_ALL SOURCE_DATE_EPOCH
unset LANG LANGUAGE LC_MESSAGES LC_CTYPE NO_COLOR PEIL_PLAIN TERM
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME XDG_RUNTIME_DIR

# field FILE NAME: what stands behind `NAME:`.
field() {
	sed -n "/^keys:/q; s/^$2: *//p" "$1"
}

# run_setup FILE: the commands before the run, which say nothing.
run_setup() {
	field "$1" setup > "$work/setup"
	while IFS= read -r line; do
		eval "set -- $line"
		(cd "$top_srcdir" && "$PEIL" "$@") > "$work/said" 2>&1 < /dev/null || {
			echo "-- set-up failed: $line"
			cat "$work/said"
		}
	done < "$work/setup"
}

# run_block FILE: one run; its screens, then its exit status and what it could not do.
run_block() {
	run_setup "$1"
	sed '1,/^keys:/d' "$1" > "$work/keys"
	# The arguments are our own text, quoted as in a shell.
	eval "set -- $(field "$1" args)"
	(cd "$top_srcdir" && "$PEIL" "$@" --lang "$(field "$work/block" lang)" ${ASCII:+--ascii} \
		--size "$(field "$work/block" size)" --keys "$work/keys") 2> "$work/err"
	status=$?
	echo "-- exit $status"
	[ $status -eq 0 ] || cat "$work/err"
}

# run_case FILE: all its runs.
run_case() {
	HOME=$work/home
	export HOME
	rm -rf "$HOME" && mkdir "$HOME"
	count=$(($(grep -c '^---$' "$1") + 1))
	number=1
	while [ $number -le $count ]; do
		awk -v n=$number 'BEGIN { at = 1 } /^---$/ { at++; next } at == n' "$1" \
			> "$work/block"
		run_block "$work/block"
		number=$((number + 1))
	done
}

passed=0 failed=0
for case in "$cases"/*.case; do
	name=$(basename "$case" .case)
	if [ $# -gt 0 ]; then
		case " $* " in
		*" $name "*) ;;
		*) continue ;;
		esac
	fi
	run_case "$case" > "$work/got"
	if [ -n "${ASCII:-}" ]; then
		LC_ALL=C sed 's/[^ -~]/NOT-ASCII-&/' "$work/got" | LC_ALL=C grep NOT-ASCII >"$work/sign"
		wc -l <"$work/got" >"$work/rows"
		wc -l <"$cases/$name.expected" >"$work/rows-expected"
		cat "$work/sign" >>"$work/rows"
		diff "$work/rows-expected" "$work/rows" && passed=$((passed + 1)) && continue
		echo "FAIL: screens/$name: not only ASCII, or other rows"
		failed=$((failed + 1))
		continue
	fi
	if [ "${UPDATE:-0}" = 1 ]; then
		cp "$work/got" "$cases/$name.expected"
	fi
	if diff -u "$cases/$name.expected" "$work/got" > "$work/diff" 2>&1; then
		echo "PASS: screens/$name"
		passed=$((passed + 1))
	else
		echo "FAIL: screens/$name"
		cat "$work/diff"
		failed=$((failed + 1))
	fi
done
echo "screens: $passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
