#!/bin/sh
# The long form of every test in this directory, with the figures of a release; `make faults` runs
# it. FAULTS_SHARE=10 does a tenth of it. Takes half an hour on two processors. Ends with one
# table: what was done, how much was acknowledged, found, lost.
set -u
share=${FAULTS_SHARE:-1}
out=$(mktemp -d "${TMPDIR:-/tmp}/peil-campaign-XXXXXX") || exit 99
trap 'rm -rf "$out"' EXIT
failed=0

# part NAME [VARIABLE=VALUE...]: one script, with its last figure in the table.
part() {
	name=$1
	shift
	from=$(date +%s)
	env "$@" sh "$top_srcdir/tests/faults/$name.sh" >"$out/$name" 2>&1
	status=$?
	took=$(($(date +%s) - from))
	case $status in
	0) ;;
	77)
		printf '%-16s SKIPPED: %s\n' "$name" "$(tail -n 1 "$out/$name")" | tee -a "$out/table"
		return
		;;
	*)
		failed=1
		cat "$out/$name"
		printf '%-16s FAILED\n' "$name" >>"$out/table"
		;;
	esac
	# The sum of what its lines say, but for a line that is such a sum itself.
	awk -v name="$name" -v took="$took" '
	/acknowledged/ {
		sum = !/^[^:]*: acknowledged/ || /runs:|kills, eight|power cuts:|copies of/
		a1 = f1 = l1 = 0
		for (i = 1; i < NF; i++) {
			if ($i == "acknowledged") a1 = $(i + 1) + 0
			if ($i == "found") f1 = $(i + 1) + 0
			if ($i == "lost") l1 = $(i + 1) + 0
		}
		if (sum) { has = 1; A = a1; F = f1; L = l1 } else { a += a1; f += f1; l += l1 }
	}
	END {
		if (has) { a = A; f = F; l = L }
		if (a == 0) { printf "%-16s passed (%d s): %s\n", name, took, $0; exit }
		printf "%-16s acknowledged %9d, found %9d, lost %d   (%d s)\n", name, a, f, l, took
	}' "$out/$name" | tee -a "$out/table"
}

part kill PEIL_KILLS=$((10000 / share))
part kill_walk KILLS=$((1000 / share))
part kill_writers PEIL_WRITER_KILLS=$((2000 / share))
part power_cut PEIL_CUTS=$((500 / share))
part starve PEIL_STARVE_FULL=$([ "$share" -gt 1 ] || echo 1)
part syscalls PEIL_FAULTS=$([ "$share" -gt 1 ] && echo turns || echo all)
part full_disk
part slow_disk
part clock
part journal_bytes PEIL_LINES=40
part writers PEIL_ROWS=$((1000 / share)) PEIL_CROWD=64
part odd_names PEIL_CAMPAIGN=$([ "$share" -gt 1 ] || echo full)
part session_writers
part session_uids
echo
cat "$out/table"
exit $failed
