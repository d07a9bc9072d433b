#!/bin/sh
# Plain mode reaches everything: walk all actions of ui/action.h on all screens (states.tab says how
# to get there). Where an action is offered, its word typed in plain lines must do what its key does on
# the screen, and that must be something: another screen follows, or the program ends. What only says
# something must say it. It fails too when a screen offers what plain mode does not, when an action
# has no plain word or is offered nowhere, and when a kind of screen has no state.
# STATEs as arguments choose.
set -u
top_srcdir=$(cd "${top_srcdir:-$(dirname "$0")/../..}" && pwd)
top_builddir=$(cd "${top_builddir:-build}" && pwd)
PEIL=${PEIL:-$top_builddir/peil}
case $PEIL in /*) ;; *) PEIL=$PWD/$PEIL ;; esac
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
tab=$top_srcdir/tests/plain/states.tab
HOME=$work/home TZ=UTC LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1795521600
export HOME TZ LC_ALL SOURCE_DATE_EPOCH
unset LANG LANGUAGE LC_MESSAGES LC_CTYPE NO_COLOR PEIL_PLAIN TERM
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME XDG_RUNTIME_DIR
cd "$top_srcdir" || exit 1
. "$top_srcdir/tests/plain/worlds.sh"
"$top_builddir/tests/plain/actions" >"$work/actions" || exit 1
: >"$work/met"
passed=0 failed=0

fail()
{
	echo "FAILED: $*"
	failed=$((failed + 1))
}

# column WORD COLUMN: of the action with that name.
column()
{
	awk -F '\t' -v name="$1" -v at="$2" '$1 == name { print $at }' "$work/actions"
}

# steps keys|words STEP...: a way to a place, as the keys of a screen or as lines of plain mode.
steps()
{
	way=$1
	shift
	for step; do echo "$step"; done | awk -v way="$way" -v table="$work/actions" '
	BEGIN {
		FS = "\t"
		while ((getline row <table) > 0) {
			split(row, part, "\t")
			key[part[1]] = part[3]; word[part[1]] = part[4]
		}
	}
	function keys(text) { if (way == "keys") print text }
	function line(text) { if (way == "words") print text " <Enter>" }
	{
		name = value = $0; sub(/=.*/, "", name)
		if (!sub(/^[^=]*=/, "", value)) value = ""
		gsub(/_/, " ", value); gsub(/~/, ENVIRON["HOME"], value)
	}
	name == "KEYS" { keys(value); next }
	name == "TEXT" || name == "TEXTS" { keys("<C-u> \"" value "\" <Enter>"); line("\"" value "\"") }
	name == "TEXT" { next }
	name == "TEXTS" { line("."); next }
	name == "TYPE" || name == "TYPE_DONE" { keys("<C-u> \"other\" <Enter>"); line("\"other\""); next }
	name == "NOTEXT" || name == "TYPE_CANCEL" { keys("\"other\" <Esc>"); line("."); next }
	name == "CHOOSE" || name == "READ" {
		if (value == "") value = 2
		if (name == "READ") value = "\"" value "?\""
		keys(value); line(value)
		next
	}
	!(name in word) { print ":no-step-" name; next }
	{ keys(key[name]); line("\"" word[name] "\"") }'
}

# run FILE SIZE [ARGUMENT]: the program with these keys, in a fresh copy of the world.
run()
{
	rm -rf "$HOME"
	cp -Rp "$work/world-$world" "$HOME" || exit 1
	keys=$1 size=$2 more=${3:-}
	eval "set -- $(sed -n "s/^run $world [^ ]* //p" "$tab")"
	geometry=$(sed -n "s/^size $state //p" "$tab")
	env $(sed -n "s/^env $state //p" "$tab") timeout 60 "$PEIL" "$@" $more --lang en --size "${geometry:-$size}" --keys "$keys" 2>"$work/err" </dev/null
	status=$?
	case $status in 0 | 3 | 4) ;; *) echo "exit $status"; cat "$work/err" ;; esac
}

# screen NAME <DUMPS: one of them, without its bottom line, which tells what was done just now; how
# saving goes is told there too.
screen()
{
	awk -v name="== $1" -v drop=$([ "$state" = unsaved ] || echo 1) '
	$0 == name { on = 1; count = 0; next }
	on { line[++count] = $0 }
	/^-- cursor/ { on = 0 }
	/^exit / { wrong = 1 }
	wrong { print }
	END {
		if (!count) print "the program has ended"
		if (count && drop) line[count - 1] = ""
		else if (count) sub(/  .*/, "", line[count - 1])
		for (i = 1; i <= count; i++) print line[i]
	}'
}

# offered FILE: the actions whose sentences of help are there; `screen`: of a dump, wrapped.
offered()
{
	awk '
	NR == FNR { split($0, part, "\t"); if (part[2] == "command") help[part[1]] = part[5]; next }
	/^== / { all = "" }
	{ sub(/^ */, " "); all = all $0 }
	END { for (name in help) if (index(all, ": " help[name]) || index(all, "  " help[name])) print name }' \
		"$work/actions" "$1" | sort
}

# way_of ACTION: the line of the table that says how to do it here, without its head.
way_of()
{
	awk -v state="$state" -v action="$1" '
	$1 == "do" && $3 == action && ($2 == state || ($2 == "*" && !own)) {
		own = $2 == state; line = $0; sub(/^do +[^ ]+ +[^ ]+ */, "", line)
	}
	END { print line }' "$tab"
}

# by_key and by_word ACTION: the screens around it. before and after: steps around it.
by_key()
{
	{
		steps keys $path $before
		echo ':saved :dump before'
		steps keys "$1" $after
		echo ':saved :dump after'
	} >"$work/keys"
	run "$work/keys" 80x24 >"$work/by-key"
}

by_word()
{
	{
		plain_path
		steps words $before "$1" $after
		echo "P <Enter> :saved :dump after"
	} >"$work/keys"
	run "$work/keys" 80x24 $mode >"$work/by-word"
}

# plain_path: the way to the state, in plain mode; or in keys, where only keys go there.
plain_path()
{
	if [ -n "$mode" ]; then
		steps words $path
	else
		steps keys $path
		echo P
	fi
}

# walk ACTION[=NUMBER]: the word does what the key does.
walk()
{
	by_key "$1"
	by_word "$1"
	screen before <"$work/by-key" >"$work/before"
	screen after <"$work/by-key" >"$work/key"
	screen after <"$work/by-word" >"$work/word"
	if cmp -s "$work/before" "$work/key"; then
		fail "$state: $1 changes nothing on the screen"
		cat "$work/key"
	elif ! diff "$work/key" "$work/word" >"$work/diff"; then
		fail "$state: $1 does something else in plain mode"
		cat "$work/diff"
		tail -n 30 "$work/by-word"
	else
		passed=$((passed + 1))
	fi
}

# say ACTION: the word says something, beside the question that is asked anyhow.
say()
{
	{
		plain_path
		echo '"zzz" <Enter> "zzz" <Enter>'
		steps words "$1"
		echo '"zzz" <Enter>'
	} >"$work/keys"
	run "$work/keys" 80x24 $mode | awk '
	/^Not possible here: zzz/ { at++; next }
	at == 1 { asks[$0] = 1 }
	at == 2 && !($0 in asks) { said = 1 }
	/^exit / { print; wrong = 1 }
	END { exit !said || wrong }' && passed=$((passed + 1)) && return
	fail "$state: $1 says nothing"
}

# do_one ACTION
do_one()
{
	way=$(way_of "$1")
	case $way in
	says) say "$1"; return ;;
	everywhere | idle) return ;; # how every walk here ends; nothing to do in this state
	esac
	case $way in
	*then*) before=${way%%then*} after=${way#*then} ;;
	*) before=$way after= ;;
	esac
	number=
	case $after in
	" ="*) number=${after#" "} number=${number%% *} after=${after#*"$number"} ;;
	esac
	walk "$1$number"
}

# look: what is offered in this state, in plain mode and on the screen.
look()
{
	{ plain_path; echo '"?" <Enter>'; } >"$work/keys"
	run "$work/keys" 80x24 $mode >"$work/said"
	offered "$work/said" >"$work/words"
	{ steps keys $path; echo '? :dump help'; } >"$work/keys"
	run "$work/keys" 120x99 >"$work/shown"
	offered "$work/shown" | grep -vxE "RETRY|ELSEWHERE|BACK|LEAVE" >"$work/keyed"
	# Back from the first screen is out of the program: it is called that in plain mode.
	for action in $(comm -13 "$work/words" "$work/keyed"); do
		fail "$state: the screen offers $action, plain mode does not"
	done
}

walk_state()
{
	state=$1 world=$3
	shift 3
	path=$*
	[ -d "$work/world-$world" ] || {
		rm -rf "$HOME"
		mkdir "$HOME"
		"$(sed -n "s/^run $world \([^ ]*\).*/\1/p" "$tab")" >"$work/made" 2>&1 || { fail "no world $world"; cat "$work/made"; return; }
		mv "$HOME" "$work/world-$world"
	}
	mode=--plain
	grep -qx "by-keys $state" "$tab" && mode=
	only=$(sed -n "s/^only $state //p" "$tab")
	if [ -n "$only" ]; then
		echo "$only" | tr ' ' '\n' >"$work/words"
	else
		look
	fi
	for action in $(cat "$work/words"); do
		echo "$action" >>"$work/met"
		do_one "$action"
	done
}

# typed ACTION STEPS... = TEXT: what it does to a text on the screen; in plain mode one types the text.
walk_typed()
{
	state=typing action=$1 world=empty
	shift
	keys= text=
	echo "$action" >>"$work/met"
	path=$(sed -n 's/^typing //p' "$tab")
	{
		steps keys $path
		echo "$*" | sed "s/ = .*//; s/@/$(column "$action" 3)/"
		echo '<Enter> :saved :dump after'
	} >"$work/keys"
	run "$work/keys" 80x24 >"$work/by-key"
	all=$*
	text=${all##* = } words=$(echo "${all##* = }" | tr _ " ")
	{
		steps words $path
		steps words "TEXTS=$text"
		echo 'P <Enter> :saved :dump after'
	} >"$work/keys"
	run "$work/keys" 80x24 --plain >"$work/by-word"
	screen after <"$work/by-key" >"$work/key"
	screen after <"$work/by-word" >"$work/word"
	if grep -qF -- "$words" "$work/key" && diff "$work/key" "$work/word" >"$work/diff"; then
		passed=$((passed + 1))
	else
		fail "$action: not the same text"
		cat "$work/diff"
	fi
}

[ $# -eq 0 ] || chosen=" $* "
while read -r line; do
	set -f
	set -- $line
	set +f
	case ${1:-} in
	state) case ${chosen:- $2 } in *" $2 "*) shift && walk_state "$@" ;; esac ;;
	typed) shift && walk_typed "$@" ;;
	esac
done <"$tab"

# What nobody can do in plain lines, or what this walk has never met.
awk -F '\t' '$2 == "command" && $4 == "" { print $1 }' "$work/actions" >"$work/wordless"
for action in $(cat "$work/wordless"); do fail "$action has no plain word"; done
for action in $(cut -f 1 "$work/actions"); do
	grep -qx "$action" "$work/met" || fail "no state has $action: add one to states.tab"
done
sed -n 's/^\t\.name = "\(.*\)",$/\1/p' src/ui/scr_*.c | tr ' ' '-' | sort >"$work/kinds"
awk '$1 == "state" { print $3 }' "$tab" | sort -u >"$work/walked"
for kind in $(comm -23 "$work/kinds" "$work/walked"); do
	fail "no state shows the screen $kind: add one to states.tab"
done
echo "plain mode: $passed things done, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
