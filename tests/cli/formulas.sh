#!/bin/sh
# Texts that a spreadsheet would run as a formula, in every text from outside that gets into a table:
# each stands behind one ' in every table peil writes, nothing else gets one, and read back it is what
# it was, byte for byte. Which columns hold text is taken from the data package, so that a new one has
# to show a formula here too.
set -u
failed=0
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
HOME=$work/home TZ=UTC
export HOME TZ
mkdir "$HOME"
cd "$work" || exit 99
driver=$top_builddir/tests/faults/session_driver
peers=$top_builddir/tests/faults/peer_driver

bad()
{
	echo "FAILED: $*"
	failed=1
}
say()
{
	"$PEIL" "$@" --lang en >said 2>&1 || [ $? -eq 3 ] || { echo "peil $*: exit $?"; cat said; exit 99; }
}

cat >texts <<END
=cmd|' /C calc'!A0
+1+1
-2+3
@SUM(1)
'quoted
''twice
-1
$(printf '\tTAB')
$(printf '\rCR')
$(printf '\357\274\235wide=1')
$(printf '\357\274\213wide+1')
$(printf '\357\274\215wide-1')
$(printf '\357\274\240wide@1')
$(printf '\357\274\207wide')
=HYPERLINK("http://x","y"),2;3
END

# cells FILE DELIMITER: each cell on a line of its own: ROW <TAB> COLUMN NAME <TAB> CELL, quotes taken
# off, TAB and CR inside as <t> and <r>.
cells()
{
	sed "1s/^$(printf '\357\273\277')//" "$1" | LC_ALL=C awk -v d="$2" '{
		n = 0; cell = ""
		for (i = 1; i <= length($0) + 1; i++) {
			c = substr($0, i, 1)
			if (c == "\"" && q && substr($0, i + 1, 1) == "\"") { cell = cell c; i++ }
			else if (c == "\"") q = !q
			else if ((c == d || c == "") && !q) {
				n++
				if (NR == 1) name[n] = cell
				gsub(/\t/, "<t>", cell); gsub(/\r/, "<r>", cell)
				print NR "\t" name[n] "\t" cell
				cell = ""
			} else cell = cell c
		}
	}'
}

# guarded FILE DELIMITER: no cell of the table runs; no other has a quote before it.
tables=0
guarded()
{
	[ -s "$1" ] || { bad "$1: nothing there"; return; }
	tables=$((tables + 1))
	cells "$1" "$2" >one.cells
	cut -f3- one.cells | LC_ALL=C awk -v w="$(printf '\357\274')" '
		/^-[0-9]+(\.[0-9]+)?$/ { next }
		/^[=+@-]/ || /^<t>/ || /^<r>/ { print; next }
		substr($0, 1, 2) == w && index("\235\213\215\240\207", substr($0, 3, 1)) { print; next }
		/^\047/ && !/^\047([=+@\047-]|<t>|<r>)/ && substr($0, 2, 2) != w { print "needless: " $0 }' >wrong
	[ ! -s wrong ] || bad "$1: $(sort -u wrong | head -5 | tr '\n' '|')"
	cat one.cells >>all.cells
}

# --- what is put in ----------------------------------------------------------------------------

# Titles, labels and levels of the rubric.
sed 's/^title\[en\].*=.*"\(.*\)"/title[en] = "=\1"/; s/^title\[nl\].*=.*"\(.*\)"/title[nl] = "=\1"/
	s/^\(label\[[a-z]*\]\).*=.*"\(.*\)"/\1 = "@\2"/; s/^\(purpose\[[a-z]*\]\).*=.*"\(.*\)"/\1 = "+\2"/
	s/^\(low\[[a-z]*\]\).*=.*"\(.*\)"/\1 = "-\2"/' "$top_srcdir/rubrics/complextool.ini" >rubric.ini
sed 's/^title\[\([a-z]*\)\].*=.*"\(.*\)"/title[\1] = "=\2"/' "$top_srcdir/rubrics/teamwork.ini" >team.ini
{
	echo 'person,name,group,role,login,uid,email'
	number=0
	grep -v "$(printf '[\t\r]')" texts | while IFS= read -r text; do
		number=$((number + 1))
		quoted=$(printf %s "$text" | sed 's/"/""/g; s/[@"]//g')
		printf "p%d,\"'%s n\",\"'%s g\",student,,,\"'=%d@example.org\"\n" $number "=$quoted" "=T$((number % 2))" $number
	done
} >people.csv
say session new w --rubric rubric.ini --roster people.csv --title '=1+1 title' --purpose '@why'
say session new p --rubric team.ini --kind peer --roster people.csv --title '+peers' --purpose '-why' \
	--closes 2099-12-30 --yes
"$peers" fill p || bad "the forms of peers"
number=0
while IFS= read -r text; do
	number=$((number + 1))
	who=p$((number % 12 + 1))
	c=$(sed -n 's/^order *= *openness/openness/p' rubric.ini | tr -d ' ' | tr ',' '\n' | sed -n "$((number % 8 + 1))p")
	"$driver" raw w rate scored 1 $who '=1+1 title' "$c" "" high "" "" "" &&
		"$driver" raw w note "" 1 $who '=1+1 title' "$c" "" "" "$text" "" "" &&
		"$driver" raw w question open 1 $who '=1+1 title' "$c" 10$((number + 10)) "" "$text" "" "" &&
		"$driver" raw w agreement open 1 $who '=1+1 title' "$c" 10$((number + 10)) "" "$text" "$text" "$text" &&
		"$driver" raw w action open 1 "" '=1+1 title' "$c" 20$((number + 10)) high "$text" "$text" "$text" &&
		"$peers" say p p1 p3 top "$text" || bad "not written: $text"
	"$peers" say p p3 p5 tip "$text" || bad "not written: $text"
done <texts
say session reveal w --yes
say session agree w openness high --reason '=because'
printf '\n3\n=1\n2\n\047x\nq\n' >keys
"$PEIL" score "$work/rubric.ini" --session solo --target '=cmd' --rater '@me' --role '+r' --lang en <keys >said 2>&1 || bad "score"
say session close w --yes
say session close p --yes
say session comment p all release
say session release p --yes

# --- what comes out ----------------------------------------------------------------------------

for one in w/results/*.csv w/release/*.csv p/results/*.csv p/release/*.csv w/roster.csv w/private/*.csv \
	p/roster.csv p/private/*.csv p/raters/*/submit-*.csv solo/results/*.csv; do
	case $one in
	*\**) continue ;;
	esac
	guarded "$one" ,
done
# out FILE COMMAND: what a command writes, to its output and to a file.
out()
{
	file=$1
	shift
	"$PEIL" "$@" --lang en >"$file" 2>said || [ $? -eq 3 ] || bad "peil $*: $(cat said)"
	guarded "$file" ,
}
out o1 report w --format csv
out o2 report w --format csv --counts
out o3 report p --format csv
out o4 agree w --format csv
out o5 agree p --format csv
out o6 agree p --by rater --format csv
out o7 agree p --by target --format csv
out o8 factors p --format csv
out o9 session status w --format csv
out o10 session status p --format csv
out o11 session status p --reminders
out o12 session comments p --format csv
out o13 rubric export rubric.ini --format canvas
for system in canvas brightspace moodle; do
	out o-$system factors p --marks $system --group-mark 7
done
{
	echo "rater,target,criterion,group,value"
	for a in "'=a" "'+b" "'@c" "'-d"; do
		for b in "'=a" "'+b" "'@c" "'-d"; do
			[ "$a" = "$b" ] || printf '%s,%s,"'"''"'quoted","'"'=g"'",%d\n' "$a" "$b" $(((${#a} + $(printf %d "'${b#\'}")) % 4 + 1))
		done
	done
} >foreign.csv
out f1 agree foreign.csv --format csv
out f2 agree foreign.csv --by rater --format csv
out f3 factors foreign.csv --format csv
out f4 report foreign.csv --format csv
out f5 report foreign.csv --format csv --counts
score()
{
	"$PEIL" score "$work/rubric.ini" --session solo --target '=cmd' --rater '@me' --role '+r' --lang en "$@" \
		</dev/null >said 2>&1 || bad "score $*: $(cat said)"
}
score -o s1.csv
score -o s2.csv --wide
score -o s3.csv --delimiter ';' --bom --labels nl
score -o s4.csv --delimiter tab
guarded s1.csv , && guarded s2.csv , && guarded s3.csv ';' && guarded s4.csv "$(printf '\t')"

# The research package, in every form; read and written again it is the same.
package()
{
	name=$1
	delimiter=$2
	shift 2
	say export w p solo --to $name "$@"
	for one in $name/*.csv; do
		guarded "$one" "$delimiter"
	done
	"$PEIL" verify $name --lang en >said 2>&1 || bad "verify $name: $(cat said)"
}
package k1 , --notes --times
package k2 ';' --notes --delimiter ';' --bom
package k3 "$(printf '\t')" --notes --delimiter tab --labels en
package k4 , --notes --history
package k5 , --notes --wide
say export k1 --to again --notes --times
for one in k1/*.csv; do
	cmp -s "$one" "again/${one#*/}" || bad "$one read and written again: $(diff "$one" "again/${one#*/}" | head -4)"
done

# --- columns -----------------------------------------------------------------------------------

# Every text column of the package has had a formula in it, but those that hold ids, codes and words
# of peil's own.
own=' session person status rubric rubric_version rubric_fingerprint round rater criterion lang variable part kind link due level '
for table in k1/*.csv; do
	case $table in
	*/wide_*) continue ;;
	esac
	awk -v p="\"${table#*/}\"," '
		/"path":/ { on = $2 == p } !on { next }
		/"enum"/ { e = 1 } /"name":/ { n = $2 }
		/"type": "string"/ { if (!e) { gsub(/[",]/, "", n); print n } e = 0 }
		/"type": "(number|integer|date|datetime|boolean)"/ { e = 0 }' k1/datapackage.json >columns
	[ -s columns ] || bad "$table: no columns in the data package"
	cells "$table" , >one.cells
	while read -r column; do
		case $own in
		*" $column "*) continue ;;
		esac
		grep -q "^[0-9]*$(printf '\t')$column$(printf '\t')'" one.cells ||
			bad "$table: no formula was tried in the text column $column"
	done <columns
done
cells k3/ratings.csv "$(printf '\t')" | grep -q "level$(printf '\t')'@" || bad "labels: no formula was tried"
grep -q "due$(printf '\t')'" all.cells || bad "due: no formula was tried"
[ $tables -ge 50 ] || bad "only $tables tables"

# --- and back ----------------------------------------------------------------------------------

# Every text, each sign of it.
sed "s/$(printf '\t')/<t>/g; s/$(printf '\r')/<r>/g" texts | LC_ALL=C sort -u >given
for kind in note question agreement action; do
	cells k1/texts.csv , | awk -F '\t' -v k=$kind '
		$2 == "kind" { kind = $3 }
		$2 == "text" && kind == k { print substr($0, index($0, $3)) }' |
		sed "s/^'//" | LC_ALL=C sort -u >back
	LC_ALL=C comm -23 given back >lost
	[ ! -s lost ] || bad "$kind: comes back otherwise: $(tr '\n' '|' <lost)"
done
# Of comments the last one counts.
for table in o12 p/release/page-p3.csv p/release/page-p5.csv; do
	cells $table , | cut -f3- | grep -qxF "'$(tail -1 texts)" || bad "$table: the comment is not there"
done
# Lists of people, read again from what peil wrote.
say session new w2 --rubric rubric.ini --roster w/roster.csv --title '=1+1 title'
cmp -s w/roster.csv w2/roster.csv || bad "roster.csv is another one: $(diff w/roster.csv w2/roster.csv | head -3)"
# A rubric through Canvas.
"$PEIL" rubric import o13 -o import.ini --lang en >said 2>&1 || bad "rubric import: $(cat said)"
[ -f import.ini ] && "$PEIL" rubric export import.ini --format canvas --lang en >o14 2>said
cells o13 , | cut -f2- | grep -v '^Rubric Name' | LC_ALL=C sort >a
cells o14 , | cut -f2- | grep -v '^Rubric Name' | LC_ALL=C sort >b
cmp -s a b || bad "through Canvas and back: $(diff a b | head -4)"
# Names in a foreign table.
cells f2 , | cut -f3- >f2.cells
for name in "=a" "+b" "@c" "-d"; do
	grep -qxF "'$name" f2.cells || bad "agree --by rater: no $name"
done
echo "$tables tables"
exit $failed
