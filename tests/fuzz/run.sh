#!/bin/sh
# run.sh [TARGET...]: the fuzz targets under libFuzzer with AddressSanitizer and UBSan, FUZZ_SECONDS
# (600) each, on FUZZ_JOBS (1) processors. Builds in ./fuzz, starts from the corpora in the tree, and
# keeps what it finds in ./fuzz/found/TARGET. `make fuzz` runs it. With --seeds OUT it writes the
# smallest corpus with the same coverage there instead, a directory per target.
set -eu

top=${top_srcdir-$(cd "$(dirname "$0")/../.." && pwd)}
top=$(cd "$top" && pwd)
seconds=${FUZZ_SECONDS:-600}
seed=${FUZZ_SEED:-0} # 0: another one each time
jobs=${FUZZ_JOBS:-1}
seeds=
if [ "${1-}" = --seeds ]; then
	seeds=$2
	shift 2
fi

if ! command -v clang >/dev/null 2>&1; then
	echo "SKIPPED: no clang; hint: install the Debian packages clang and libclang-rt-dev"
	exit 77
fi
mkdir -p fuzz/probe
echo 'int LLVMFuzzerTestOneInput(const unsigned char *d, unsigned long n) { return d == 0 && n; }' \
	>fuzz/probe/probe.c
if ! clang -fsanitize=fuzzer,address,undefined -o fuzz/probe/probe fuzz/probe/probe.c \
	2>fuzz/probe/log; then
	echo "SKIPPED: clang has no libFuzzer here; hint: install the Debian package libclang-rt-dev"
	exit 77
fi
[ $# -gt 0 ] || set -- journal keyfile keys lineedit ratings roster rubric session text \
	$(cd "$top/tests/fuzz" && ls fuzz_canvas.c fuzz_moodle.c 2>/dev/null | sed 's/fuzz_//; s/\.c//')

# --- build ------------------------------------------------------------------------------------

flags="-g -O1 -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined"
flags="$flags -fno-sanitize-recover=all"
cd fuzz
if [ ! -f Makefile ]; then
	"$top/configure" CC=clang CFLAGS="$flags" >configure.log 2>&1 ||
		{ tail configure.log; exit 1; }
fi
make -j "$(getconf _NPROCESSORS_ONLN)" src/base/catalogue_nl.h >make.log 2>&1 &&
	make -j "$(getconf _NPROCESSORS_ONLN)" src/libpeil.a src/libuistate.a >>make.log 2>&1 ||
	{ tail make.log; exit 1; }
libs=$(sed -n 's/^LIBPEIL_LIBS = //p' Makefile)
cflags=$(sed -n 's/^LIBPEIL_CFLAGS = //p' Makefile)
for target; do
	clang -std=gnu17 -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
		-I. -I"$top/src" -Isrc $cflags -o "fuzz_$target" "$top/tests/fuzz/fuzz_$target.c" \
		src/libuistate.a src/libpeil.a $libs
done

# --- run --------------------------------------------------------------------------------------

# starts TARGET: the directories it starts from.
starts() {
	case $1 in
	rubric) echo "$top/rubrics $top/tests/bad" ;;
	roster | ratings | keyfile | session | journal | text | keys | lineedit | canvas | moodle)
		[ ! -d "$top/tests/fuzz/corpus-$1" ] || echo "$top/tests/fuzz/corpus-$1"
		;;
	esac
}

# hints TARGET: words that libFuzzer may put in.
hints() {
	[ ! -f "$top/tests/fuzz/$1.dict" ] || echo "-dict=$top/tests/fuzz/$1.dict"
}

ASAN_OPTIONS=detect_leaks=1
export ASAN_OPTIONS
LC_ALL=C.UTF-8
export LC_ALL

# fuzz TARGET: one line about it in TARGET.result, and what was found under that.
fuzz() {
	if "./fuzz_$1" -max_total_time="$seconds" -seed="$seed" -timeout=10 -rss_limit_mb=1024 \
		-max_len=16384 -print_final_stats=1 -artifact_prefix="found/$1/" \
		$(hints "$1") "corpus/$1" $(starts "$1") >"$1.log" 2>&1; then
		result="no finding"
	else
		result="FINDING in $PWD/found/$1"
	fi
	awk -v target="$1" -v result="$result" '
		/number_of_executed_units/ { runs = $2 }
		/ cov: / { for (i = 1; i < NF; i++) if ($i == "cov:") cov = $(i + 1) }
		/^Done / { seconds = $5 }
		END { printf "%-9s %10d runs, %4d s, %5d edges: %s\n", target, runs, seconds, cov, result }
	' "$1.log" >"$1.result"
	[ "$result" = "no finding" ] ||
		grep -E 'ERROR|SUMMARY|Test unit|runtime error' "$1.log" >>"$1.result" || :
}

for target; do
	mkdir -p "corpus/$target" "found/$target"
	[ -n "$seeds" ] || continue
	"./fuzz_$target" -merge=1 "$seeds/$target" "corpus/$target" $(starts "$target") \
		>"$target.log" 2>&1 || { tail "$target.log"; exit 1; }
done
[ -z "$seeds" ] || exit 0

# All take the same time, so they go in rows of $jobs.
failed=0
while [ $# -gt 0 ]; do
	row=
	while [ $# -gt 0 ] && [ "$(echo $row | wc -w)" -lt "$jobs" ]; do
		row="$row $1"
		fuzz "$1" &
		shift
	done
	wait
	for target in $row; do
		cat "$target.result"
		! grep -q FINDING "$target.result" || failed=1
	done
done
exit $failed
