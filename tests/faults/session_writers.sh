#!/bin/sh
# Sixteen participants answer 500 times each in one session folder, all at once: 8,000 of 8,000.
. "$top_srcdir/tests/faults/lib.sh"
driver=$top_builddir/tests/faults/session_driver
answers=${PEIL_ANSWERS:-500}
people=16

"$PEIL" session new "$work/s" --rubric "$rubric" --people student:$people >/dev/null || exit 1
n=1
pids=
while [ $n -le $people ]; do
	"$driver" put "$work/s" "student-$n" "$answers" &
	pids="$pids $!"
	n=$((n + 1))
done
for pid in $pids; do
	wait "$pid" || { echo "a writer failed"; exit 1; }
done
wanted=$((people * answers))
got=$("$driver" count "$work/s" | sed -n 's/^records //p')
echo "$people writers: acknowledged $wanted, found $got, lost $((wanted - got))"
[ "$got" = "$wanted" ] || exit 1
[ "$("$driver" count "$work/s" | sed -n 's/^sheets //p')" = $people ] || exit 1
# The last answer of each counts: all criteria, the level that the driver ended with.
"$PEIL" session status "$work/s" --format csv | grep -c ',done,' | grep -qx $people || {
	"$PEIL" session status "$work/s"
	exit 1
}
"$PEIL" verify "$work/s" || exit 1
