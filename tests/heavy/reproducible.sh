#!/bin/sh
# Two builds of what is committed, in different directories, at different times, with another umask
# and language: every installed file is the same, byte by byte.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
skip() {
	echo "reproducible.sh: SKIPPED: $1"
	exit 77
}
git -C "$root" rev-parse --verify -q HEAD >/dev/null || skip "this is not a git checkout"
work=$(mktemp -d "${TMPDIR-/var/tmp}/peil-again.XXXXXX")
trap 'rm -rf "$work"' EXIT
SOURCE_DATE_EPOCH=$(git -C "$root" log -1 --format=%ct HEAD)
export SOURCE_DATE_EPOCH

# build NAME COMMAND...: COMMAND is put before make.
build() {
	dir=$work/$1
	shift
	mkdir -p "$dir/source" "$dir/build"
	git -C "$root" archive HEAD | tar -x -C "$dir/source"
	(
		cd "$dir/source" && autoreconf -i && cd ../build &&
			../source/configure --prefix=/usr CFLAGS="-g -O2 -ffile-prefix-map=$dir=." &&
			"$@" make && make install DESTDIR="$dir/installed"
	) >"$dir/log" 2>&1 || { tail -n 20 "$dir/log"; exit 1; }
}
build one
later=
! command -v faketime >/dev/null 2>&1 || later="faketime 2031-07-04"
(umask 027 && LC_ALL=C TZ=Asia/Tokyo && export LC_ALL TZ && build another/and/deeper env $later)
(cd "$work/one/installed" && find . -type f | LC_ALL=C sort | xargs sha256sum) >"$work/a"
(cd "$work/another/and/deeper/installed" && find . -type f | LC_ALL=C sort | xargs sha256sum) >"$work/b"
if ! diff "$work/a" "$work/b"; then
	echo "reproducible.sh: the two builds differ"
	exit 1
fi
grep -q '/usr/bin/peil$' "$work/a"
echo "reproducible.sh: $(wc -l <"$work/a") installed files, the same in both builds${later:+ (the second in 2031)}"
