# What the scripts in this directory share. Sourced with top_srcdir and top_builddir set.

driver=$top_builddir/tests/faults/store_driver
rubric=$top_srcdir/rubrics/complextool.ini
work=$(mktemp -d "${TMPDIR:-/tmp}/peil-fault-XXXXXX") || exit 1
lost_in_all=0
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

skip() {
	echo "SKIPPED: $*"
	exit 77
}

# tally WHAT SESSION: the tokens in $work/acked against those found in the session; a lost one
# fails the test in the end.
tally() {
	"$driver" find "$2" >"$work/found.raw" 2>"$work/problems"
	status=$?
	if [ $status -ne 0 ] && [ $status -ne 3 ]; then
		echo "$1: the session cannot be read: $(cat "$work/problems")"
		lost_in_all=$((lost_in_all + 1))
		return
	fi
	# A kill can cut the word that says it, where a page of the file ends; the next run's first
	# word then stands right behind. What was not said whole was not said.
	{
		grep -E '^[^.]+\.[0-9]+$' "$work/acked" | grep -Ev 'r[0-9].*r[0-9]' || :
	} | LC_ALL=C sort -u >"$work/acked.sorted"
	LC_ALL=C sort "$work/found.raw" >"$work/found.sorted"
	twice=$(LC_ALL=C uniq -d "$work/found.sorted" | wc -l)
	lost=$(LC_ALL=C comm -23 "$work/acked.sorted" "$work/found.sorted" | wc -l)
	echo "$1: acknowledged $(wc -l <"$work/acked.sorted"), found $(wc -l <"$work/found.sorted")," \
		"twice $twice, lost $lost"
	lost_in_all=$((lost_in_all + lost + twice))
}

finish() {
	if [ "$lost_in_all" -ne 0 ]; then
		echo "FAILED: $lost_in_all"
		exit 1
	fi
	exit 0
}
