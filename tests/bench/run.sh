#!/bin/sh
# run.sh BUILD: prepare a directory in the build tree (on a real disk) and run the bench in it.
set -eu

build=$(cd "$1" && pwd)
source=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d "$build/bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

mkdir "$work/home" "$work/calcurse" "$work/bin"
ln -s "$build/peil" "$work/bin/peil"
ln -s "$source/rubrics" "$work/rubrics"
export PATH="$work/bin:$PATH" HOME="$work/home" TERM=xterm-256color LC_ALL=C.UTF-8 TZ=UTC
unset LANGUAGE LINES COLUMNS PEIL_PLAIN XDG_DATA_HOME XDG_CONFIG_HOME GIT_DIR

cd "$work"
awk 'BEGIN { for (i = 1; i <= 200; i++) print "line " i " of a text to move about in" }' >text
if command -v git >/dev/null 2>&1; then
	git init -q
	for i in 1 2 3 4 5 6 7 8; do
		git -c user.name=bench -c user.email=bench@localhost commit -q --allow-empty -m "step $i"
	done
fi
"$build/tests/bench/bench"
