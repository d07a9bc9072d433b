#!/bin/sh
# A class from its list to forms that are handed in: 60 teams of five, two who stay away, one who
# moves; what is refused, what is late, what the mail says.
. "$top_srcdir/tests/cli/lib.sh"
export SOURCE_DATE_EPOCH=1795521600
rubric=$top_srcdir/rubrics/teamwork.ini

# as it comes from a spreadsheet: semicolons, Windows-1252, CRLF
awk 'BEGIN {
	printf "Section;Team;Name;Email;Comments\r\n"
	for (t = 1; t <= 60; t++)
		for (p = 1; p <= 5; p++)
			printf "A;Team %d;Zo%c %d-%d;p%d.%d@example.org;\r\n", t, 235, t, p, t, p
}' >class.csv
"$PEIL" session new s --rubric "$rubric" --kind peer --roster class.csv --timezone Europe/Amsterdam \
	--closes "2026-12-11 17:00" --purpose "Halfway." --research ask --yes --lang en >out 2>err ||
	{ cat out err; fail "the class is not made"; }
grep -q 'Windows-1252' out && grep -q '300 people in 60 teams' out || fail "the preview"
grep -q 'Friday 11 December 2026, 17:00 (Europe/Amsterdam)' out || fail "the closing time"
grep -q 'line 301: ' out || fail "who has no account, with the line"
[ "$(stat -c %a s/private s/private/people.csv | tr '\n' ' ')" = "700 600 " ] || fail "private"
grep -q 'closes = "2026-12-11T17:00:00+01:00"' s/session.ini || fail "the offset of winter"

# One form in plain mode, everything in it.
cat >keys <<'END'

j
3 3 4 2 3
2 4 3 3 4
4 u 3 2 1
3 3 2 4 3
1 2 3 4 3
n
Keeps the list of agreements.
.
s
q
END
printf '\nj\n3 3 4 2 3\ns\nn\nq\n' >part
left_out="zoe-7-2 zoe-31-5"
people=$(awk -F, 'NR > 1 { print $1 }' s/roster.csv)
"$PEIL" rate s --as zoe-1-1 --plain --lang en <keys >said 2>err || { cat said err; fail "one form"; }
grep -q '^Saved 25 of 25: ' said || { cat said; fail "all answered"; }
grep -q '^Handed in. Receipt [0-9a-f]\{4\} [0-9a-f]\{4\}\.' said || { cat said; fail "no receipt"; }
receipt=$(sed -n 's/^Your receipt: //p' err)
[ -f "$receipt" ] && [ "$(stat -c %a "$receipt")" = 640 ] || fail "the receipt is a file"
code=$(sed -n 's/^Handed in. Receipt \(....\) \(....\).*/\1\2/p' said)
case $(basename "$receipt") in submit-"$code"*) ;; *) fail "the code is that of the file" ;; esac
grep -q '^zoe-1-1,zoe-1-2,contribution,,scored,unprompted,' "$receipt" || fail "what was handed in"
grep -q ',top,,,Keeps the list of agreements.,' "$receipt" || fail "the top"

# A part of it: named, not handed in, and gone on with.
"$PEIL" rate s --as zoe-1-2 --plain --lang en <part >said 2>err
grep -q '20 of 25 are not answered yet' said || { cat said; fail "what is open is not said"; }
grep -q 'Agreements and planning: ' said || fail "what is open is not named"
"$PEIL" session status s --format csv >status
grep -q '^Team 1,zoe-1-2,started,' status || fail "started"
printf '\n2 4 3 3 4\n4 u 3 2 1\n3 3 2 4 3\n1 2 3 4 3\nq\ns\nq\n' |
	"$PEIL" rate s --as zoe-1-2 --plain --lang en >said
grep -q '^Handed in' said || { cat said; fail "going on"; }

# The whole class.
for person in $people; do
	case " zoe-1-1 zoe-1-2 $left_out " in *" $person "*) continue ;; esac
	"$PEIL" rate s --as "$person" --plain --lang en <keys >said 2>err ||
		{ cat said err; fail "$person"; }
done
"$PEIL" session status s --format csv >status
[ "$(grep -c ',done,' status)" = 298 ] || fail "298 of 300 are done"
for person in $left_out; do
	grep -q ",$person,not_started," status || fail "$person stayed away"
done

# Somebody moves: the new team is asked, the old one no longer.
"$PEIL" session person s move zoe-2-1 --group "Team 3" >out
"$PEIL" session status s --format csv >status
grep -q '^Team 3,zoe-2-1,started,\|^Team 3,zoe-2-1,not_started,' status || fail "the mover"
grep -q '^Team 2,zoe-2-2,done,' status || fail "the old team is done"
grep -q '^Team 3,zoe-3-1,started,' status || fail "the new team has one more to rate"
set +e
"$PEIL" session person s move zoe-2-1 --group "Taem 4" 2>err
[ $? = 2 ] && grep -q 'there is no group Taem 4' err || fail "a slip in a group's name"
"$PEIL" rate s --as nobody 2>err </dev/null
[ $? = 2 ] || fail "nobody rates"
set -e

# It closes by itself; what is typed later is refused; more time for one.
SOURCE_DATE_EPOCH=1797004801 # 11 December, 17:00:01 in Amsterdam
set +e
"$PEIL" rate s --as zoe-7-2 --plain --lang en <keys >said 2>err
[ $? = 1 ] && grep -q 'closed on Friday 11 December 2026, 17:00' err || { cat err; fail "closed"; }
set -e
"$PEIL" session extend s zoe-7-2 --closes "+1 12:00" --lang en >out
grep -q 'Saturday 12 December 2026, 12:00' out || { cat out; fail "more time"; }
"$PEIL" rate s --as zoe-7-2 --plain --lang en <keys >said 2>err || { cat err; fail "with more time"; }
grep -q '^Handed in' said || fail "handed in with more time"

# The text for the mail, in both languages, with the time that holds.
"$PEIL" session extend s --closes "2027-01-15 09:30" >out
"$PEIL" session invite s --lang en >mail
for word in "ssh " "peil rate $(realpath s)" "Friday 15 January 2027, 09:30" "personal data" --plain; do
	grep -qF -- "$word" mail || { cat mail; fail "the mail lacks: $word"; }
done
"$PEIL" session invite s --lang nl | grep -q 'vrijdag 15 januari 2027, 09:30' || fail "the mail in Dutch"

# The second round takes settings and people, not the answers.
"$PEIL" session new t --like s --moment end --yes >out
grep -q '^moment = end' t/session.ini && grep -q 'timezone = "Europe/Amsterdam"' t/session.ini || fail "like"
grep -q '^closes' t/session.ini && fail "the closing time belongs to the first round"
grep -q '^zoe-2-1,.*,Team 3,' t/roster.csv || fail "the mover is in the new team"
grep -q '^zoe-1-1,p1.1@example.org,' t/private/people.csv || fail "the addresses"
[ "$(ls t/raters)" = "" ] || fail "answers were taken along"
"$PEIL" verify s >out 2>&1 || { cat out; fail "verify"; }

# What a class cannot be made with.
refuse()
{
	set +e
	"$PEIL" session new x "$@" --yes >out 2>err
	status=$?
	set -e
	[ $status != 0 ] && [ ! -e x ] || { cat out err; fail "not refused: $*"; }
}
refuse --rubric "$rubric" --kind peer --roster class.csv --closes "2026-12-01"
refuse --rubric "$rubric" --kind peer --roster class.csv --timezone Europe/Atlantis
refuse --rubric "$rubric" --kind peer --roster class.csv --weight 2
refuse --rubric "$rubric" --kind peer --roster class.csv --signals low-peers=x
refuse --rubric "$rubric" --kind peer --roster class.csv --rounds 3
refuse --rubric "$rubric" --kind workshop --roster class.csv --method spa
refuse --rubric "$top_srcdir/rubrics/collaboration-matrix.ini" --kind peer --roster class.csv
refuse --rubric "$rubric" --kind peer --roster class.csv --column login=NetID
echo "a class of 300 from list to receipt"
