#!/bin/sh
# What the program says and does, command by command: tests/cli/transcripts/NAME.txt. Lines that begin
# with "$ " are run, in one shell, in a folder of their own; "| " is what they print (standard output and
# error; accounts and digits that are drawn by lot stand as ID), "= " the exit status when it is not 0; the other lines say what it is about.
# UPDATE=1 writes the answers anew, to be read before they are kept. NAMEs as arguments choose.
set -u
top_srcdir=${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
PEIL=${PEIL:-$top_srcdir/build/peil}
case $PEIL in
/*) ;;
*) PEIL=$PWD/$PEIL ;;
esac
[ -x "$PEIL" ] || { echo "no program: $PEIL"; exit 99; }
cases=$top_srcdir/tests/cli/transcripts
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
# Also where the temporary folder is closed to others: what is said of that is not what is tested.
chmod 755 "$work"
LC_ALL=C.UTF-8 TZ=UTC SOURCE_DATE_EPOCH=1796083200 # 2026-12-01
export LC_ALL TZ SOURCE_DATE_EPOCH
unset LANG LANGUAGE LC_MESSAGES LC_CTYPE NO_COLOR PEIL_PLAIN TERM COLUMNS
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME XDG_RUNTIME_DIR
rubrics=$top_srcdir/rubrics data=$top_srcdir/tests/data

# For the transcripts.
peil() {
	timeout 60 "$PEIL" "$@"
}
# keys KEYS COMMAND...: at a screen, with these keys; its dumps are what is printed.
keys() {
	printf '%s\n' "$1" >"$work/keys"
	shift
	peil "$@" --keys "$work/keys"
}
# at SECONDS COMMAND...: when it is that late.
at() {
	(
		SOURCE_DATE_EPOCH=$1
		export SOURCE_DATE_EPOCH
		shift
		"$@"
	)
}
# quiet COMMAND...: without where a session lies and who can get there, which differs from machine to machine.
quiet() {
	"$@" | grep -v -e 'closed at' -e 'gesloten bij'
}

run() {
	HOME=$work/home
	export HOME
	rm -rf "$work/home" "$work/in"
	mkdir "$work/home" "$work/in"
	cd "$work/in" || exit 99
	ln -s "$rubrics" rubrics # where they are looked for
	while IFS= read -r line <&3; do
		case $line in
		'$ '*)
			printf '%s\n' "$line"
			eval "${line#??}" >"$work/out" 2>&1 </dev/null 3<&-
			status=$?
			sed "s|$work/in/||g; s|$work/||g; s|$top_srcdir/||g
				s/-2026-12-01-[0-9a-f]\{4\}/-2026-12-01-ID/g; s/j-[0-9a-f]\{16\}/j-ID/g
				s|raters/u[0-9]*/|raters/uID/|g; s/submit-[0-9a-f]\{16\}/submit-ID/g
				s/Receipt [0-9a-f]\{4\} [0-9a-f]\{4\}/Receipt ID/g
				s/^/| /; s/^| \$/|/" "$work/out"
			[ $status -eq 0 ] || echo "= $status"
			;;
		'|'* | '= '*) ;;
		*) printf '%s\n' "$line" ;;
		esac
	done 3<"$1"
}

count=0 failed=0
for case in "$cases"/*.txt; do
	name=$(basename "$case" .txt)
	if [ $# -gt 0 ]; then
		case " $* " in
		*" $name "*) ;;
		*) continue ;;
		esac
	fi
	count=$((count + 1))
	(run "$case") >"$work/got"
	[ "${UPDATE:-0}" = 1 ] && cp "$work/got" "$case"
	if ! diff -u "$case" "$work/got" >"$work/diff" 2>&1; then
		echo "FAILED: $name"
		cat "$work/diff"
		failed=1
	fi
done
[ $count -gt 0 ] || { echo "no such transcript"; exit 99; }
echo "$count transcripts"
exit $failed
