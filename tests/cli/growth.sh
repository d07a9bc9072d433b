#!/bin/sh
# A session of one person with 20,000 forms: each command is done in seconds of the processor. One
# that looks at every form for every answer takes more than ten times as long and is stopped.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
HOME=$work LC_ALL=C.UTF-8
export HOME LC_ALL
ln -s "$top_srcdir/rubrics" rubrics
status=0

printf '\n3\nq\n' | "$PEIL" score complextool --session many --target "team 000000" --plain >/dev/null 2>&1
"$top_builddir/tests/bench/session_make" many 160000 20000
rm -rf many/results

# quick COMMAND...: within ten seconds of the processor.
quick()
{
	code=0
	(ulimit -t 10 && exec "$PEIL" "$@") </dev/null >out 2>said || code=$?
	[ $code = 0 ] || {
		echo "growth.sh: exit $code (137 or 152: stopped) of peil $*: $(tail -n 1 said)"
		status=1
	}
}

quick report many --format csv
[ "$(wc -l <out)" -ge 160001 ] || { echo "growth.sh: the report has $(wc -l <out) lines"; status=1; }
quick score complextool --session many --plain
quick verify many
quick agree many --bootstrap 0 --format csv
quick export many --to package
[ "$(wc -l <package/ratings.csv)" = 160001 ] || { echo "growth.sh: $(wc -l <package/ratings.csv) rows exported"; status=1; }
quick passport root many
exit $status
