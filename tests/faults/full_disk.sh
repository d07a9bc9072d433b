#!/bin/sh
# Real file systems that are full, have no inodes left, are read-only, or let no file grow: the
# program says so, keeps what it has, and goes on by itself when it can.
. "$top_srcdir/tests/faults/lib.sh"

# A file may not grow: each journal takes what fits.
: >"$work/acked"
(
	ulimit -f 64
	exec "$driver" put "$work/limit" "$rubric" 1500 limit
) >"$work/acked" 2>"$work/said"
tally "ulimit -f" "$work/limit"
if [ "$(wc -l <"$work/acked")" -ne 1500 ] || [ "$(ls "$work"/limit/raters/u*/j-* | wc -l)" -lt 3 ]; then
	echo "ulimit -f: not all went on in new journals: $(cat "$work/said")"
	lost_in_all=$((lost_in_all + 1))
fi

[ "$(id -u)" -eq 0 ] || skip "the rest needs root to mount a small disk"
mkdir "$work/disk"
mount -t tmpfs -o size=4k,nr_inodes=2 peil-probe "$work/disk" 2>/dev/null ||
	skip "the rest needs the right to mount a small disk"
umount "$work/disk"
trap 'umount "$work/disk" 2>/dev/null; rm -rf "$work"' EXIT

# start NAME: a run that waits for better times; returns when it said that it cannot save.
start() {
	rm -f "$work/said"
	mkfifo "$work/said"
	STORE_DRIVER_PATIENT=1 "$driver" put "$work/disk/session" "$rubric" 400 "$1" \
		>"$work/part.$1" 2>"$work/said" &
	pid=$!
	exec 3<"$work/said"
	read -r line <&3
	case $line in
	*"NOT SAVED: $2"*) ;;
	*)
		echo "$1: it said '$line' and not '$2'"
		lost_in_all=$((lost_in_all + 1))
		;;
	esac
}

# ended NAME: all of it must have been saved after all.
ended() {
	wait $pid || { echo "$1: the run failed"; lost_in_all=$((lost_in_all + 1)); }
	exec 3<&-
	cat "$work"/part.* >"$work/acked"
	tally "$1" "$work/disk/session"
	[ "$(wc -l <"$work/part.$1")" -eq 400 ] || {
		echo "$1: only $(wc -l <"$work/part.$1") of 400 acknowledged"
		lost_in_all=$((lost_in_all + 1))
	}
}

mount -t tmpfs -o size=400k,nr_inodes=20 peil-test "$work/disk" || exit 1
"$driver" put "$work/disk/session" "$rubric" 20 before >"$work/part.before" || exit 1
dd if=/dev/zero of="$work/disk/filler" bs=1k count=1000 2>/dev/null
start full "the disk is full"
rm "$work/disk/filler"
ended full

n=0
while touch "$work/disk/inode$n" 2>/dev/null; do
	n=$((n + 1))
done
start inodes "the disk is full"
rm "$work/disk"/inode*
ended inodes

mount -o remount,ro "$work/disk" || exit 1
start readonly "this disk is read-only"
mount -o remount,rw "$work/disk" || exit 1
ended readonly

# From the start: no room for the folder itself.
umount "$work/disk"
rm -f "$work"/part.*
mount -t tmpfs -o size=400k,nr_inodes=20 peil-test "$work/disk" || exit 1
dd if=/dev/zero of="$work/disk/filler" bs=1k count=1000 2>/dev/null
start new "the disk is full"
rm "$work/disk/filler"
ended new
finish
