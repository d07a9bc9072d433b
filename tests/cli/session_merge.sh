#!/bin/sh
# Copies of one session folder, answered on two laptops: merged in any order, any number of times,
# torn or twice, they give one table. A copied folder is read by its manifest, or says that nothing
# attests it.
. "$top_srcdir/tests/cli/lib.sh"
rubric=$top_srcdir/rubrics/complextool.ini
export SOURCE_DATE_EPOCH=1796083200
table()
{
	cp -a "$1" shown
	peil session reveal shown --yes
	cat shown/results/ratings.csv shown/results/texts.csv
	rm -rf shown
}

peil session new w --rubric "$rubric" --people student:3,lecturer:1 --title Oost
peil session cards w openness 1234
cp -a w left
cp -a w right
peil session cards left novelty 1111
peil session cards left urgency 2222
peil session cards right urgency 3333
peil session cards right interests u444
cp -a w one
cp -a w two
peil session merge one left right left
grep -q 'Merged: 8 new, 4 known' out || { cat out; fail "what was merged"; }
grep -q 'Merged: 0 new, 12 known' out || { cat out; fail "the second time"; }
peil session merge two right
peil session merge two left right two
table one >table.one
table two >table.two
cmp table.one table.two || fail "the order of merging matters"
# Four by hand at first, four on novelty, the later urgency of both, four on interests.
[ "$(grep -c ',scored,' table.one)" = 15 ] || fail "answers after merging"
[ "$(grep -c ',urgency,scored,' table.one)" = 4 ] || fail "one answer a person"
peil verify one

# Torn, twice, and under the names that sync tools give.
cp -a w three
mkdir torn && cp -a left/. torn
for journal in torn/raters/u*/j-*.csv; do
	cp -p "$journal" "${journal%.csv}.sync-conflict-20261201-120000-ABCDEFG.csv"
	cp -p "$journal" "${journal%.csv} (conflicted copy 2026-12-01).csv"
	size=$(stat -c %s "$journal")
	truncate -s $((size - 7)) "$journal"
done
set +e
"$PEIL" session merge three torn right >out 2>&1
status=$?
set -e
[ $status = 3 ] || { cat out; fail "a torn line is said: status $status"; }
grep -q 'the last line is not finished' out || fail "a torn line is named"
table three >table.three
cmp table.one table.three || fail "torn and doubled copies change the table"

# Only copies of this session.
peil session new other --rubric "$rubric" --people student:4 --title Oost
set +e
"$PEIL" session merge one other >out 2>&1
status=$?
set -e
[ $status = 1 ] && grep -q 'another session' out || { cat out; fail "another session is refused"; }

# A late answer that comes in by merging stays late.
cp -a one late
peil session cards late novelty 4444
peil session reveal one --yes
peil session merge one late
peil session close one
grep -q ',novelty,scored,very-high' one/results/ratings.csv && fail "an answer was added unseen"
"$PEIL" verify one >out 2>&1 || { cat out; fail "late answers are no fault"; }
[ "$(grep -c 'note: .*after the answers were shown' out)" = 4 ] || { cat out; fail "late ones are listed"; }

if [ "$(id -u)" != 0 ]; then
	echo "SKIPPED: the part with folders of other accounts needs root"
	exit 77
fi
# Read by somebody else: with the manifest of the closing everything is attested.
cp -a one closed && chown -R 50001:50001 closed
"$PEIL" report one --format csv >report.one
"$PEIL" report closed --format csv >report.closed 2>err || { cat err; fail "a closed copy is attested"; }
cmp report.one report.closed || fail "a closed copy gives the same"
# What was put into it afterwards is not used.
cp "$(ls closed/raters/u*/j-*.csv | head -1)" "closed/raters/u$(id -u)/j-00000000000000ff.csv"
chown -R 50001:50001 closed
set +e
"$PEIL" report closed --format csv >report.closed 2>err
status=$?
set -e
[ $status = 3 ] || fail "something added to a closed copy: status $status"
cmp report.one report.closed || fail "something added to a closed copy counts"
# Without a manifest it is read, and said.
cp -a two open && chown -R 50001:50001 open
set +e
"$PEIL" session status open >out 2>err
status=$?
set -e
[ $status = 3 ] || { cat out err; fail "an unattested folder: status $status"; }
grep -q "nothing but the folder's name says who wrote them" err || fail "unattested is said"
grep -q 'student 1: started' out || fail "an unattested folder is read all the same"
echo "copies merged, torn, doubled, late, attested or not"
