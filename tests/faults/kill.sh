#!/bin/sh
# kill -9 at random moments: what was acknowledged is there afterwards. PEIL_KILLS says how often
# (10,000 for a release).
. "$top_srcdir/tests/faults/lib.sh"
kills=${PEIL_KILLS:-100}
: >"$work/acked"

# New folders, killed while they are being made: a new one after each ten.
n=0
while [ $n -lt $((kills / 20)) ]; do
	: >"$work/acked"
	"$top_builddir/tests/faults/kill_loop" 10 25000 $n "$work/acked" \
		"$driver" put "$work/new$n" "$rubric" 1000 @ >/dev/null || exit 1
	tally "new folder $n" "$work/new$n"
	rm -rf "$work/new$n"
	n=$((n + 1))
done

: >"$work/acked"
for form in step burst; do
	killed=$("$top_builddir/tests/faults/kill_loop" $((kills / 4)) 60000 7 "$work/acked" \
		"$driver" put "$work/session" "$rubric" 5000 "@" $form) || exit 1
	tally "$killed kills, $form" "$work/session"
	rm -rf "$work/session"
	: >"$work/acked"
done
finish
