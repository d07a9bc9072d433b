#!/bin/sh
# peil export: what is in a package and what is not, who is left out, equal bytes, packages of
# packages, folders that were copied, and nothing half written.
. "$top_srcdir/tests/cli/lib.sh"
cp -r "$top_srcdir/rubrics" .
# column FILE NAME: the values of a column; for cells without commas in quotes before it.
column()
{
	awk -F, -v name="$2" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; next } { print $at }' "$1"
}
at=1700000000
for i in 1 2 3; do
	SOURCE_DATE_EPOCH=$((at + i)) "$PEIL" demo w$i </dev/null >/dev/null 2>&1 || :
	[ -f w$i/session.ini ] || fail "no example"
done

# A peer session that asks for consent: three say yes, one no, one is never asked.
SOURCE_DATE_EPOCH=1795521600
export SOURCE_DATE_EPOCH
{
	echo 'person,name,group,role,login,email'
	for p in 1 2 3 4 5; do echo "secret-$p,Geheim $p,Team Rood,student,login$p,mail$p@example.org"; done
} >class.csv
for s in p1 p2; do
	"$PEIL" session new $s --rubric rubrics/teamwork.ini --kind peer --roster class.csv \
		--purpose Halfway. --research ask --closes 2026-12-30 --yes >out 2>&1 || { cat out; fail "no peer session"; }
	for p in 1 2 3 4; do
		answer=j
		[ $p != 4 ] || answer=n
		printf '\n%s\n3 3 4 2 3\n2 4 3 3 4\n4 u 3 2 1\n3 3 2 4 3\n1 2 3 4 3\nn\nZeer persoonlijk.\n.\ns\nq\n' $answer |
			"$PEIL" rate $s --as secret-$p --plain --lang en >said 2>&1 || { cat said; fail "rating"; }
	done
done

"$PEIL" export w1 w2 w3 p1 p2 --to all --lang en 2>said || { cat said; fail "exit $?"; }
grep -q 'Left out: 2 who said no to research, 2 who were not asked' said || { cat said; fail "who is left out"; }
for file in ratings sheets people sessions codebook wide_complextool wide_teamwork; do
	[ -s all/$file.csv ] || fail "no $file.csv"
done
for file in datapackage.json load.R load.py load.sps load.sql README; do
	[ -s all/$file ] || fail "no $file"
done
[ "$(stat -c %a all all/ratings.csv | tr '\n' ' ')" = "700 600 " ] || fail "others can read the package"
grep -q 'said no to research: 2' all/README || fail "README does not count who is left out"
grep -r -i -l 'secret-\|geheim\|login[1-5]\|mail[1-5]\|persoonlijk' all && fail "somebody's name, login or text is in the package"
[ "$(column all/people.csv session | sort | uniq -c | awk '{ print $1 }' | sort -n | tr '\n' ' ')" = "3 3 12 12 12 " ] ||
	fail "people: $(column all/people.csv session | sort | uniq -c)"
# three people about three people, five criteria
[ "$(grep -c ',teamwork,.*,peer,' all/ratings.csv)" = 60 ] || fail "$(grep -c ',teamwork,.*,peer,' all/ratings.csv) peer ratings, not 60"
[ "$(grep -c ',teamwork,.*,self,' all/ratings.csv)" = 30 ] || fail "self ratings"
[ "$(column all/ratings.csv rater | sort -u | grep -c '^p[0-9a-f]\{12\}$')" = 42 ] || fail "codes of raters"
cut -d, -f17 all/ratings.csv | grep -q T && fail "times to the second"

# equal input, equal bytes, in any order; a package stands for its sessions
"$PEIL" export p2 w3 w1 p1 w2 --to again 2>/dev/null
diff -r all again >out || { head out; fail "another order, other bytes"; }
"$PEIL" export w1 p1 --to part 2>/dev/null
"$PEIL" export part w2 w1 w3 p2 --to mixed 2>said
diff -r all mixed >out || { head out; fail "by way of a package, other bytes"; }
grep -q 'taken once: 1' said || fail "a session that is in a package too"
key=$work/.local/share/peil/keys/research.key
[ "$(stat -c %a "$key")" = 600 ] || fail "the key"
grep -r -q "$(cut -c1-20 "$key")" all && fail "the key is in the package"
chmod 644 "$key"
"$PEIL" export w1 --to x 2>said && fail "a key that others can read"
grep -q 'chmod 600' said && [ ! -e x ] || fail "no hint about the key"
chmod 600 "$key"

# options
"$PEIL" export w1 w2 p1 p2 --to notes --notes --times --link login --history --delimiter ';' --bom 2>said
grep -q 'Zeer persoonlijk' notes/texts.csv || fail "no notes with --notes"
head -c 3 notes/ratings.csv | od -An -tx1 | grep -q 'ef bb bf' || fail "no BOM"
cut -d';' -f17 notes/sheets.csv | grep -q 'T.*Z$' || fail "no times"
grep -q ' 3 people are in two sessions or more, of 3 ' said || { cat said; fail "linked"; }
[ "$(cut -d';' -f6 notes/people.csv | grep '^l' | sort | uniq -c | awk '$1 == 2' | wc -l)" = 3 ] || fail "links"
"$PEIL" export p1 p2 --to mail --link email 2>said
grep -q ' 3 people are in two sessions or more' said || { cat said; fail "linked by mail"; }
"$PEIL" export w1 --to wide --wide --labels nl 2>/dev/null
[ ! -e wide/ratings.csv ] && [ -s wide/wide_complextool.csv ] || fail "--wide"
"$PEIL" export w1 --to dutch --labels nl 2>/dev/null
grep -q ',zeer hoog,4,' dutch/ratings.csv || fail "--labels nl"
"$PEIL" export w1 p1 --to shared --shared 2>said
[ "$(grep -c ',teamwork,' shared/ratings.csv)" = 0 ] || fail "three raters are shown with --shared"
grep -q ',complextool,' shared/ratings.csv || fail "twelve raters are left out with --shared"
[ "$(column shared/people.csv role | sort -u | tr '\n' ' ')" = " student " ] || fail "small roles are named"

# agreement from a folder is agreement from its table; several folders keep their people apart
"$PEIL" agree w1 --bootstrap 0 --format csv >folder
"$PEIL" agree w1/results/ratings.csv --levels 1..4 --bootstrap 0 --format csv >table
cmp folder table || fail "peil agree DIR"
"$PEIL" agree w1 w2 w3 --bootstrap 0 --lang en | grep -q '^1 target, 36 raters, 8 criteria' || fail "peil agree DIR DIR DIR"
"$PEIL" session new hidden --rubric rubrics/complextool.ini --kind workshop --people student:2 --title T >/dev/null 2>&1
"$PEIL" agree hidden 2>said && fail "agreement on what was not shown"
grep -q 'not shown yet' said || fail "no reason"

# whole or not at all
"$PEIL" export w1 --to all 2>said && fail "an older package was written over"
grep -q -- '--force' said || fail "no hint"
mkdir other && touch other/mine
"$PEIL" export w1 --to other --force 2>/dev/null && fail "a folder that is no package"
[ -e other/mine ] || fail "somebody's folder is gone"
"$PEIL" export w1 --to all --force 2>/dev/null || fail "--force"
[ "$(column all/sessions.csv session | wc -l)" = 1 ] || fail "--force left the old package"
(ulimit -f 20 && "$PEIL" export w1 w2 w3 --to big --notes --history) 2>/dev/null && fail "no room, and no error"
[ ! -e big ] && [ -z "$(ls -A | grep '^\.peil-')" ] || fail "half a package is left"
for wrong in "w1" "--to x" "w1 --to x --link name" "w1 w1 --to x" "nowhere --to x" "w1 --to x --delimiter ab"; do
	# shellcheck disable=SC2086
	"$PEIL" export $wrong >/dev/null 2>&1 && fail "not refused: export $wrong"
done
[ ! -e x ] || fail "a refused export leaves something"

# Folders that travel: forty, tarred, unpacked, all of other owners.
mkdir far
for i in $(seq 4 43); do
	SOURCE_DATE_EPOCH=$((at + i)) "$PEIL" demo far/w$i </dev/null >/dev/null 2>&1 || :
	"$PEIL" session close far/w$i --yes >/dev/null 2>&1 || fail "closing"
done
"$PEIL" export far/w* --to home 2>said || { cat said; fail "forty at home"; }
tar -cf far.tar far
if [ "$(id -u)" = 0 ]; then
	mkdir away && tar -C away -xf far.tar --no-same-owner && chown -R 4242:4242 away/far
	"$PEIL" export away/far/w* --to away.out >said 2>&1 || { cat said; fail "forty away from home"; }
	cmp home/ratings.csv away.out/ratings.csv || fail "renumbered uids, other ratings"
	for step in away/far/*/state/*-manifest; do rm "$step"; done
	status=0
	"$PEIL" export away/far/w* --to bare >said 2>&1 || status=$?
	[ $status = 3 ] && grep -q unattested said && grep -q unattested bare/README ||
		{ head -n 3 said; fail "without manifests: exit $status, not said"; }
else
	echo "export.sh: folders with renumbered uids SKIPPED: only root can give files away"
fi
exit 0
