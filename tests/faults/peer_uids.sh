#!/bin/sh
# Four accounts as in a course: a lecturer, two students of one team and a colleague in the
# lecturer's group. Students can list, read or change nothing of one another, before or after
# release, but their own page. Needs root and a file system with ACLs.
. "$top_srcdir/tests/faults/lib.sh"
. "$top_srcdir/tests/faults/accounts.sh"
driver=$top_builddir/tests/faults/peer_driver
ana=50002 bo=50003

accounts "$driver" "$top_srcdir/rubrics/teamwork.ini" $ana $bo
cat >"$work/roster.csv" <<END
person,name,group,role,login,uid,email
ana,Ana,Team A,student,,$ana,ana@example.org
bo,Bo,Team A,student,,$bo,bo@example.org
cas,Cas,Team A,student,,,cas@example.org
dee,Dee,Team A,student,,,
END
chmod 644 "$work/roster.csv"
s=$work/shared/s
as $owner "$work/driver" make "$s" "$work/rubric.ini" "$work/roster.csv" || exit 1

must "ana fills in her forms" as $ana "$work/driver" own "$s" ana
must "bo fills in his forms" as $bo "$work/driver" own "$s" bo
must "the owner enters for those without an account" as $owner "$work/driver" own "$s" cas
must "and another" as $owner "$work/driver" own "$s" dee
must "a note for the lecturer" as $bo "$work/driver" say "$s" bo bo lecturer "zonder adres"
journal=$(ls "$s/raters/u$bo"/j-*.csv | head -1)
[ -n "$journal" ] || skip "no journal of bo"

# before: nothing of one another
for uid in $ana $colleague; do
	must_not "$uid lists what bo wrote" as $uid ls "$s/raters/u$bo"
	must_not "$uid reads what bo wrote" as $uid cat "$journal"
	must_not "$uid changes it" as $uid sh -c "echo x >>'$journal'"
	must_not "$uid takes it away" as $uid rm -f "$journal"
	must_not "$uid reads addresses" as $uid cat "$s/private/people.csv"
	must_not "$uid follows the session" as $uid "$work/peil" session follow "$s" --plain
	must_not "$uid reads comments" as $uid "$work/peil" session comments "$s"
	must_not "$uid sees reminders" as $uid "$work/peil" session status "$s" --reminders
	must_not "$uid computes factors" as $uid "$work/peil" factors "$s"
	must_not "$uid releases" as $uid "$work/peil" session release "$s" --yes
	must_not "$uid wipes" as $uid "$work/peil" session wipe "$s" --yes
	must_not "$uid reads a page that is not there" as $uid "$work/peil" feedback "$s"
done
must_not "the owner reads levels while it is open" as $owner "$work/peil" factors "$s"
must_not "the owner releases while it is open" as $owner "$work/peil" session release "$s" --yes

must "it is closed" as $owner "$work/peil" session close "$s"
must "comments are released" as $owner "$work/peil" session comment "$s" all release
# A review is the owner's alone, and is found in nobody else's journal.
as $ana "$work/peil" session comment "$s" all hold --reason x >/dev/null 2>&1 &&
	{ echo "FAILED: ana decides about comments"; failed=1; }
must "pages are released" as $owner "$work/peil" session release "$s" --yes
must "the owner reads any page" as $owner "$work/peil" feedback "$s" --as bo

# after: one's own page, and nothing else
for who in ana bo; do
	eval "uid=\$$who"
	must "$who reads the own page" as "$uid" "$work/peil" feedback "$s"
	grep -q 'What teammates saw' "$work/said" || { echo "FAILED: $who reads no levels"; failed=1; }
	must "$who finds the own HTML page" as "$uid" cat "$s/release/page-$who.html"
	must "$who reads the team's page" as "$uid" cat "$s/release/team-01.txt"
	must_not "$who changes the own page" as "$uid" sh -c "echo x >>'$s/release/page-$who.txt'"
	must_not "$who lists the pages" as "$uid" ls "$s/release"
	must_not "$who reads the list to mail from" as "$uid" cat "$s/release/mail.csv"
	must_not "$who puts a page there" as "$uid" touch "$s/release/page-x.txt"
	must_not "$who takes a page away" as "$uid" rm -f "$s/release/page-cas.txt"
	must_not "$who reads the page of cas" as "$uid" cat "$s/release/page-cas.txt"
	must_not "$who reads factors" as "$uid" "$work/peil" factors "$s"
	must_not "$who reads results" as "$uid" ls "$s/results"
	grep -rq "zonder adres" "$s/release" && { echo "FAILED: a note for the lecturer got out"; failed=1; }
done
must_not "ana reads bo's page" as $ana cat "$s/release/page-bo.txt"
must_not "ana reads bo's page as HTML" as $ana cat "$s/release/page-bo.html"
must_not "ana reads it as bo" as $ana "$work/peil" feedback "$s" --as bo
must_not "bo reads ana's page" as $bo cat "$s/release/page-ana.txt"
must_not "ana still reads nothing of bo" as $ana cat "$journal"
for page in page-ana.txt page-bo.html team-01.txt mail.csv; do
	must_not "the colleague reads $page" as $colleague cat "$s/release/$page"
done

# Nothing is left but that it was.
must "it is wiped" as $owner "$work/peil" session wipe "$s" --yes
[ -z "$(find "$s/raters" "$s/release" "$s/private" "$s/results" -type f)" ] ||
	{ echo "FAILED: something stays after a wipe"; failed=1; }
must_not "no page is left" as $ana "$work/peil" feedback "$s"

[ $failed = 0 ] && echo "four accounts: everybody the own page, nothing of one another"
exit $failed
