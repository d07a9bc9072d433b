#!/bin/bash
# Completion in bash, zsh and fish: every command, option and step that the program knows is offered,
# and files where a file is asked for. A shell that is not here is said and not counted.
set -u
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
failed=0
missing=
fail() {
	echo "FAILED: $*"
	failed=1
}
for shell in bash zsh fish; do
	"$PEIL" help --completion $shell >"$work/$shell" 2>"$work/err" || fail "no script for $shell"
done
"$PEIL" help --completion tcsh >"$work/out" 2>"$work/err"
[ $? -eq 2 ] && grep -q -e '--completion tcsh; hint: bash, zsh or fish' "$work/err" && [ ! -s "$work/out" ] ||
	fail "another shell is not refused"

# What there is, from the manual's tables.
"$PEIL" help --mdoc commands | awk '
	/^\.It Nm peil Cm/ { command = $5; print command }
	/^\.Fl/ { option = $2; gsub(/\\-/, "--", option); print command " " option }' >"$work/known"
commands=$(grep -v ' ' "$work/known")
[ "$(echo "$commands" | wc -l)" -ge 10 ] || fail "only these commands: $commands"
steps=$("$PEIL" session no-such-step 2>&1 | sed 's/.*one of: //' | tr -d ,)

# bash, sourced into a shell of its own: offered WORD... prints what is offered behind these.
cat >"$work/ask.bash" <<'END'
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
COMPREPLY=()
_peil
[ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\n' "${COMPREPLY[@]}"
END
offered() {
	bash --norc --noprofile "$work/ask.bash" "$work/bash" "$@" 2>"$work/err"
	[ ! -s "$work/err" ] || fail "bash, $*: $(cat "$work/err")"
}
# expect WHAT WORDS...: all of them are in "$work/got".
expect() {
	what=$1
	shift
	for word; do
		grep -qx -e "$word" "$work/got" || fail "$what: no $word"
	done
}
cd "$work" || exit 99
mkdir folder
touch 'a file.csv'

offered peil '' >got
expect "bash, commands" $commands
for command in $commands; do
	options=$(sed -n "s/^$command //p" known)
	offered peil "$command" - >got
	expect "bash, $command" --help --version --lang $options
done
offered peil session '' >got
expect "bash, steps" $steps
offered peil session re >got
expect "bash, steps" reveal
grep -q '^new$' got && fail "bash offers new for re"
offered peil score --moment '' >got
expect "bash, moments" start mid end
offered peil session new x --names '' >got
expect "bash, names of a session" hidden shown
offered peil score -o 'a ' >got
expect "bash, a file with a space" 'a file.csv'
offered peil verify '' >got
expect "bash, a folder" folder
grep -q 'file' got && fail "bash offers a file for a folder"
PATH=$(dirname "$PEIL"):$PATH
export PATH
(cd "$top_srcdir" && offered peil score '') >got
expect "bash, rubrics" complextool collaboration-matrix
offered peil score --target '' >got
[ ! -s got ] || fail "bash offers something for a name"

if command -v fish >/dev/null 2>&1; then
	asked() {
		HOME=$work fish --no-config -c "source $work/fish; complete -C \"$1\"" 2>err | cut -f 1 >got
		[ ! -s err ] || fail "fish, $1: $(cat err)"
	}
	asked 'peil '
	expect "fish, commands" $commands
	for command in $commands; do
		options=$(sed -n "s/^$command //p" known)
		asked "peil $command --"
		expect "fish, $command" --help --version --lang $options
	done
	asked 'peil session '
	expect "fish, steps" $steps
	asked 'peil score --moment '
	expect "fish, moments" start mid end
else
	missing="$missing fish"
fi

if command -v zsh >/dev/null 2>&1; then
	zsh -n "$work/zsh" || fail "zsh cannot read its script"
	# What it hands to zsh's own functions.
	cat >ask.zsh <<'END'
_describe() { print -l -- ${(P)2%%:*} }
_arguments() { for it; do [[ $it == *--* ]] && print -r -- "--${${it#*--}%%[^a-z-]*}"; print -r -- "$it"; done }
_files() { }
compadd() { }
script=$1
shift
words=("$@")
CURRENT=$#
PREFIX=$words[-1]
source $script
END
	handed() {
		zsh -f ask.zsh "$work/zsh" "$@" >got 2>err
		[ ! -s err ] || fail "zsh, $*: $(cat err)"
	}
	handed peil ''
	expect "zsh, commands" $commands
	for command in $commands; do
		options=$(sed -n "s/^$command //p" known)
		handed peil "$command" -
		expect "zsh, $command" --help --version --lang $options
	done
	handed peil session ''
	grep -q "^1: :($steps)\$" got || fail "zsh, steps: $steps"
else
	missing="$missing zsh"
fi

[ $failed = 0 ] || exit 1
echo "$(wc -l <known) commands and options in each shell"
[ -z "$missing" ] || { echo "not tried, for they are not installed:$missing"; exit 77; }
