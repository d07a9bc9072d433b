#!/bin/sh
# peil report FILE --format csv: the figures of a large table, the same by one parser and by two,
# and damaged lines named with the rest used or refused.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
HOME=$work
export HOME
status=0

fail()
{
	echo "report_table.sh: $*"
	status=1
}

# make ROWS: quoted notes with commas, doubled quotes and newlines; the notes make a large file.
make_table()
{
	awk -v rows="$1" 'BEGIN {
		print "rater,target,criterion,status,value,note"
		filler = sprintf("%60s", "")
		gsub(/ /, "x", filler)
		for (i = 0; i < rows; i++) {
			t = int(i / 12); c = i % 3; r = int(i / 3) % 4
			v = 1 + (i * 7 + t * 3 + c) % 4
			known = i % 11 != 5
			note = i % 5 == 1 ? "\"a, \"\"b\"\"\nc, d\nr1,t1,c1,scored,4,line\"" : filler
			printf "r%d,t%05d,c%d,%s,%s,%s\n", r, t, c, known ? "scored" : "unknown", known ? v : "", note
		}
	}'
}
# expect ROWS: the same figures, worked out anew.
expect()
{
	awk -v rows="$1" 'BEGIN {
		for (i = 0; i < rows; i++) {
			t = int(i / 12); c = i % 3
			k = sprintf("t%05d,c%d", t, c)
			if (i % 11 == 5) { u[k]++; if (!(k in n)) n[k] = 0; continue }
			v = 1 + (i * 7 + t * 3 + c) % 4
			n[k]++; s[k] += v; q[k] += v * v
			if (!(k in low) || v < low[k]) low[k] = v
			if (!(k in high) || v > high[k]) high[k] = v
		}
		for (k in n) {
			sd = "NA"
			if (n[k] > 1) { d = (q[k] - s[k] * s[k] / n[k]) / (n[k] - 1); sd = sprintf("%.6f", sqrt(d > 0 ? d : 0)) }
			printf "%s,%d,%d,%.6f,%.6f,%.6f,%s\n", k, n[k], u[k], low[k], high[k], s[k] / n[k], sd
		}
	}' | LC_ALL=C sort
}
shown()
{
	awk -F, 'NR > 1 { print $6 "," $7 "," $8 "," $9 "," $12 "," $14 "," $15 "," $16 }' "$1" | LC_ALL=C sort
}

for rows in 240 120000; do
	make_table $rows >table.csv
	"$PEIL" report table.csv --format csv >got.csv || fail "exit $? on $rows rows"
	shown got.csv >got
	expect $rows >wanted
	cmp -s got wanted || fail "other figures on $rows rows: $(diff got wanted | head -n 3)"
done
[ "$(wc -c <table.csv)" -gt 5000000 ] || fail "the table is too small for two parsers"
"$PEIL" report table.csv --format csv --counts >counts.csv
all=$(awk -F, '$6 == "*" && $7 == "c1" { n += $9 } END { print n }' counts.csv)
known=$(awk -F, 'NR > 1 && $7 == "c1" { n += $8 } END { print n }' got.csv)
[ "$all" = "$known" ] || fail "the histogram counts $all, the cells $known"

# damage LINE TEXT: a bad line instead of one that starts a row.
line=$(awk '/^r1,t[0-9]*,c.*xxx$/ && NR > 90000 { print NR; exit }' table.csv)
for bad in 'r1,"t open,c1,scored,3,x' 'r1,t1,c1,scored,nine,x' 'a,b' 'r1,t1,c1,scored,3,a"b'; do
	awk -v line="$line" -v bad="$bad" 'NR == line { print bad; next } { print }' table.csv >bad.csv
	code=0
	"$PEIL" report bad.csv --format csv >bad.out 2>said || code=$?
	[ $code = 3 ] || fail "exit $code with a bad line, not 3: $bad"
	grep -q "^bad.csv:$line: error: " said || fail "not named: $bad: $(cat said)"
	[ "$(wc -l <said)" = 1 ] || fail "more was said than one fault: $(cat said)"
	lost=$(awk -F, 'FILENAME == "got.csv" && FNR > 1 { n += $8 + $9 } FILENAME != "got.csv" && FNR > 1 { n -= $8 + $9 } END { print n }' got.csv bad.out)
	[ "$lost" = 1 ] || fail "$lost rows were lost, not 1: $bad"
	code=0
	"$PEIL" report bad.csv --format csv --strict >bad.out 2>/dev/null || code=$?
	[ $code = 3 ] || [ $code = 1 ] || fail "exit $code with --strict"
	[ $code = 1 ] && [ ! -s bad.out ] || fail "--strict did not refuse: $bad"
done

# a quote that is never closed: memory stays small, the rest is used
(head -n 20 table.csv; echo 'r1,"t,c1,scored,3,x'; sed -n '24,2000{/"/!p;}' table.csv | grep '^r') >open.csv
code=0
# a build with AddressSanitizer reserves more than any limit
limit=400000
(ulimit -v $limit && "$PEIL" --version) >/dev/null 2>&1 || limit=unlimited
(ulimit -v $limit && "$PEIL" report open.csv --format csv) >open.out 2>said || code=$?
[ $code = 3 ] && [ "$(wc -l <said)" = 1 ] || fail "an open quote: exit $code, $(cat said)"
[ "$(wc -l <open.out)" -gt 100 ] || fail "an open quote took the rest along"

code=0
"$PEIL" report table.csv 2>/dev/null || code=$?
[ $code = 2 ] || fail "a table as text: exit $code"
exit $status
