#!/bin/sh
# The clock goes back to 1999, on to 2040 and back again: the order of answers is the order in which
# they were given, never that of the clock.
set -u
cd "$top_srcdir" || exit 99
work=$(mktemp -d "${TMPDIR:-/tmp}/peil-clock-XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
failed=0
acked=0
found=0

# answer WHEN LEVEL NAME: openness gets that level at that moment; the table must say so after it.
answer() {
	said=$(printf '\np\np\np\np\np\np\n%s\n\nq\n' "$2" | eval "$1" '"$PEIL" score complextool --plain --lang en \
		--session "$work/s" --target Oost --rater ann -o "$work/out.csv" --force' 2>"$work/err")
	case $said in
	*"Saved 1 of 8: openness of the question = $(echo "$3" | tr - ' ')"*) acked=$((acked + 1)) ;;
	*) echo "FAILED: $1: not saved: $said $(cat "$work/err")"; failed=1 ;;
	esac
	got=$(grep ',openness,' "$work/out.csv")
	case $got in
	*",scored,$3,"*) found=$((found + 1)) ;;
	*) echo "FAILED: $1: $3 was chosen last, the table says: $got"; failed=1 ;;
	esac
}

answer "SOURCE_DATE_EPOCH=1772359200" 3 high
answer "SOURCE_DATE_EPOCH=915148800" 1 low
answer "SOURCE_DATE_EPOCH=2208988800" 4 very-high
answer "SOURCE_DATE_EPOCH=0" 2 moderate
if command -v faketime >/dev/null 2>&1; then
	answer "faketime '1999-01-01 00:00:00'" 3 high
	answer "" 1 low
else
	echo "not tried: faketime is not installed"
fi
echo "clock set back and forth: acknowledged $acked, found $found, lost $((acked - found))"
exit $failed
