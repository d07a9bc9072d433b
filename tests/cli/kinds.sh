#!/bin/sh
# Statements and open questions in results and reports: a reversed statement turns its value and
# keeps its level, elements are means per role, answers stand in texts.csv with who and by when.
. "$top_srcdir/tests/cli/lib.sh"
set +e
cd "$top_srcdir"
export XDG_DATA_HOME="$work/data"
status=0

fail() {
	echo "FAIL: $*"
	status=1
}

# want FILE LINE: a line that must be in it.
want() {
	grep -qF -- "$2" "$1" || {
		fail "no \"$2\" in $1:"
		cat "$1"
	}
}

# Statement teams.4 is reversed: nearly always (4) counts 1, rarely (1) counts 4.
printf '\n1\n2\n3\n4\n%s\nq\n' "4" | "$PEIL" score learning-organisation --rater a --plain \
	--lang en -o "$work/a.csv" > /dev/null 2>&1 || fail "score"
awk -F, '$12 == "teams.4" { print $14, $15 } $12 == "teams.1" { print $14, $15 }' \
	"$work/a.csv" > "$work/got"
printf 'rarely 1\nnearly-always 1\n' > "$work/expected"
cmp -s "$work/got" "$work/expected" || fail "reversed: $(cat "$work/got")"

# Two roles; the mean of an element over its four statements, the reversed one turned:
# students 1,2,3,rarely(4) = 2.5; lecturers 4,4,4,nearly always(1) = 3.25; all 2.875.
session=$work/session
"$PEIL" session new "$session" --rubric learning-organisation --kind workshop \
	--people student:2,lecturer:2 --title Team --lang en > /dev/null 2>&1 || fail "session new"
rest=$(printf '1\\n%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16)
for person in $("$PEIL" session status "$session" --format csv | sed 1d | cut -d, -f2); do
	case $person in
	student*) first='1\n2\n3\n1\n' ;;
	*) first='4\n4\n4\n4\n' ;;
	esac
	printf "\n${first}${rest}s\nq\n" | "$PEIL" rate "$session" --as "$person" --plain --lang en \
		> /dev/null 2>&1 || fail "rate $person"
done
"$PEIL" session reveal "$session" --yes > /dev/null 2>&1 || fail "reveal"
"$PEIL" report "$session" --plain --lang en > "$work/report" 2> "$work/err" || fail "report"
want "$work/report" "Teams for improvement: 2.88; students 2.50, lecturers 3.25."
"$PEIL" report "$session" --format html --lang en > "$work/page" 2> "$work/err" || fail "page"
want "$work/page" "Elements"
want "$work/page" "3.25"

# An open question: the status in the ratings, the text beside it.
printf '\nenter\nWe agree, =1+1\n.\ng\nAna\n12-12\n2\nenter\nStill open\n.\ns\nq\n' |
	"$PEIL" score hybrid-evaluation --rater a --plain --lang en > /dev/null 2>&1 ||
	fail "score questions"
folder=$(ls -d "$work"/data/peil/sessions/hybrid-evaluation-*)
awk -F, '$12 ~ /^ambition/ { print $12, $13 "," $14 "," $15 }' "$folder/results/ratings.csv" \
	> "$work/got"
printf 'ambition.1 agreed,,\nambition.2 open,,\nambition.3 unanswered,,\n' > "$work/expected"
cmp -s "$work/got" "$work/expected" || fail "statuses: $(cat "$work/got")"
want "$folder/results/texts.csv" 'ambition.1,answer,,"We agree, =1+1",Ana,12-12,agreed,'
want "$folder/results/texts.csv" 'ambition.2,answer,,Still open,,,open,'
"$PEIL" verify "$folder" > "$work/got" 2>&1 || fail "verify: $(cat "$work/got")"

# An edited rubric keeps what its author wrote, and the session its copy.
cp "$top_srcdir/rubrics/feedback-culture.ini" "$work/mine.ini"
printf '\n1\nq\n' | "$PEIL" score "$work/mine.ini" --rater a --plain --lang en > /dev/null 2>&1
printf '1\nOnze feedback\ns\nq\n' | "$PEIL" rubric edit "$work/mine.ini" --plain --lang en \
	> "$work/got" 2>&1 || fail "edit: $(cat "$work/got")"
diff "$top_srcdir/rubrics/feedback-culture.ini" "$work/mine.ini" > "$work/diff"
grep '^[<>]' "$work/diff" > "$work/got"
cat > "$work/expected" <<'EOF'
< version     = 1.0
> version     = 1.1
< title[nl]   = "Feedbackcultuur"
> title[nl]   = "Onze feedback"
EOF
cmp -s "$work/got" "$work/expected" || fail "edit changed more: $(cat "$work/got")"
folder=$(ls -d "$work"/data/peil/sessions/feedback-culture-*)
cmp -s "$folder/rubric.ini" "$top_srcdir/rubrics/feedback-culture.ini" || fail "the copy changed"
[ -e "$work/mine.ini.peil-draft" ] && fail "a draft was left"

exit $status
