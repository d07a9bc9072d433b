#!/bin/sh
# Stop and start again: what is taken up, what starts afresh, what is refused, what is skipped, and
# how the work goes on elsewhere when it cannot be saved.
set -u

work=$(mktemp -d) || exit 99
mounted=
trap '[ -z "$mounted" ] || umount "$mounted"; chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$top_srcdir" || exit 99
SOURCE_DATE_EPOCH=1795521600
export SOURCE_DATE_EPOCH
failed=0 cases=0 skipped= run_as=
rubric=$work/rubrics/complextool.ini
mkdir "$work/rubrics" && cp rubrics/complextool.ini "$rubric"

bad()
{
	echo "FAILED: case $cases: $*"
	failed=1
}

fresh()
{
	cases=$((cases + 1))
	HOME=$work/home$cases
	export HOME
	mkdir "$HOME"
	sessions=$HOME/.local/share/peil/sessions
}

# run STATUS INPUT ARGUMENT...: in lines, in English, on the answers INPUT (as of printf).
run()
{
	want=$1 input=$2
	shift 2
	printf "$input" | timeout 20 $run_as "$PEIL" "$@" --plain --lang en >"$work/out" 2>"$work/err"
	got=$?
	[ $got -eq "$want" ] || {
		bad "$*: exit $got, not $want"
		cat "$work/err"
	}
}

says()
{
	grep -qF -- "$1" "$work/out" "$work/err" || {
		bad "does not say: $1"
		cat "$work/out" "$work/err"
	}
}

says_not()
{
	grep -F -- "$1" "$work/out" "$work/err" && bad "says: $1"
}

# rows N PATTERN [FOLDER]: so many rows of the session's table (the only one's) match.
rows()
{
	count=$(cat ${3:-"$sessions"/*}/results/ratings.csv 2>"$work/none" | grep -c -- "$2")
	[ "$count" -eq "$1" ] || bad "$count rows with $2, not $1"
}

folders()
{
	count=$(ls "$sessions" 2>"$work/none" | wc -l)
	[ "$count" -eq "$1" ] || bad "$count sessions, not $1"
}

# --- nothing before the first answer -----------------------------------------------------------

fresh
run 0 '\nm\nq\n?\nw\no\nq\nj\nq\n' score complextool --target T
says 'Complextool: T. 0 of 8 answered.'
run 0 'q\n' home
run 0 '\nq\n' score complextool --session "$work/nothing" -o "$work/nothing.csv"
says 'Nothing was answered'
printf '<Enter> j j :dump d q q' >"$work/keys"
timeout 20 "$PEIL" score complextool --keys "$work/keys" >"$work/out" 2>&1
left=$(find "$HOME" "$work/nothing" "$work/nothing.csv" -type f ! -path '*/config/*' 2>"$work/none" |
	grep -v /config.ini)
[ -z "$left" ] || bad "before the first answer there is $left"

# --- taking up ---------------------------------------------------------------------------------

fresh
run 0 '\n3\nwhy\nu\n\nq\n' score complextool --target T
folders 1
run 0 '\nq\n' score complextool --target T
says '2 of 8 answered'
says 'Aspect 3 of 8'
run 0 '\n1\n\n' score complextool
folders 1
rows 2 ',T,outside,[a-z-]*,scored,'
# Undo goes back past the restarts, to the opening of the form, and not further.
run 0 '\nz\nz\nz\nz\nz\nz\nz\nw\nq\n' score complextool --target T
says '0 of 8 answered'
rows 8 ',unanswered,'
rows 0 why
# What was undone stays undone, and answers after it count.
run 0 '\nw\nfirst\n4\n\nq\n' score complextool --target T
says '0 of 8 answered'
rows 1 ',openness,scored,very-high,'

# Two targets in one session; each has its own answers.
run 0 '\n1\nother\nq\n' score complextool --target V
folders 1
rows 1 ',T,outside,openness,scored,very-high,4,,'
rows 1 ',V,outside,openness,scored,low,1,other,'
run 0 '\nw\nq\n' score complextool --target T
says 'Complextool: T. 1 of 8 answered.'

# --new starts afresh, and so do another role, moment and rater.
run 0 '\n2\n\nq\n' score complextool --target T --new
says '0 of 8 answered'
folders 2
run 0 '\n2\n\nq\n' score complextool --target T --role lecturer
says '0 of 8 answered'
run 0 '\n2\n\nq\n' score complextool --target T --moment end
says '0 of 8 answered'
run 0 '\n2\n\nq\n' score complextool --target T --rater "Ana Ë"
says '0 of 8 answered'
folders 5
run 0 '\nq\n' score complextool --target T --rater "Ana Ë"
says '1 of 8 answered'

# --- handed in ---------------------------------------------------------------------------------

fresh
run 0 '\n3\n\ns\ny\nq\nq\n' score complextool --target T
says 'handed in'
first=$(echo "$sessions"/*)
rows 8 ',self,yes$'
# It is not filled in again by accident,
run 0 '\nq\n' score complextool --target T
says '0 of 8 answered'
folders 1
# but opens by its folder, where it is shut until it is reopened,
run 0 '\n1\nq\nq\n' score --session "$first"
rows 1 ',openness,scored,high,'
run 0 '\nR\nfirst\n4\n\nq\nq\n' score --session "$first"
rows 1 ',openness,scored,very-high,'
rows 8 ',self,no$'
run 0 '\ns\ny\nq\nq\n' score --session "$first"
rows 8 ',self,yes$'
# and from the home screen.
number=$(run 0 'q\n' home && sed -n 's/^\([0-9]*\)[:,] .*handed in.*/\1/p' "$work/out" | head -1)
run 0 "${number:-0}\n\nR\n\nq\nq\nq\n" home
rows 8 ',self,no$'

# --- refused -----------------------------------------------------------------------------------

fresh
run 0 '\n3\n\nq\n' score "$rubric" --session "$work/s"
cp -r "$work/s" "$work/changed"
sed -i 's/^version .*/version = 9/' "$work/changed/rubric.ini"
run 1 '\n1\n\nq\n' score --session "$work/changed"
says 'changed'
says_not 'Saved'
sed -i 's/are known\./are unknown./' "$rubric"
run 1 '\n1\n\nq\n' score "$rubric" --session "$work/s"
says 'another text of the rubric'
says_not 'Saved'
rm "$work/changed/rubric.ini"
run 1 '\n1\n\nq\n' score --session "$work/changed"
says 'rubric.ini'

# --- damaged lines -----------------------------------------------------------------------------

fresh
run 0 '\n3\n\n2\n\n1\n\nq\n' score complextool --session "$work/d"
journal=$(echo "$work"/d/raters/*/j-*.csv)
# The second answer.
sed -i '/,interdependence,/s/moderate/m0derate/' "$journal"
run 3 '\nw\nq\n' score --session "$work/d"
line=$(grep -n 'm0derate' "$journal" | cut -d: -f1)
says "$(basename "$journal"):$line: warning:"
says '2 of 8 answered'
rows 1 ',interdependence,unanswered,' "$work/d"
# Later answers win over all that stands there, also over the damaged line if it were mended.
run 3 '\nfirst\nj\n4\n\nq\n' score --session "$work/d"
sed -i 's/m0derate/moderate/' "$journal"
run 0 '\nq\n' score --session "$work/d"
rows 1 ',interdependence,scored,very-high,' "$work/d"
# A torn end is an answer that was never called saved.
printf '1,%s,99,2026' "$(basename "$journal" .csv | cut -c3-)" >>"$journal"
run 3 '\nq\n' score --session "$work/d"
says '3 of 8 answered'

# --- its own journal cannot be read, or nothing can be saved -----------------------------------

if [ "$(id -u)" -eq 0 ]; then
	if command -v setpriv >"$work/none" && setpriv --reuid 54321 --regid 54321 --clear-groups \
		"$PEIL" --version >"$work/none" 2>&1; then
		run_as="setpriv --reuid 54321 --regid 54321 --clear-groups"
		chmod 755 "$work"
	else
		skipped="$skipped unreadable-journal read-only-folder"
	fi
fi
lent()
{
	[ "$(id -u)" -ne 0 ] || chown -R 54321:54321 "$@"
}

if [ -z "$skipped" ]; then
	fresh
	mkdir "$work/open"
	lent "$HOME" "$work/open"
	run 0 '\n3\n\nq\n' score complextool --session "$work/open/r"
	chmod 000 "$work"/open/r/raters/*/j-*.csv
	run 1 '\n1\n\nq\n' score --session "$work/open/r"
	says 'one of your own journals cannot be read'
	says_not 'Saved'
	chmod 600 "$work"/open/r/raters/*/j-*.csv

	# The folder can no longer be written: e goes on in another one, with all there was.
	chmod 555 "$work"/open/r/raters/*
	run 0 "\n2\nkept\ne\n$work/open/plain\n1\n\nq\n" score --session "$work/open/r"
	says 'NOT SAVED'
	rows 1 ',openness,scored,high,' "$work/open/plain"
	rows 1 ',interdependence,scored,moderate,2,kept,' "$work/open/plain"
	rows 1 ',novelty,scored,low,' "$work/open/plain"
	printf '<Enter> u "kept" <Enter> :saved :dump failed e "%s" <Enter> :saved :dump moved 1 <Enter> :saved q' \
		"$work/open/screen" >"$work/keys"
	timeout 20 $run_as "$PEIL" score --session "$work/open/r" --lang en --keys "$work/keys" \
		>"$work/out" 2>"$work/err" || bad "e on the screen: exit $?"
	says 'NOT SAVED'
	sed -n '/^== moved/,$p' "$work/out" | grep -q '^saved ' || {
		bad "after e the screen does not say saved"
		cat "$work/out"
	}
	rows 1 ',openness,scored,high,' "$work/open/screen"
	rows 1 ',interdependence,unknown,,,kept,' "$work/open/screen"
	rows 1 ',novelty,scored,low,' "$work/open/screen"
	# Without e nothing is pretended.
	run 4 '\n2\n\nq\ny\n' score --session "$work/open/r"
	says 'NOT SAVED: '
	run_as=
fi

# A disk that is full from the start, and one that fills up.
fresh
XDG_DATA_HOME=/dev/null/x
export XDG_DATA_HOME
run 0 "\n2\nkept\ne\n$work/none-full\n1\n\nq\n" score complextool
unset XDG_DATA_HOME
rows 1 ',openness,scored,moderate,2,kept,' "$work/none-full"
mkdir "$work/tiny"
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=64k peil "$work/tiny" 2>"$work/none"; then
	mounted=$work/tiny
	run 0 '\n3\n\nq\n' score complextool --session "$work/tiny/s"
	dd if=/dev/zero of="$work/tiny/filler" bs=1k count=64 2>"$work/none"
	run 0 "\n2\nkept\ne\n$work/elsewhere\n1\n\nq\n" score --session "$work/tiny/s"
	says 'the disk is full'
	rows 1 ',openness,scored,high,' "$work/elsewhere"
	rows 1 ',interdependence,scored,moderate,2,kept,' "$work/elsewhere"
	rows 1 ',novelty,scored,low,' "$work/elsewhere"
	"$PEIL" verify "$work/elsewhere" >"$work/out" 2>&1 || bad "the new folder is not whole"
	# Room again: T saves where it was.
	printf '\n4\n\n' >"$work/in"
	rm "$work/tiny/filler"
	run 0 '\n4\n\nT\nq\n' score --session "$work/tiny/s"
	rows 1 ',interdependence,scored,very-high,' "$work/tiny/s"
	umount "$mounted"
	mounted=
else
	skipped="$skipped full-disk"
fi

[ -z "$skipped" ] || echo "NOT TRIED (needs root, setpriv, mount):$skipped"
echo "$cases homes"
exit $failed
