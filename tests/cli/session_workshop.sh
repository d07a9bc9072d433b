#!/bin/sh
# A workshop of eight people in three roles, taken through all of its steps by commands; the table
# is held against numbers worked out here.
. "$top_srcdir/tests/cli/lib.sh"
rubric=$top_srcdir/rubrics/complextool.ini
export SOURCE_DATE_EPOCH=1796083200 # 2026-12-01
# fails STATUS TEXT COMMAND...: it must, with that status, and say so.
fails()
{
	wanted=$1 text=$2
	shift 2
	set +e
	"$@" >out 2>&1 </dev/null
	got=$?
	set -e
	[ $got = "$wanted" ] || { cat out; fail "status $got, not $wanted: $*"; }
	grep -q -- "$text" out || { cat out; fail "no '$text' from: $*"; }
}
session()
{
	step=$1
	shift
	"$PEIL" session "$step" w "$@" >out </dev/null || { cat out; fail "session $step $*"; }
}

fails 2 'takes --rubric' "$PEIL" session new w --people student:2
fails 2 'takes --people or --roster' "$PEIL" session new w --rubric "$rubric"
fails 2 'hint: student:3' "$PEIL" session new w --rubric "$rubric" --people students
fails 2 'this rubric has first-year' "$PEIL" session new w --rubric "$rubric" --people a:2 --profile x
fails 2 'hint: 50 to 100' "$PEIL" session new w --rubric "$rubric" --people a:2 --threshold 40
fails 2 'usage: peil session cards' "$PEIL" session cards w
fails 2 'session takes one of' "$PEIL" session dance w
[ ! -e w ] || fail "a refused session leaves a folder"

"$PEIL" session new w --rubric "$rubric" --kind workshop \
	--people student:5,lecturer:2,workfield:1 --title "Wijkenergie Oost" \
	--description "Who owns the heat?" --profile first-year --purpose "To choose a task." >out
grep -q 'cards, all at once, typed in by you: 10$' out || fail "what cards cost"
grep -q 'workfield has one person: that answer can be recognised' out || fail "one person is named"
fails 1 'there is a session in this folder already' \
	"$PEIL" session new w --rubric "$rubric" --people student:2
for file in session.ini rubric.ini roster.csv state/0001-open; do
	[ "$(stat -c %a "w/$file")" = 644 ] || fail "mode of $file"
done
[ "$(stat -c %a w/private w/results w/release w | tr '\n' ' ')" = "700 700 711 755 " ] ||
	fail "modes of the folders"
cmp -s w/rubric.ini "$rubric" || fail "the rubric is not a copy"

# Round 1, in seating order: five students, two lecturers, the work field.
fails 2 '7 cards for 8 seats' "$PEIL" session cards w openness 1111111
fails 2 'is no card here' "$PEIL" session cards w openness 11111115
fails 2 'there is no colour in this rubric' "$PEIL" session cards w colour 11111111
[ ! -e "w/raters/u$(id -u)" ] || fail "refused cards are on the disk"
session cards openness 22222222
session cards interdependence 22223322
session cards novelty 11111114
session cards disciplines 33333u33
session cards stakeholders 23232323
session cards interests "11144 444"
session cards 7 33333333
"$PEIL" session status w --format csv >out
[ "$(head -1 out)" = group,person,state,last_saved ] || fail "header of status"
[ "$(grep -c '^,[a-z]*-[1-8],started,2026-12-01T00:00:00Z$' out)" = 8 ] || { cat out; fail status; }
fails 1 'not shown; hint: --yes' "$PEIL" session reveal w
grep -q 'Not done yet: student 1, student 2, .*workfield 1' out || fail "who is missing is named"
[ ! -e w/release/round-1.csv ] || fail "shown without a yes"
fails 1 'were not shown yet' "$PEIL" session agree w openness 2
fails 1 'were not shown yet' "$PEIL" session round w openness
session cards self-direction -- --334433
session cards self-direction 22------
"$PEIL" session status w --format csv | grep -c ',done,' | grep -qx 8 || fail "all are done"
session reveal
fails 1 'shown already' "$PEIL" session reveal w --yes
fails 1 'nothing can be added to it' "$PEIL" session cards w openness 11111111
cp w/release/round-1.csv round-1.csv

# Round 2 on two aspects.
session round novelty interests
fails 1 'not asked in this round' "$PEIL" session cards w openness 11111111
session cards novelty 11111112
session cards interests -2233333
session reveal --yes
fails 1 'no more rounds' "$PEIL" session round w novelty
[ "$(cat w/release/round-1.csv)" = "$(cat round-1.csv)" ] || fail "what was published changed"

# Six agreed levels, one without; the eighth is left open.
session agree openness moderate
session agree interdependence 2 --reason "most of us, and nobody far"
session agree novelty low --reason "the work field knows an example"
session agree disciplines high
session agree stakeholders moderate
session agree interests moderate
session agree interests high --reason "on second thoughts"
session agree urgency none --reason "depends on the municipality"
fails 2 'there is no level huge' "$PEIL" session agree w openness huge
session range interests low..high
fails 2 'lowest wanted level comes first' "$PEIL" session range w interests high..low
session action --criterion interests --level moderate --text "Leave one party out" \
	--owner Ana --due 12-12
session action --text "Ask the municipality" --owner Bo --due +14
id=$(sed -n 's/^\([0-9a-f]\{4\}\)  Ask.*/\1/p' out)
fails 2 'is no date' "$PEIL" session action w --text x --due never
fails 2 'goes with --criterion' "$PEIL" session action w --text x --level 2
session action "$id" --text "Ask the municipality twice" --owner Bo --due "15 dec"
fails 2 'there is no action' "$PEIL" session action w zzzz --text x

# People come and go; what was shown keeps its numbers.
session person withdraw student-2
session person add student "Eve, late"
fails 2 'there is no participant' "$PEIL" session person w withdraw nobody
"$PEIL" session status w --format csv | grep -q '^,student-2,left,' || fail "who left"
"$PEIL" verify w >out 2>&1 || { cat out; fail "verify before closing"; }
session close
for step in "agree w openness 1" "close w" "person w add student" "cards w openness 1" "reveal w --yes"; do
	# shellcheck disable=SC2086
	fails 1 'this session is closed' "$PEIL" session $step
done

# The numbers. Round 1 unity of interests: three 1, five 4; novelty: seven 1, one 4.
"$PEIL" report w --format csv >report.csv
line()
{
	awk -F, -v round="$1" -v criterion="$2" \
		'$4 == round && $5 == "*" && $7 == criterion { print $8 "," $9 "," $11 "," $12 "," $13 "," $14 "," $17 "," $18 }' report.csv
}
# n, unknown, unanswered, min, median, max, unity, agreed
equals()
{
	[ "$1" = "$2" ] || fail "$3: $1, not $2"
}
equals "$(line 1 openness)" "8,0,0,2.000000,2.000000,2.000000,1.000000,yes" "openness"
equals "$(line 1 interdependence)" "8,0,0,2.000000,2.000000,3.000000,$(awk 'BEGIN {
	m = 2.25; print_ = 1 + (6 * log(1 - (m - 2) / 3) + 2 * log(1 - (3 - m) / 3)) / 8 / log(2)
	printf "%.6f", print_ }'),yes" "interdependence"
equals "$(line 1 novelty)" "8,0,0,1.000000,1.000000,4.000000,$(awk 'BEGIN {
	m = 11 / 8; printf "%.6f", 1 + (7 * log(1 - (m - 1) / 3) + log(1 - (4 - m) / 3)) / 8 / log(2) }'),no" \
	"five against one at the far end is not agreed"
equals "$(line 1 disciplines)" "7,1,0,3.000000,3.000000,3.000000,1.000000,yes" "one don't know"
equals "$(line 2 novelty | cut -d, -f1-6,8)" "8,0,0,1.000000,1.000000,2.000000,yes" "novelty, round 2"
equals "$(line 2 interests | cut -d, -f1-3)" "7,0,1" "interests, round 2: one did not answer"
equals "$(line 2 openness)" "" "openness was not asked again"
equals "$(line consensus interests | cut -d, -f5,8)" "3.000000,yes" "interests, agreed"
equals "$(line consensus urgency | cut -d, -f5,8)" "NA,no" "urgency, no agreed level"

ratings=w/results/ratings.csv
[ "$(grep -c ',consensus,,,,' $ratings)" = 7 ] || fail "seven rows of the group"
[ "$(grep -c ',no_consensus,,,depends on the municipality,' $ratings)" = 1 ] || fail "no consensus"
[ "$(grep -c ',scored,.*,owner,no$' $ratings)" = $((63 + 15)) ] || fail "answers in the table"
[ "$(grep -c ',outside,disciplines,unknown,,,' $ratings)" = 1 ] || fail "the one don't know"
texts=w/results/texts.csv
[ "$(grep -c ',reason,' $texts)" = 4 ] || { cat $texts; fail "reasons"; }
grep -q ',action,[0-9a-f]*,Ask the municipality twice,Bo,2026-12-15,agreed,' $texts || fail "the action"
grep -q ',interests,action,[0-9a-f]*,Leave one party out,Ana,2026-12-12,agreed,' $texts || fail "an action"
grep -q 'student-\|lecturer-' w/release/* && fail "somebody's id was published"

"$PEIL" verify w >out 2>&1 || { cat out; fail "verify after closing"; }
grep -q 'all good' out || fail "verify says so"
# Everything that is changed afterwards is found.
changed()
{
	cp -a w copy
	sed -i "$2" "copy/$1"
	! cmp -s "w/$1" "copy/$1" || fail "$1 was not changed by $2"
	fails 1 "$3" "$PEIL" verify copy
	rm -rf copy
}
changed "results/ratings.csv" 2s/moderate/high/ 'not what follows from the journals'
changed "release/round-1.csv" '3s/8$/7/' 'not what was shown'
changed "release/round-1-reasons.csv" '1s/$/x/' 'not what was shown'
changed "rubric.ini" '$s/$/ /' 'changed after the session was made'
journal=$(cd w && ls -S raters/u*/j-* | head -1)
changed "$journal" 3s/scored/scorde/ 'damaged'
changed "$journal" 3d 'not what it was at step'
changed "state/0003-revealed" 's/step = revealed/step = closed/' 'does not say what its name says'
cp -a w copy && rm copy/state/0003-revealed
fails 1 'step 3 is missing' "$PEIL" verify copy

# A grid: today's cells are chosen, and only those are asked.
"$PEIL" session new grid --rubric "$top_srcdir/rubrics/collaboration-matrix.ini" --people student:3 >out
"$PEIL" session ask grid task.overview climate.reflect >out 2>&1 && fail "there is no climate.reflect"
"$PEIL" session ask grid task.overview 6 >out
fails 1 'not asked in this round' "$PEIL" session cards grid 5 111
"$PEIL" session cards grid task.overview 123 >out
"$PEIL" session cards grid 6 -11 >out
"$PEIL" session status grid --format csv >out
[ "$(grep -c ',done,' out)" = 2 ] || { cat out; fail "who is done with today's cells"; }
echo "a workshop of eight from start to end"
