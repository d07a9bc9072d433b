#!/bin/sh
# A class of 60 teams of five, 1,500 forms: from the list of participants to the pages of everybody,
# with two who stay away, one who moves and one comment that is held back, in machine time.
. "$top_srcdir/tests/faults/lib.sh"
driver=$top_builddir/tests/faults/peer_driver
PEIL=$top_builddir/peil
rubric=$top_srcdir/rubrics/teamwork.ini
HOME=$work LC_ALL=C.UTF-8
export HOME LC_ALL
unset LANG LANGUAGE XDG_DATA_HOME XDG_CONFIG_HOME
s=$work/class
failed=0
wrong() {
	echo "FAILED: $*"
	failed=1
}

awk 'BEGIN {
	print "person,name,group,role,login,email"
	for (t = 1; t <= 60; t++) for (m = 1; m <= 5; m++)
		printf "s%d-%d,Student %d.%d,Team %02d,student,,s%d.%d@example.org\n", t, m, t, m, t, t, m
}' >"$work/students.csv"
awk 'BEGIN { print "group,mark"; for (t = 1; t <= 60; t++) printf "Team %02d,%.1f\n", t, 6 + t % 4 }' \
	>"$work/marks.csv"

start=$(date +%s%N)
if ! "$PEIL" session new "$s" --rubric "$rubric" --kind peer --roster "$work/students.csv" \
	--scale 1..10 --weight 0.5 </dev/null >"$work/said" 2>&1; then
	"$driver" make "$s" "$rubric" "$work/students.csv" || wrong "no session was made"
fi
"$driver" fill "$s" s1-1 s7-3 || wrong "forms were not saved"
"$PEIL" session person "$s" move s2-5 "Team 03" >"$work/moved" 2>&1 || {
	cat "$work/moved"
	wrong "nobody can move"
}
"$PEIL" session status "$s" --reminders >"$work/reminders.csv" || wrong "no reminders"
"$PEIL" session close "$s" >/dev/null || wrong "the session cannot be closed"
"$PEIL" session comments "$s" --format csv >"$work/comments.csv" || wrong "no comments"
held=$(awk -F, '$4 == "s9-2" { print $1; exit }' "$work/comments.csv")
text=$(awk -F, '$4 == "s9-2" { print $8 "," $9; exit }' "$work/comments.csv" | tr -d '"')
"$PEIL" session comment "$s" "$held" hold --reason "about the person" >/dev/null ||
	wrong "a comment cannot be held back"
"$PEIL" session comment "$s" all release >"$work/all" || wrong "comments cannot be released"
"$PEIL" factors "$s" --group-marks "$work/marks.csv" --format csv >"$work/factors.csv" ||
	wrong "no factors"
"$PEIL" session release "$s" --yes >"$work/released" || {
	cat "$work/released"
	wrong "nothing was released"
}
end=$(date +%s%N)
took=$(((end - start) / 1000000))

# --- what came out ------------------------------------------------------------------------------

forms=$(sed 1d "$work/comments.csv" | wc -l)
# 1,500 forms, without what two would have said, and what was said over the border of a team: what
# the mover and four former teammates said of one another.
[ "$forms" = $(((1200 - 8 - 8) * 2)) ] || wrong "$forms comments, not $(((1200 - 8 - 8) * 2))"
pages=$(find "$s/release" -name 'page-*.txt' | wc -l)
[ "$pages" = 300 ] || wrong "$pages pages, not 300"
[ "$(find "$s/release" -name 'page-*.html' | wc -l)" = 300 ] || wrong "not 300 pages in HTML"
[ "$(find "$s/release" -name 'team-*.txt' | wc -l)" = 60 ] || wrong "not 60 team pages"
[ "$(wc -l <"$s/release/mail.csv")" = 301 ] || wrong "not everybody is in mail.csv"
grep -q '^s1-1,Student 1.1,s1.1@example.org,no,page-s1-1.txt,page-s1-1.html$' \
	"$s/release/mail.csv" || wrong "mail.csv does not say where to"
for away in 'Student 1.1,s1.1@example.org,Team 01' 'Student 7.3,s7.3@example.org,Team 07'; do
	grep -q "^$away,not_started,$" "$work/reminders.csv" || wrong "no reminder for $away"
done
grep -q 'held back by the lecturer' "$s/release/page-s9-2.txt" ||
	wrong "the page does not say that something was held back"
[ "$(grep -l 'held back by the lecturer' "$s"/release/page-*.txt | wc -l)" = 1 ] ||
	wrong "other pages say so too"
[ -n "$text" ] && grep -q "$text" "$s/release/page-s9-2.txt" && wrong "the comment is on the page"
grep -q "$text" "$s"/raters/u*/j-*.csv || wrong "the original is gone"
# Absence never pays: who stayed away gains nothing, and everybody has a score.
for away in s1-1 s7-3; do
	grep -q "^Team 0[17],$away,gain_by_absence,0.000000$" "$work/factors.csv" ||
		wrong "$away gains by absence"
done
# Nobody of the new team rated the mover, who handed in before: undefined, not 0.
[ "$(grep -c ',webpa_grade,[0-9]' "$work/factors.csv")" = 299 ] || wrong "not 299 grades"
grep -q '^Team 03,s2-5,webpa_score,NA$' "$work/factors.csv" || wrong "the mover has a score"
# The mean of a team is 1 where nothing is missing.
awk -F, '$1 == "Team 20" && $3 == "webpa_score" { sum += $4; n++ }
	END { if (n != 5 || sum < 4.999995 || sum > 5.000005) exit 1 }' "$work/factors.csv" ||
	wrong "the mean of a whole team is not 1"
for system in canvas brightspace moodle; do
	"$PEIL" factors "$s" --group-marks "$work/marks.csv" --marks $system -o "$work/$system.csv" \
		>/dev/null || wrong "no marks for $system"
done
[ "$(wc -l <"$work/canvas.csv")" = 302 ] || wrong "Canvas does not get 300 marks"
[ "$(wc -l <"$work/brightspace.csv")" = 301 ] || wrong "Brightspace does not get 300 marks"
grep -q '^,,s20.1@example.org,Student 20.1,[0-9.]*$' "$work/moodle.csv" ||
	wrong "Moodle does not know by which address"
# No page has a figure of what was given: no digit next to a level.
sed -n '/^What teammates saw/,/^Tops/p' "$s/release/page-s20-1.txt" | grep '[0-9]' &&
	wrong "a page shows figures"
"$PEIL" verify "$s" >"$work/verified" 2>&1 || [ $? = 3 ] || {
	head -3 "$work/verified"
	wrong "verify finds faults"
}

echo "60 teams of 5: $forms comments, $pages pages in $took ms"
exit $failed
