#!/bin/sh
# Every system call of the saving path fails once, in turn with each of the errors a disk gives,
# and the program is killed at it once: nothing acknowledged is lost, and the next run goes on in
# the same folder. PEIL_FAULTS=all tries every error at every call.
. "$top_srcdir/tests/faults/lib.sh"
command -v strace >/dev/null || skip "no strace; hint: install the Debian package strace"
strace -o /dev/null true 2>/dev/null || skip "strace may not trace here"
ASAN_OPTIONS=detect_leaks=0
export ASAN_OPTIONS
calls="openat mkdir mkdirat write pwrite64 fsync fdatasync ftruncate link linkat renameat unlinkat
	setxattr fstat newfstatat lseek close getdents64"
faults="error=ENOSPC error=EIO error=EINTR error=EDQUOT error=ESTALE error=EROFS error=EACCES
	error=ENOENT error=EMFILE error=ENOMEM error=ETIMEDOUT signal=KILL"
faults=$(echo $faults)
kinds=$(echo $faults | wc -w)

# run INJECTION NAME
run() {
	rm -rf "$work/session"
	: >"$work/acked"
	strace -f -qq -o /dev/null ${1:+-e "inject=$1"} \
		"$driver" put "$work/session" "$rubric" 3 first >>"$work/acked" 2>/dev/null
	# Without the fault, in the same folder. It may not refuse.
	if ! "$driver" put "$work/session" "$rubric" 2 second >>"$work/acked" 2>"$work/problems"
	then
		echo "$2: the next run failed: $(cat "$work/problems")"
		lost_in_all=$((lost_in_all + 1))
	fi
	tally "$2" "$work/session" >"$work/line"
	grep -q 'lost 0$' "$work/line" && grep -q 'twice 0' "$work/line" || cat "$work/line"
	acked=$((acked + $(wc -l <"$work/acked")))
	found=$((found + $(wc -l <"$work/found.raw")))
	runs=$((runs + 1))
}

runs=0
acked=0
found=0
turn=0
for call in $calls; do
	rm -rf "$work/session"
	strace -f -qq -e trace="$call" -o "$work/trace" \
		"$driver" put "$work/session" "$rubric" 3 count >/dev/null 2>&1
	count=$(grep -c "$call(" "$work/trace")
	n=1
	while [ $n -le "$count" ]; do
		if [ "$PEIL_FAULTS" = all ]; then
			for fault in $faults; do
				run "$call:$fault:when=$n" "$call $n $fault"
			done
		else
			turn=$((turn % kinds + 1))
			fault=$(echo "$faults" | cut -d' ' -f$turn)
			run "$call:$fault:when=$n" "$call $n $fault"
		fi
		n=$((n + 1))
	done
	# And for good, from the first one on: never acknowledged is never lost.
	run "$call:error=EIO:when=1+" "$call always"
done
echo "$runs runs: acknowledged $acked, found $found, lost $lost_in_all"
finish
