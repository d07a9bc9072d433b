#!/bin/sh
# Making a session from a list of participants, who can read in it, and the forms on paper.
. "$top_srcdir/tests/cli/lib.sh"
rubric=$top_srcdir/rubrics/complextool.ini
export SOURCE_DATE_EPOCH=1796083200

# A list with addresses: they stay with the owner.
printf 'Name;Role;Login;E-mail\r\n' >wrong.csv
printf 'Ann;student;ann\r\n' >>wrong.csv
printf 'Ann;student;;ann@x.nl\r\n' >>wrong.csv
set +e
"$PEIL" session new s --rubric "$rubric" --roster wrong.csv >out 2>&1
status=$?
set -e
[ $status = 1 ] && grep -q '^wrong.csv:2: error: .*3 cells.*; hint: ' out || { cat out; fail "a ragged line"; }
[ ! -e s ] || fail "a refused list leaves a folder"
cat >list.csv <<END
person,name,role,login,email
,=Ann,student,$(id -un),ann@example.org
,"Bo, de Vries",student,no-such-login,bo@example.org
chris,,lecturer,,chris@example.org
END
# Whatever the umask: participants get in, private things stay private.
for mask in 022 077 000; do
	rm -rf s
	(umask $mask; "$PEIL" session new s --rubric "$rubric" --roster list.csv >out) || fail "umask $mask"
	[ "$(stat -c %a s s/state s/session.ini s/roster.csv s/private s/private/people.csv s/results \
		s/release s/raters | tr '\n' ' ')" = "755 755 644 644 700 600 700 711 1777 " ] ||
		{ stat -c '%a %n' s s/*; fail "modes with umask $mask"; }
done
printf 'person,email,number\nstudent-1,ann@example.org,\nstudent-2,bo@example.org,\nchris,chris@example.org,\n' |
	cmp -s - s/private/people.csv || fail "what only the owner reads"
grep -q example.org s/roster.csv && fail "an address is in the open"
cat >wanted <<END
person,name,group,role,login,uid
student-1,'=Ann,,student,$(id -un),$(id -u)
student-2,"Bo, de Vries",,student,no-such-login,
chris,,,lecturer,,
END
cmp wanted s/roster.csv || { cat s/roster.csv; fail "the list of participants"; }
grep -q 'Logins without an account here: 1' out || fail "a login that is not known"
# mktemp's directory is closed to others: that is said, by its name.
grep -q "cannot get into this folder: closed at .*$(basename "$work")" out || { cat out; fail "who cannot get in"; }
chmod 755 "$work"
rm -rf s
"$PEIL" session new s --rubric "$rubric" --roster list.csv --lang nl >out
grep -q 'closed at\|gesloten bij' out && [ "$(stat -c %a "$(dirname "$work")" | tail -c 2)" -ge 5 ] &&
	fail "a folder that is open is called closed"
grep -q 'lecturer' out || fail "the roles are named"

# Paper: a page for each seat, and one for those who are there only.
"$PEIL" session sheets s --lang en >text
[ "$(grep -c "$(printf '\f')" text)" = 2 ] || fail "three pages"
[ "$(grep -c '^Seat: ' text)" = 3 ] || fail "three seats"
[ "$(grep -c '^  \[ \] u ' text)" = 24 ] || fail "boxes"
awk 'length > 80 { exit 1 }' text || fail "text wider than 80"
"$PEIL" session person s withdraw chris >/dev/null
"$PEIL" session sheets s --format html -o page.html 2>/dev/null
[ "$(grep -o '<article' page.html | wc -l)" = 2 ] || fail "pages of those who are there"
grep -qi '<script\|http:\|https:\|src=' page.html && fail "the page runs or loads something"
grep -q '=Ann' page.html || fail "names"
if ! command -v chromium >/dev/null 2>&1; then
	echo "SKIPPED: whether a form fits an A4 needs chromium"
	exit 77
fi
HOME=$work timeout 100 chromium --headless --no-sandbox --disable-gpu --print-to-pdf=page.pdf \
	"file://$work/page.html" >/dev/null 2>&1 || { echo "SKIPPED: chromium does not run here"; exit 77; }
[ "$(grep -ac '/Type */Page\b' page.pdf)" = 2 ] || fail "a form does not fit on one A4"
echo "lists, modes, and forms on paper"
