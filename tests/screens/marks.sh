#!/bin/sh
# What a braille display or a dump cannot show is not on a screen: each state has a sign of its own,
# and the cursor is where one is.
set -u
top_srcdir=$(cd "${top_srcdir:-$(dirname "$0")/../..}" && pwd)
top_builddir=$(cd "${top_builddir:-build}" && pwd)
PEIL=${PEIL:-$top_builddir/peil}
case $PEIL in /*) ;; *) PEIL=$PWD/$PEIL ;; esac
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
HOME=$work/home TZ=UTC LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1795521600
export HOME TZ LC_ALL SOURCE_DATE_EPOCH
unset LANG LANGUAGE LC_MESSAGES LC_CTYPE NO_COLOR PEIL_PLAIN TERM
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME XDG_RUNTIME_DIR
cd "$top_srcdir" || exit 1
. "$top_srcdir/tests/plain/worlds.sh"
failed=0

# --- the cursor, in every screen that any test expects -------------------------------------------
#
# It is on a row that begins with the marker, or that has it before a cell; or in a text below one; or,
# where nothing is marked, on a row with something on it. Hidden it is only where nothing is marked.
cat tests/screens/*.expected tests/screens/follow/*.expected | awk '
function is_marked(text) {
	gsub(/│/, " ", text)
	return text ~ /^> / || text ~ /  > [^ ]/ || text ~ / >[(#.·?x] /
}
function wrong(why) { print "FAILED: " name ": " why; bad++ }
/^== / { name = $2; rows = marked = 0; next }
/^-- cursor / {
	split($3, at, ",")
	seen++
	if ($3 == "hidden") {
		if (marked) wrong("the cursor is hidden, and a row is marked")
	} else if (marked) {
		near = 0
		for (i = at[1]; i >= 0 && i > at[1] - 8; i--)
			if (is_marked(row[i])) { near = i == at[1] || at[2] >= 2; break }
		if (!near) wrong("the cursor is at " $3 ", not where the marker is")
	} else if (row[at[1]] ~ /^ *$/ && row[at[1] - 1] ~ /^ *$/) {
		wrong("the cursor is on nothing, at " $3)
	}
	next
}
{ row[rows++] = $0; if (is_marked($0)) marked++ }
END { print seen + 0 " cursors looked at"; exit bad > 0 || seen < 500 }' || failed=1

# --- states ------------------------------------------------------------------------------------
#
# Each line of a set is a way to one and the same place; what is there differs, so the screens must,
# all from each other. `bottom`: the bottom line counts; else it is left out, since it says what was
# done just now. `VARIABLE=VALUE` goes into the environment of that way.
cat >"$work/sets" <<'END'
set an answer of a list | nothing | score tests/screens/rubrics/offer.ini --rater 1
<Enter> <End>
<Enter> 1 <End>
<Enter> 2 <Esc> <End>
<Enter> x <End>
<Enter> u <End>
set the level one is at | nothing | score teamwork --rater 1 --target Ana
<Enter>
<Enter> l
<Enter> l l
<Enter> j
set an answer in the matrix | nothing | score complextool --rater 1 --target Wijk
<Enter> m <End> <Home>
<Enter> 1 <Enter> m <End> <Home>
<Enter> 2 <Enter> m <End> <Home>
<Enter> u <Enter> m <End> <Home>
set a note | nothing | score teamwork --rater 1 --target Ana
<Enter> 1 k
<Enter> 1 k n "why" <Enter>
<Enter> 2 k
set a form | nothing | score teamwork --rater 1 --target Ana
<Enter> 1 1 1 1 1
<Enter> 1 1 1 1 1 s
set a cell | nothing | score collaboration-matrix --rater 1 --target Wijk
<Enter> <End> <Home>
<Enter> 1 <End> <Home>
<Enter> 2 <End> <Home>
<Enter> 3 <End> <Home>
<Enter> 4 <End> <Home>
<Enter> <Enter> a "Who?" <Enter> q <End> <Home>
set a cell in the matrix | nothing | score collaboration-matrix --rater 1 --target Wijk
<Enter> m
<Enter> 1 m
<Enter> 4 m
<Enter> m l
<Enter> m j
set an open question | nothing | score hybrid-evaluation --rater 1 --target Wijk
<Enter> <End>
<Enter> <Enter> "Data" <Enter> <End> <Home> <End>
<Enter> <Enter> "Data" <Enter> <Home> g "Ana" <Enter> <Enter> <End> <Home> <End> <Home> <PageDown>
set saving | nothing | bottom score teamwork --rater 1 --target Ana
<Enter> 1 :saved
XDG_DATA_HOME=/dev/full <Enter> 1 :saved
set what one rates | peers | rate "$HOME/s" --as ana
<Enter> y
<Enter> y 1 <Right> <Left> <Left>
<Enter> y 2 <Right> <Left> <Left>
<Enter> y u <Right> <Left> <Left>
<Enter> y <Right> <Right>
set an aspect to talk about | shown | discuss "$HOME/s"
4
4 <Enter> 2 <Enter> q
4 <Enter> 0 <Enter> q
4 <Enter> v q
4 j
set an aspect | shown | discuss "$HOME/s"
4 <Enter>
4 <Enter> 2 <Enter>
4 <Enter> 3 <Enter>
4 <Enter> 0 <Enter>
4 <Enter> v
4 <Enter> i
set what fits | shown | discuss "$HOME/s"
6
6 f "1" <Enter>
6 f "3-4" <Enter>
6 a "Ask" <Enter> <Enter> <Enter> <Enter> <Home>
set an agenda | workshop | discuss "$HOME/s"
<End> <Home>
3 y <End> <Home>
7 y <End> <Home>
set a seat | workshop | discuss "$HOME/s"
2 <End> <Home>
2 1 <Enter> 1 <Enter> q <End> <Home>
2 1 <Enter> 1 <Enter> s y <Esc> <End> <Home>
set a comment | over | session follow "$HOME/s"
1 c
1 c 1 1
1 c 1 2 "rude" <Enter>
set how far one has read about a team | over | session follow "$HOME/s"
1
1 <PageDown> <PageDown>
set a row of a rubric | nothing | rubric new
1 2 "Draw" <Enter> <Home>
1 2 "Draw" <Enter> 2 "See" <Enter> <Home>
1 2 "Draw" <Enter> 6 "low" <Enter> <Esc> <Home>
END

# one WAY: the screen it ends on.
one()
{
	set -- "$1" "${1%% *}"
	case $2 in *=*) setting=$2 way=${1#* } ;; *) setting= way=$1 ;; esac
	rm -rf "$HOME"
	cp -Rp "$work/world-$world" "$HOME" || exit 1
	echo "$way :saved :dump it" >"$work/keys"
	eval "set -- $run"
	env $setting timeout 60 "$PEIL" "$@" --lang en --size 80x24 --keys "$work/keys" 2>"$work/err" \
		</dev/null | awk -v bottom=$bottom '
		/^== it/ { on = 1; n = 0; next }
		on { row[++n] = $0 }
		END { for (i = 1; i <= n; i++) if (bottom || i != n - 1) print row[i] }'
	[ -s "$work/err" ] && grep -q 'error' "$work/err" && ! grep -q 'NOT SAVED' "$work/err" &&
		cat "$work/err"
}

sets=0
while IFS= read -r line; do
	case $line in
	"set "*)
		name=${line%% | *} run=${line##* | } world=${line#* | } ways=0
		world=${world%% | *} bottom=0
		case $run in "bottom "*) bottom=1 run=${run#bottom } ;; esac
		sets=$((sets + 1))
		rm -f "$work"/way-*
		[ -d "$work/world-$world" ] && continue
		rm -rf "$HOME" && mkdir "$HOME"
		"world_$world" >"$work/made" 2>&1 || { echo "FAILED: no world $world"; exit 1; }
		mv "$HOME" "$work/world-$world"
		;;
	*)
		ways=$((ways + 1))
		one "$line" >"$work/way-$ways"
		[ "$(wc -l <"$work/way-$ways")" -gt 20 ] || {
			echo "FAILED: $name: no screen: $line"
			cat "$work/way-$ways"
			failed=1
		}
		before=1
		while [ $before -lt $ways ]; do
			if cmp -s "$work/way-$before" "$work/way-$ways"; then
				echo "FAILED: $name: ways $before and $ways look the same"
				cat "$work/way-$ways"
				failed=1
			fi
			before=$((before + 1))
		done
		;;
	esac
done <"$work/sets"
echo "$sets sets of states compared"

# --- ASCII alone --------------------------------------------------------------------------------
#
# Each kind of screen in Dutch, with its é and ë.

names=$(ls tests/screens | sed -n 's/\(.*_nl_[68].*\|help_nl\|discuss_steps\|field\|home\|note\|offer\|review\)\.case$/\1/p' |
	grep -v '^plain')
PEIL=$PEIL top_srcdir=$top_srcdir ASCII=1 sh tests/screens/run.sh $names >"$work/ascii" || {
	cat "$work/ascii"
	failed=1
}
echo "with ASCII alone: $(tail -n 1 "$work/ascii")"
exit $failed
