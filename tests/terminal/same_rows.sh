#!/bin/sh
# The same answers give the same rows, whichever way they are given: in tmux at 80x24, in plain
# mode from a pipe and from a key file, in Dutch and in English. Compared are the columns moment to
# note of ratings.csv, and texts.csv without the ids of session and text.
. "$top_srcdir/tests/terminal/lib.sh"

command -v tmux >/dev/null || { echo "SKIPPED: no tmux"; exit 77; }
SOURCE_DATE_EPOCH=1795521600
export SOURCE_DATE_EPOCH
ways=0

# The answers, once for each way to give them. `@N` is where the screen says that N are answered.
levels_steps()
{
	cat <<'STEPS'
see Enter
send \r
@0
send 3
send Omdat é, "zo" en — 漢字 e\xcc\x81\r
@1
send u
send \xe2\x80\x9cgeen idee\xe2\x80\x9d\r
@2
send 1\r
@3
send 2\r
@4
send 4=cmd|x\r
@5
send 3\r
@6
send z
@5
send 4\r
@6
send 2\r
@7
send q
STEPS
}

levels_plain()
{
	printf '\n3\nOmdat é, "zo" en — 漢字 e\314\201\nu\n\342\200\234geen idee\342\200\235\n1\n\n2\n\n'
	printf '4\n=cmd|x\n3\n\nz\n4\n\n2\n\nq\n'
}

levels_keys()
{
	printf '<Enter> 3 "Omdat é, " <Quote> "zo" <Quote> " en — 漢字 e\314\201" <Enter>\n'
	printf 'u "\342\200\234geen idee\342\200\235" <Enter> 1 <Enter> 2 <Enter>\n'
	printf '4 "=cmd|x" <Enter> 3 <Enter> z 4 <Enter> 2 <Enter> q\n'
}

grid_steps()
{
	cat <<'STEPS'
see Enter
send \r
@0
send 3
@1
send nMaandag é, 漢\r
send jl
send \r
send aWie beslist er? é 漢\r
see Wie beslist er?
send gWe spreken af — maandag\r
send Ana Ë\r
send 12 dec\r
see 12 dec
send 2
@2
send q
send \e[4~
send 4
@3
send q
STEPS
}

grid_plain()
{
	printf '\n3\nn\nMaandag é, 漢\n.\nj\nl\nenter\na\nWie beslist er? é 漢\n'
	printf 'g\nWe spreken af — maandag\nAna Ë\n12 dec\n2\nq\nlast\n4\nq\n'
}

grid_keys()
{
	printf '<Enter> 3 n "Maandag é, 漢" <Enter> j l <Enter> a "Wie beslist er? é 漢" <Enter>\n'
	printf 'g "We spreken af — maandag" <Enter> "Ana Ë" <Enter> "12 dec" <Enter> 2 q <End> 4 q\n'
}

# compare NAME KIND: the session of this way against the first one of the same kind.
compare()
{
	set -- "$1" "$2" "$XDG_DATA_HOME"/peil/sessions/*/results
	if [ ! -s "$3/ratings.csv" ] || [ $# -ne 3 ]; then
		echo "FAILED: $1: no ratings.csv"
		failed=1
		return
	fi
	# Nothing before moment and nothing behind note has a comma in it.
	awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; all = NF }
		{ for (i = 1; i < at["moment"]; i++) sub(/^[^,]*,/, "")
		  for (i = at["note"]; i < all; i++) sub(/,[^,]*$/, ""); print }' \
		"$3/ratings.csv" >"$work/$1.ratings"
	sed 's/^[^,]*,//; s/,\(note\|question\|agreement\),[0-9a-f]\{4\},/,\1,PART,/' \
		"$3/texts.csv" >"$work/$1.texts"
	[ -f "$work/$2.ratings" ] || cp "$work/$1.ratings" "$work/$2.ratings"
	[ -f "$work/$2.texts" ] || cp "$work/$1.texts" "$work/$2.texts"
	if diff "$work/$2.ratings" "$work/$1.ratings" && diff "$work/$2.texts" "$work/$1.texts"; then
		echo "ok: $1"
		ways=$((ways + 1))
	else
		echo "FAILED: $1 gives other rows"
		failed=1
	fi
}

# walk WAY KIND LANGUAGE
walk()
{
	name=$1-$2-$3 rubric=complextool
	[ "$2" = levels ] || rubric=collaboration-matrix
	XDG_DATA_HOME=$work/data-$name
	export XDG_DATA_HOME
	case $3-$2 in
	en-levels) count='\1 of 8 answered' ;;
	nl-levels) count='\1 van 8 beantwoord' ;;
	en-grid) count='\1 of 16 cells' ;;
	nl-grid) count='\1 van 16 cellen' ;;
	esac
	set -- "$1" "$2" "$3" score $rubric --target "Wijk Ôost" --rater noor --role student \
		--moment mid --lang "$3"
	case $1 in
	plain) "$2_plain" | (shift 3 && "$PEIL" "$@" --plain) >"$work/out" 2>&1 ;;
	keys)
		"$2_keys" >"$work/keys"
		(shift 3 && "$PEIL" "$@" --keys "$work/keys") >"$work/out" 2>&1
		;;
	tmux) in_tmux "$@" ;;
	esac || {
		echo "FAILED: $name"
		cat "$work/out"
		failed=1
	}
	compare "$name" "$2"
}

in_tmux()
{
	"$2_steps" | sed "s/^@\(.*\)/see $count/" >"$work/steps"
	echo 'exit any' >>"$work/steps"
	shift 3
	"$drive" -s 80x24 tmux -u -L "peil-$$" -f "$work/tmux.conf" new-session "$PEIL" "$@" \
		<"$work/steps" >"$work/out" 2>&1
}

# The server of tmux takes the environment of its first session: a server for each.
TMUX_TMPDIR=$work
export TMUX_TMPDIR
unset TMUX
echo 'set -g status off' >"$work/tmux.conf"
for kind in levels grid; do
	for way in plain keys tmux; do
		for language in en nl; do
			walk $way $kind $language
		done
	done
done
tmux -L "peil-$$" kill-server 2>/dev/null

# What was compared is what was meant: all of it is in the rows.
expect()
{
	grep -qF -- "$2" "$work/$1" || {
		echo "FAILED: $1 has no $2"
		cat "$work/$1"
		failed=1
	}
}
expect levels.ratings 'mid,1,,noor,student,Wijk Ôost,'
expect levels.ratings "$(printf 'openness,scored,high,3,"Omdat é, ""zo"" en — 漢字 e\314\201"')"
expect levels.ratings 'interdependence,unknown,,,“geen idee”'
expect levels.ratings "stakeholders,scored,very-high,4,'=cmd|x"
expect levels.ratings 'interests,scored,very-high,4,'
expect levels.ratings 'self-direction,unanswered,,,'
expect grid.ratings 'task.overview,scored,agreed,3,"Maandag é, 漢"'
expect grid.ratings 'way-of-working.reflect,scored,discussed,2,'
expect grid.ratings 'guidance.adjust,scored,looked-back,4,'
expect grid.texts 'way-of-working.reflect,question,PART,Wie beslist er? é 漢,'
expect grid.texts 'way-of-working.reflect,agreement,PART,We spreken af — maandag,Ana Ë,12 dec,'
[ $ways -eq 12 ] || failed=1
echo "$ways of 12 ways give the same rows"
exit $failed
