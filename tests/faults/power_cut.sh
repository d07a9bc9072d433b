#!/bin/sh
# The power fails at random moments, on a file system in a file: what was acknowledged is there
# when it is mounted again. PEIL_CUTS says how often (500 for a release).
. "$top_srcdir/tests/faults/lib.sh"
cuts=${PEIL_CUTS:-10}
each=5 # of one session

[ "$(id -u)" -eq 0 ] || skip "cutting the power of a file system needs root"
command -v mkfs.ext4 >/dev/null 2>&1 || skip "no mkfs.ext4; hint: install the Debian package e2fsprogs"
disk=$work/disk
mkdir "$disk"
truncate -s 24M "$work/image"
mkfs.ext4 -q -F -E lazy_itable_init=0 "$work/image" || exit 1
mount -o loop "$work/image" "$disk" 2>/dev/null || skip "a file system in a file cannot be mounted here"
trap 'umount "$disk" 2>/dev/null; rm -rf "$work"' EXIT

cut=0
: >"$work/all"
while [ $cut -lt "$cuts" ]; do
	if [ $((cut % each)) -eq 0 ]; then
		rm -rf "$disk/session"
		sync -f "$disk"
		: >"$work/acked"
	fi
	form=step
	[ $((cut % 2)) -eq 0 ] || form=burst
	"$top_builddir/tests/faults/cut_power" "$disk" 30000 $cut "$work/acked" \
		"$driver" put "$disk/session" "$rubric" 5000 "c$cut" $form
	status=$?
	[ $status -ne 77 ] || skip "this file system cannot be shut down"
	[ $status -eq 0 ] || exit 1
	umount "$disk" || exit 1
	mount -o loop "$work/image" "$disk" || { echo "it cannot be mounted again"; exit 1; }
	tally "cut $cut" "$disk/session" | tee -a "$work/all" | grep -v 'twice 0, lost 0$'
	cut=$((cut + 1))
done
awk -v cuts="$cuts" '{ a += $4; f += $6; t += $8; l += $10 }
	END { print cuts " power cuts: acknowledged " a ", found " f ", twice " t ", lost " l
	exit a == 0 || t + l > 0 }' "$work/all"
