#!/bin/sh
# Several programs at once: the union of what they acknowledged is there. First two that start in
# one new folder, then eight that work in one session and a reader meanwhile, then PEIL_CROWD (16).
. "$top_srcdir/tests/faults/lib.sh"
rows=${PEIL_ROWS:-200}
crowd=${PEIL_CROWD:-16}

# writers COUNT DIR
writers() {
	n=0
	pids=
	while [ $n -lt "$1" ]; do
		STORE_DRIVER_PATIENT=1 "$driver" put "$2" "$rubric" "$rows" "w$n" \
			$([ $((n % 2)) -eq 0 ] && echo burst) >"$work/acked.$n" &
		pids="$pids $!"
		n=$((n + 1))
	done
}

# gather COUNT: every writer must have acknowledged all of its rows.
gather() {
	for pid in $pids; do
		wait "$pid" || { echo "a writer failed"; exit 1; }
	done
	cat "$work"/acked.* >"$work/acked"
	if [ "$(wc -l <"$work/acked")" -ne $(($1 * rows)) ]; then
		echo "only $(wc -l <"$work/acked") of $(($1 * rows)) acknowledged"
		exit 1
	fi
}

writers 2 "$work/two"
gather 2
tally "two at once in a new folder" "$work/two"

rm -f "$work"/acked.*
writers 8 "$work/eight"
# What a reader sees only grows, and is never out of order.
last=0
while kill -0 "${pids##* }" 2>/dev/null; do
	seen=$("$driver" find "$work/eight" 2>/dev/null | wc -l)
	if [ "$seen" -lt "$last" ]; then
		echo "a reader saw $seen records after $last"
		exit 1
	fi
	last=$seen
done
gather 8
tally "eight at once, read meanwhile" "$work/eight"

rm -f "$work"/acked.*
writers "$crowd" "$work/crowd"
gather "$crowd"
tally "$crowd at once" "$work/crowd"
finish
