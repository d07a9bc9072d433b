#!/bin/sh
# The published numbers of peer factors through a session: forms in, factors out; and teams as they
# are: one person, a pair, nobody who answers, zeros, two of one name, odd names.
driver=$top_builddir/tests/faults/peer_driver
PEIL=$top_builddir/peil
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
HOME=$work LC_ALL=C.UTF-8
export HOME LC_ALL
unset LANG LANGUAGE XDG_DATA_HOME XDG_CONFIG_HOME
failed=0
wrong() {
	echo "FAILED: $*"
	failed=1
}

# make_rubric FILE VALUE...: one criterion whose levels have these values.
make_rubric() {
	file=$1
	shift
	{
		printf '[rubric]\nid = numbers\nkind = levels\ntitle[en] = "Numbers"\n\n[levels]\norder = '
		sep=
		for value in "$@"; do
			printf '%sv%s' "$sep" "$value"
			sep=', '
		done
		echo
		for value in "$@"; do
			printf '[level.v%s]\nvalue = %s\nlabel[en] = "%s"\ntext[en] = "%s"\n' \
				"$value" "$value" "$value" "$value"
		done
		printf '[criteria]\norder = all\n[criterion.all]\ntitle[en] = "All"\n'
	} >"$file"
}
# make SESSION RUBRIC NAME...: one team, ids are the names.
make() {
	session=$1 rules=$2
	shift 2
	echo "person,name,group,role" >"$work/roster.csv"
	for name in "$@"; do
		echo "$name,$name,Team 1,student" >>"$work/roster.csv"
	done
	"$driver" make "$session" "$rules" "$work/roster.csv" || wrong "no session"
}
# row SESSION RATER "LEVELS" NAME...: what the rater gave to each, as the number of a level.
row() {
	session=$1 rater=$2 levels=$3
	shift 3
	for target in "$@"; do
		"$driver" give "$session" "$rater" "$target" "${levels%% *}" || wrong "not saved"
		levels=${levels#* }
	done
}
# has SESSION-CSV PERSON MEASURE VALUE: as exact as the value is written.
has() {
	got=$(awk -F, -v p="$2" -v m="$3" '$2 == p && $3 == m { print $4 }' "$1")
	awk -v a="$got" -v b="$4" 'BEGIN {
		if (b == "NA" || a == "NA") exit a != b
		d = a - b; if (d < 0) d = -d; p = index(b, "."); n = p ? length(b) - p : 0
		exit !(a != "" && d <= 0.51 * 10 ^ -n) }' ||
		wrong "$3 of $2 is $got, not $4"
}

# --- WebPA: Elaine did not submit; own marks count --------------------------------------------

make_rubric "$work/five.ini" 0 1 2 3 4 5
people="alice bob claire david elaine"
s=$work/webpa
make "$s" "$work/five.ini" $people
row "$s" alice "5 5 4 3 2" $people
row "$s" bob "4 6 4 3 1" $people
row "$s" claire "5 5 5 5 5" $people
row "$s" david "4 6 5 4 2" $people
"$PEIL" factors "$s" >/dev/null 2>&1 && wrong "factors while it is open"
"$PEIL" session close "$s" >/dev/null || wrong "not closed"
"$PEIL" factors "$s" --self include --group-mark 80 --weight 1 --format csv >"$work/one.csv" ||
	wrong "no factors"
"$PEIL" factors "$s" --self include --group-mark 80 --weight 0.5 --penalty 10% --format csv \
	>"$work/half.csv" || wrong "no factors"
set -- 1.1300 1.4785 1.1188 0.8553 0.4174
for name in $people; do
	has "$work/one.csv" $name webpa_score "$1"
	shift
done
has "$work/one.csv" alice webpa_grade 90.40
has "$work/one.csv" bob webpa_grade 100
has "$work/half.csv" claire webpa_grade 84.75
has "$work/half.csv" elaine webpa_grade 51.03
# On a scale of 1..10 every clamp is on it.
"$PEIL" factors "$s" --self include --group-mark 8 --scale 1..10 --weight 1 --format csv \
	>"$work/ten.csv" || wrong "no factors on 1..10"
has "$work/ten.csv" bob webpa_grade 10
has "$work/ten.csv" elaine webpa_grade 3.339
# Peers only: what one scores does not depend on whether one submitted, and absence pays nothing.
"$PEIL" factors "$s" --format csv >"$work/with.csv"
t=$work/without
make "$t" "$work/five.ini" $people
row "$t" bob "4 6 4 3 1" $people
row "$t" claire "5 5 5 5 5" $people
row "$t" david "4 6 5 4 2" $people
"$PEIL" session close "$t" >/dev/null
"$PEIL" factors "$t" --format csv >"$work/absent.csv"
for file in with absent; do
	grep '^Team 1,alice,webpa_score,' "$work/$file.csv"
done | uniq | wc -l | grep -q '^ *1$' || wrong "absence changes one's own score"
grep -q '^Team 1,bob,gain_by_absence,0.000000$' "$work/with.csv" || wrong "absence pays"

# --- SPA, SAPA, CATME -------------------------------------------------------------------------

s=$work/spa
make "$s" "$work/five.ini" a b c
row "$s" a "6 5 3" a b c
row "$s" b "5 5 4" a b c
row "$s" c "5 5 5" a b c
"$PEIL" session close "$s" >/dev/null
"$PEIL" factors "$s" --self include --format csv >"$work/spa.csv"
for line in "a 1.071 1.118 1.147 1.143" "b 1.029 1.000 1.059 1.143" "c 0.891 1.265 0.794 0.714"; do
	set -- $line
	has "$work/spa.csv" $1 spa $2
	has "$work/spa.csv" $1 sapa $3
	has "$work/spa.csv" $1 catme_self $4
	has "$work/spa.csv" $1 catme_peers $5
done

# --- TEAMMATES --------------------------------------------------------------------------------

make_rubric "$work/hundred.ini" 70 80 90 100 110 120
s=$work/teammates
make "$s" "$work/hundred.ini" a b c d
row "$s" a "4 4 4 4" a b c d
row "$s" b "5 5 5 5" a b c d
row "$s" c "3 3 3 3" a b c d
row "$s" d "1 2 5 6" a b c d
"$PEIL" session close "$s" >/dev/null
"$PEIL" factors "$s" --format csv >"$work/teammates.csv"
for line in "a 94" "b 97" "c 109" "d 100"; do
	set -- $line
	got=$(awk -F, -v p="$1" '$2 == p && $3 == "teammates_perceived" { printf "%d", $4 + 0.5 }' \
		"$work/teammates.csv")
	[ "$got" = "$2" ] || wrong "teammates_perceived of $1 is $got, not $2"
done

# --- properties -------------------------------------------------------------------------------

# Twice the marks are the same factors; and neither the order of the list nor that of answering
# changes a bit.
make_rubric "$work/double.ini" 0 2 4 6 8 10
for s in "$work/single" "$work/doubled" "$work/turned"; do
	case $s in
	*single) make "$s" "$work/five.ini" a b c d ;;
	*doubled) make "$s" "$work/double.ini" a b c d ;;
	*turned) make "$s" "$work/five.ini" d c b a ;;
	esac
	if [ "$s" = "$work/turned" ]; then
		row "$s" d "2 5 3 6" d c b a
		row "$s" c "4 3 6 5" d c b a
		row "$s" b "6 5 3 2" d c b a
		row "$s" a "3 2 6 4" d c b a
	else
		row "$s" a "4 6 2 3" a b c d
		row "$s" b "2 3 5 6" a b c d
		row "$s" c "5 6 3 4" a b c d
		row "$s" d "6 3 5 2" a b c d
	fi
	"$PEIL" session close "$s" >/dev/null
	"$PEIL" factors "$s" --format csv | grep 'webpa_score\|spa,\|catme\|teammates' >"$s.csv"
done
cmp "$work/single.csv" "$work/doubled.csv" || wrong "the scale changes a factor"
cmp "$work/single.csv" "$work/turned.csv" || wrong "the order changes a factor"
awk -F, '$3 == "webpa_score" { sum += $4; n++ } END { exit !(n == 4 && sum > 3.999997 && sum < 4.000003) }' \
	"$work/single.csv" || wrong "the mean of a whole team is not 1"

# --- who comes late, who leaves ---------------------------------------------------------------

s=$work/moving
make "$s" "$work/five.ini" a b c d
"$driver" fill "$s" || wrong "not filled in"
"$PEIL" session person "$s" add "Late Lena" --group "Team 1" >"$work/out" 2>&1 || {
	cat "$work/out"
	wrong "nobody can come late"
}
"$PEIL" session person "$s" withdraw b >/dev/null || wrong "nobody can leave"
"$PEIL" session status "$s" --reminders >"$work/out"
grep -q 'Late Lena' "$work/out" || {
	cat "$work/out"
	wrong "who comes late is not reminded"
}
[ "$(wc -l <"$work/out")" = 5 ] || wrong "those who have somebody new are not reminded"
"$PEIL" session close "$s" >/dev/null
"$PEIL" factors "$s" --format csv >"$work/moving.csv" || wrong "no factors"
grep -q '^Team 1,b,' "$work/moving.csv" && wrong "who left is still in the team"
grep -q "^Team 1,[^,]*,webpa_score,NA\$" "$work/moving.csv" || wrong "who came late has a score"
"$PEIL" session release "$s" --words --yes >/dev/null || wrong "no release"
[ "$(ls "$s/release"/page-*.txt | wc -l)" = 4 ] || wrong "not four pages"
grep -l 'for b,' "$s/release"/page-*.txt && wrong "who left is on a page"

# --- teams as they are ------------------------------------------------------------------------

cat >"$work/roster.csv" <<'END'
person,name,group,role
alone,Alone,Solo,student
p1,Pia,Pair,student
p2,Pim,Pair,student
n1,Nobody,Silent,student
n2,Never,Silent,student
z1,Zoë Ångström,Zero,student
z2,"Zed, ""the"" third",Zero,student
z3,مريم,Zero,student
z4,Zed,Zero,student
x1,Sam Smit,Same,student
x2,Sam Smit,Same,student
x3,Sam Smit,Same,student
x4,=1+1,Same,student
lost,,,student
END
s=$work/edges
"$driver" make "$s" "$work/five.ini" "$work/roster.csv" || wrong "no session of edges"
"$driver" fill "$s" n1 n2 z1 z2 z3 z4 || wrong "not filled in"
for r in z1 z2 z3; do
	row "$s" $r "1 1 1 1" z1 z2 z3 z4
done
"$PEIL" session close "$s" >/dev/null
"$PEIL" factors "$s" --format csv >"$work/edges.csv" 2>"$work/err" || {
	cat "$work/err"
	wrong "no factors at the edges"
}
"$PEIL" factors "$s" >"$work/edges.txt" || wrong "no text at the edges"
grep -q 'nan\|inf' "$work/edges.csv" "$work/edges.txt" && wrong "a figure is nan or inf"
has "$work/edges.csv" alone webpa_score NA
has "$work/edges.csv" n1 webpa_score NA
has "$work/edges.csv" z1 webpa_score NA
has "$work/edges.csv" p1 webpa_score 1
grep -q 'Sam Smit (x2)' "$work/edges.txt" || grep -q 'Sam Smi' "$work/edges.txt" ||
	wrong "two of one name are not told apart"
"$PEIL" session comment "$s" all release >/dev/null || wrong "no comments at the edges"
"$PEIL" session release "$s" --yes >"$work/out" || {
	cat "$work/out"
	wrong "no release at the edges"
}
[ "$(ls "$s/release"/page-*.txt | wc -l)" = 14 ] || wrong "not everybody gets a page"
for id in alone p1 n1; do
	grep -q 'words only' "$s/release/page-$id.txt" || wrong "$id gets figures"
	grep -q 'What teammates saw' "$s/release/page-$id.txt" && wrong "$id gets levels"
done
grep -q 'What teammates saw' "$s/release/page-x1.txt" || wrong "three teammates, and no levels"
grep -q 'مريم' "$s/release/page-z3.txt" || wrong "a name is lost"
grep -q '&quot;the&quot;' "$s/release/page-z2.html" || grep -q '"the" third' "$s/release/page-z2.html" ||
	wrong "a name is lost in HTML"
grep -q "'=1+1" "$s/release/mail.csv" || wrong "a name runs as a formula"
# A comment that was changed later has to be read again; one with a passage is blacked out.
id=$("$PEIL" session comments "$s" --format csv | awk -F, '$3 == "p1" && $5 == "top" { print $1 }')
"$PEIL" session comment "$s" "$id" black --text "top" --reason "too much" >/dev/null ||
	wrong "no passage can be blacked out"
"$PEIL" session comment "$s" "$id" black --text "not in it" --reason "x" >/dev/null 2>&1 &&
	wrong "a passage that is not there is blacked out"
"$PEIL" session comment "$s" "$id" hold >/dev/null 2>&1 && wrong "no reason is asked for"
"$PEIL" session release "$s" --preview p2 >"$work/p2" || wrong "no preview"
grep -q '███ for p2' "$work/p2" || wrong "the passage is not black"
grep -q 'held back by the lecturer' "$work/p2" || wrong "the page does not say so"
# What if, kept with a reason, is a step that all can read.
"$PEIL" session weigh "$s" --weight 25% --cap 1.1 >/dev/null 2>&1 && wrong "no reason for a weight"
"$PEIL" session weigh "$s" --weight 25% --cap 1.1 --reason "as agreed" >/dev/null ||
	wrong "the weight cannot change"
grep -q '^weight = "0.25"' "$s"/state/*-settings || wrong "the change is not written down"
"$PEIL" session wipe "$s" --yes >/dev/null || wrong "nothing is wiped"
"$PEIL" session wipe "$s" --yes >"$work/out" 2>&1 && wrong "wiped twice"
grep -q 'wiped' "$work/out" || {
	cat "$work/out"
	wrong "it does not say that it was wiped"
}

[ $failed = 0 ] && echo "numbers of WebPA, SPA, SAPA, CATME and TEAMMATES through sessions"
exit $failed
