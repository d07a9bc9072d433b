#!/bin/sh
# Eight programs at once in one session, each killed at random moments and started again: what any
# of them acknowledged is there, once. PEIL_WRITER_KILLS says how often in all (2,000 for a release).
. "$top_srcdir/tests/faults/lib.sh"
kills=${PEIL_WRITER_KILLS:-80}
each=10 # of one writer in one session
session=0
killed=0

while [ $((session * each * 8)) -lt "$kills" ]; do
	rm -f "$work"/part.*
	writer=0
	pids=
	while [ $writer -lt 8 ]; do
		form=step
		[ $((writer % 2)) -eq 0 ] || form=burst
		"$top_builddir/tests/faults/kill_loop" $each 60000 $((session * 8 + writer)) \
			"$work/part.$writer" "$driver" put "$work/s$session" "$rubric" 5000 \
			"@w$writer" $form >"$work/killed.$writer" &
		pids="$pids $!"
		writer=$((writer + 1))
	done
	for pid in $pids; do
		wait "$pid" || { echo "a writer could not start"; exit 1; }
	done
	cat "$work"/part.* >"$work/acked"
	killed=$((killed + $(cat "$work"/killed.* | awk '{ n += $1 } END { print n }')))
	tally "session $session" "$work/s$session" | tee -a "$work/all" | grep -v 'twice 0, lost 0$'
	rm -rf "$work/s$session"
	session=$((session + 1))
done
awk -v killed="$killed" '{ a += $4; f += $6; t += $8; l += $10 }
	END { print killed " kills, eight writers: acknowledged " a ", found " f ", twice " t ", lost " l
	exit a == 0 || t + l > 0 }' "$work/all"
