#!/bin/sh
# What a team agreed in its matrix at the start comes back at the next moments, to look back on.
. "$top_srcdir/tests/cli/lib.sh"
export SOURCE_DATE_EPOCH=1795521600
matrix=$top_srcdir/rubrics/collaboration-matrix.ini

"$PEIL" session new start --rubric "$matrix" --people team:1 --moment start --lang en >/dev/null
printf '<Enter> <Enter> g "=One text, a day" <Enter> "Ana" <Enter> "12-12" <Enter> :saved g "Gone" <Enter> <Enter> <Enter> :saved d :saved q q' >keys
"$PEIL" rate start --as team-1 --keys keys --lang en >/dev/null 2>&1
"$PEIL" session new mid --like start --moment mid --lang en >out
grep -q '^Agreements to look back on: 1$' out || { cat out; fail "one of them stands"; }
cat >wanted <<'END'
moment,criterion,text,owner,due
start,task.overview,"'=One text, a day",Ana,12-12
END
cmp wanted mid/before.csv || fail "what is taken along"
printf '<Enter> <Enter> :dump cell g "Two texts" <Enter> <Enter> <Enter> :saved q q' >keys
"$PEIL" rate mid --as team-1 --keys keys --lang en >out 2>/dev/null
grep -q 'Agreed at the start: =One text, a day (Ana, 12-12)' out || { cat out; fail "the cell"; }
"$PEIL" session new end --like mid --moment end --lang nl >out
printf '\nenter\nq\nq\n' | "$PEIL" rate end --as team-1 --plain --lang nl >said
grep -q '^Afgesproken aan het begin: =One text, a day (Ana, 12-12)\.$' said || { cat said; fail "the start"; }
grep -q '^Halverwege afgesproken: Two texts\.$' said || { cat said; fail "halfway"; }
"$PEIL" verify end >/dev/null || fail "verify"
# Another rubric has other cells; without a moment the two could not be told apart.
"$PEIL" session new other --like start --rubric "$top_srcdir/rubrics/complextool.ini" --moment mid >/dev/null
[ ! -e other/before.csv ] || fail "agreements of another rubric"
"$PEIL" session new again --like start 2>err && fail "no moment"
grep -q -- '--moment mid' err || fail "the hint"
echo "agreements come back at the next moments"
