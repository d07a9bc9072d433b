#!/bin/sh
# Consent in a workshop: asked once a person, behind the opening or the hand-over and before the
# form; what was said goes into the journal, and only who said yes is in a research package.
. "$top_srcdir/tests/cli/lib.sh"
export SOURCE_DATE_EPOCH=1796083200 # 2026-12-01
question='May your answers be used for research'
# rate SESSION PERSON KEYS: in plain mode, to `said`.
rate()
{
	printf "$3" | "$PEIL" rate "$1" --as "$2" --plain --lang en >said 2>&1 || { cat said; fail "rate $2"; }
}
# consents SESSION: what is in its journals, as "person:yes:records person:no:records".
consents()
{
	find "$1" -path "*/raters/*" -name "j-*.csv" -exec cat {} + |
		awk -F, "\$5 == \"consent\" { n[\$7 \":\" \$13]++ } END { for (k in n) print k \":\" n[k] }" |
		sort | tr "\n" " "
}

"$PEIL" session new w --rubric "$top_srcdir/rubrics/complextool.ini" --kind workshop \
	--people student:4 --research ask --title Oost --lang en >out 2>&1 || { cat out; fail "session new"; }
grep -q "^research = ask" w/session.ini || fail "session.ini"
people=$("$PEIL" session status w --format csv | sed 1d | cut -d, -f2 | tr '\n' ' ')
[ "$people" = "student-1 student-2 student-3 student-4 " ] || fail "people: $people"

ones='1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n'
rate w student-1 "\n"
grep -q "$question" said || { cat said; fail "not asked"; }
grep -q 'No has no consequences\.' said || fail "what no means"
[ "$(consents w)" = "" ] || fail "input that ends is no answer: $(consents w)"
rate w student-1 "\ny\n${ones}s\nq\n"
grep -q 'your answers may be used, without your name' said || { cat said; fail "yes is not confirmed"; }
grep -q '^Handed in' said || { cat said; fail "the form does not come"; }
rate w student-2 "\nn\n${ones}s\nq\n"
grep -q 'your answers are not used for research' said || { cat said; fail "no is not confirmed"; }
[ "$(consents w)" = "student-1:yes:1 student-2:no:1 " ] || fail "records: $(consents w)"

# once: a form that is taken up again does not ask
rate w student-1 "\nq\n"
grep -q "$question" said && fail "asked twice"

# the laptop that goes round asks behind the hand-over; a screen that was made black is no answer
printf "2\n3\n\nb\n\nq\nq\nq\nq\n" | "$PEIL" discuss w --plain --lang en >said 2>&1 || { cat said; fail "discuss, black"; }
grep -q "$question" said || { cat said; fail "not asked behind the hand-over"; }
grep -q "The screen is black" said || { cat said; fail "not black"; }
[ "$(consents w)" = "student-1:yes:1 student-2:no:1 " ] || fail "black is an answer: $(consents w)"
printf "2\n3\n\ny\n${ones}s\nn\nq\nq\nq\n" | "$PEIL" discuss w --plain --lang en >said 2>&1 || { cat said; fail "discuss"; }
[ "$(consents w)" = "student-1:yes:1 student-2:no:1 student-3:yes:1 " ] || { cat said; fail "records: $(consents w)"; }
[ "$("$PEIL" session status w --format csv | grep -c ",done,")" = 3 ] || { cat said; fail "the form behind the hand-over"; }
# who is not asked: student-4, whose cards were typed in
"$PEIL" session cards w openness 1111 >out 2>&1 </dev/null || { cat out; fail "cards"; }
"$PEIL" verify w >out 2>&1 || { cat out; fail "verify"; }

"$PEIL" session reveal w --yes >out 2>&1 </dev/null || { cat out; fail "reveal"; }
"$PEIL" export w --to package --lang en 2>said || { cat said; fail "export"; }
grep -q 'Left out: 1 who said no to research, 1 who were not asked' said || { cat said; fail "who is left out"; }
[ "$(sed 1d package/people.csv | grep -c .)" = 2 ] || { cat package/people.csv; fail "people in the package"; }
grep -q 'yes' package/people.csv || fail "consent in people.csv"
raters=$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "rater") at = i; next } { print $at }' package/ratings.csv | sort -u | grep -c "^p" || :)
[ "$raters" = 2 ] || fail "raters in the package: $raters"
grep -q 'said no to research: 1' package/README || fail "README"

# a session that does not ask
"$PEIL" session new q --rubric "$top_srcdir/rubrics/complextool.ini" --kind workshop \
	--people student:2 --title Oost --lang en >out 2>&1 || fail "session new"
rate q student-1 "\n${ones}s\nq\n"
grep -q "$question" said && fail "asked where the session does not ask"
grep -q '^Handed in' said || { cat said; fail "the form as it was"; }
