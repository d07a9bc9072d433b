#!/bin/sh
# kill -9 at random moments of a walk through each shipped rubric: everything that a line or a
# screen called saved is there after a restart. KILLS says how often in all (100; 1,000 for a
# release), SEED which moments.
set -u

work=$(mktemp -d "${TMPDIR:-/tmp}/peil-walk-XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
TERM=xterm
export TERM
if ! infocmp xterm >/dev/null 2>&1; then
	echo "SKIPPED: no description of the terminal xterm"
	exit 77
fi

failed=0
for rubric in complextool collaboration-matrix; do
	mkdir "$work/$rubric"
	"$top_builddir/tests/faults/kill_walk" $((${KILLS:-100} / 2)) "${SEED:-7}" "$PEIL" \
		"$top_srcdir/rubrics/$rubric.ini" "$work/$rubric" >"$work/said" 2>&1 || failed=1
	cat "$work/said"
	# What the journals say of it, in the order in which they were written.
	sed -n 's/^lost: \([^:]*\): \([^ ]*\) .*/\1 \2/p' "$work/said" |
		while read -r session criterion; do
			grep -h ",$criterion," "$session"/raters/u*/j-* | sort -t , -k 3n
		done
	cat "$work/said" >>"$work/all"
done
awk '/^[^,]*: acknowledged/ { a += $3; f += $5; l += $7 }
	END { print "acknowledged " a ", found " f ", lost " l }' "$work/all"
exit $failed
