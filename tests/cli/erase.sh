#!/bin/sh
# peil erase: nothing of the person is left, everything of the others is, what was shown stays
# counted, and verify agrees.
. "$top_srcdir/tests/cli/lib.sh"
cp -r "$top_srcdir/rubrics" .
SOURCE_DATE_EPOCH=1700000001 "$PEIL" demo w </dev/null >/dev/null 2>&1 || :
others="grep -v student-3"
$others w/results/ratings.csv | grep -v ',consensus,' >before
[ "$(grep -c ',student-3,' w/results/ratings.csv)" = 10 ] || fail "the example has other rows"

echo n | "$PEIL" erase w student-3 --lang en >out 2>err && fail "erased without a yes"
grep -q '^[1-9][0-9]* lines by or about' out || fail "what goes is not said"
grep -q -- --yes err || fail "no hint"
grep -q student-3 w/raters/*/j-*.csv || fail "erased all the same"
"$PEIL" erase w student-9 --yes 2>err && fail "somebody who is not there"
grep -q 'no participant student-9' err || { cat err; fail "no reason"; }

"$PEIL" erase w student-3 --yes --lang en >out 2>err || { cat err; fail "erase"; }
grep -q '^Erased: [1-9]' out || fail "nothing said"
grep -r -l 'student-3' w --include='*.csv' && fail "still there"
grep -l 'person = student-3' w/state/* && fail "a step names the person"
$others w/results/ratings.csv | grep -v ',consensus,' >after
cmp before after || { diff before after | head -n 5; fail "the others' ratings changed"; }
grep -q ',late$' w/results/ratings.csv && fail "what was shown became late"
"$PEIL" verify w >out 2>&1 || { cat out; fail "verify"; }
"$PEIL" report w --format csv --counts | awk -F, '$4 == 1 && $5 == "*" && $7 == "openness" { n += $9 } END { exit n != 11 }' ||
	fail "the report still counts twelve"
[ "$(grep -l '^step = erased' w/state/*-erased | wc -l)" -ge 1 ] || fail "no tombstone"
grep -h 'fingerprint' w/state/*-erased | grep -q 'old-fingerprint = "\{0,1\}[0-9a-f]\{64\}' || fail "no fingerprint"
"$PEIL" erase w student-3 --yes 2>/dev/null && fail "twice"
# a second person, on journals that were written anew once
"$PEIL" erase w lecturer-1 --yes >out 2>&1 || { cat out; fail "a second person"; }
grep -v lecturer-1 before >wanted
grep -v ',consensus,' w/results/ratings.csv >after
cmp wanted after || fail "a second person: the others' ratings changed"
"$PEIL" verify w >out 2>&1 || { cat out; fail "verify after the second"; }

# a peer session with names and addresses
SOURCE_DATE_EPOCH=1795521600
export SOURCE_DATE_EPOCH
{
	echo 'person,name,group,role,email'
	for p in 1 2 3 4; do echo "who-$p,Name $p,Red,student,m$p@example.org"; done
} >class.csv
"$PEIL" session new p --rubric rubrics/teamwork.ini --kind peer --roster class.csv --purpose x. --closes 2026-12-30 --yes >out 2>&1
for p in 1 2 3 4; do
	printf '\n3 3 4 2\n2 4 3 3\n4 u 3 2\n3 3 2 4\n1 2 3 4\ns\nq\n' |
		"$PEIL" rate p --as who-$p --plain --lang en >said 2>&1 || { cat said; fail "rating"; }
done
"$PEIL" session close p --yes >/dev/null 2>&1 || fail "close"
grep -v 'who-2' p/results/ratings.csv >before 2>/dev/null || "$PEIL" verify p >/dev/null
"$PEIL" erase p who-2 --yes >out 2>&1 || { cat out; fail "peer"; }
grep -r -l 'who-2\|Name 2\|m2@' p --include='*.csv' && fail "still in the peer session"
[ ! -s before ] || { grep -v 'who-2' p/results/ratings.csv >after; cmp before after || fail "peers changed"; }
[ "$(awk -F, 'NR > 1' p/results/ratings.csv | wc -l)" = 45 ] || fail "three people about three, five criteria"
"$PEIL" verify p >out 2>&1 || { cat out; fail "verify of the peer session"; }
exit 0
