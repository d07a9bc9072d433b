#!/bin/sh
# What the README and the manual show works, and looks like that.
set -eu

root=${top_srcdir-$(cd "$(dirname "$0")/../.." && pwd)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
ln -s "$root/rubrics" rubrics
export XDG_DATA_HOME="$work/xdg" XDG_CONFIG_HOME="$work/xdg"
failed=0

fail()
{
	printf 'examples.sh: %s\n' "$1"
	failed=1
}

# readme_screen: what `--keys tests/cli/readme.keys` dumps, without its head and cursor line.
readme_screen()
{
	"$PEIL" score complextool --rater noor --target "Wijkenergie Oost" --lang en --size 80x24 \
		--keys "$root/tests/cli/readme.keys" 2>messages | sed '1d; /^-- cursor/d'
}

# The README has it between a line ending in "looks like this:" and the next line of text, indented.
readme_screen | sed 's/^/    /; s/ *$//' >screen
awk '/like this:$/ { on = 1; next } on && /^[^ ]/ { exit } on { print }' "$root/README" |
	sed '1d; $d' >shown
if [ "${1-}" = --show ]; then
	cat screen
	exit
fi
if [ ! -s screen ] || ! diff -u shown screen; then
	fail "the README shows another screen; hint: tests/cli/examples.sh --show"
fi

# The keys it names, in their order, hand a form in with one answer.
awk '/ From there:$/ { on = 1; next } on && /^[^ ]/ { exit } on { print substr($0, 5, 10) }' \
	"$root/README" | sed 's/Enter/<Enter>/g' >walk.keys
echo 'y :saved q' >>walk.keys
[ "$(wc -l <walk.keys)" -ge 8 ] || fail "the README names no keys"
"$PEIL" score complextool --lang en --keys walk.keys --session walked >out 2>&1 ||
	{ fail "the keys of the README"; cat out walk.keys; }
[ "$(grep -c ',scored,.*,yes$' walked/results/ratings.csv)" = 1 ] ||
	{ fail "the keys of the README do not hand in one answer"; cat walked/results/ratings.csv; }

# The complete rubric of the manual has no fault.
awk '/^\.Sh EXAMPLES/ { on = 1 } on && /^\.Ed/ { exit } text { print } on && /^\.Bd/ { text = 1 }' \
	"$root/man/peil-rubric.5" >talk.ini
if ! grep -q '^id  *= talk' talk.ini || ! "$PEIL" rubric check talk.ini >out 2>&1; then
	fail "the example of peil-rubric.5:"
	cat out
fi
grep -q -i warning out && { cat out; fail "the example of peil-rubric.5 has warnings"; }

# The commands that peil.1 shows, as it shows them.
sed -n '/^\.Sh EXAMPLES/,/^\.Sh SEE/ s/^\.Dl //p' "$root/man/peil.1" |
	sed 's/\\(dq/"/g; s/\\e/\\/g; s/\\-/-/g' >commands
sed 's/^/peil.1: /' commands
mkdir bin
ln -s "$PEIL" bin/peil
PATH=$work/bin:$PATH
cp talk.ini my-rubric.ini
cp "$root/tests/exchange/canvas-two.csv" rubrics.csv
cp "$root/tests/exchange/moodle.xml" grading.xml
# Two workshops, for the commands on `sessions/*`.
mkdir sessions
for title in East West; do
	dir=sessions/$title
	"$PEIL" session new "$dir" --rubric complextool --people student:3 --title "$title"
	for criterion in openness novelty urgency; do
		"$PEIL" session cards "$dir" $criterion 324
	done
	"$PEIL" session reveal "$dir" --yes
done >out 2>&1 || { fail "the workshops could not be made"; cat out; }
lines=0
while IFS= read -r command; do
	lines=$((lines + 1))
	sh -c "$command" >out 2>&1 </dev/null || {
		fail "$command: exit status $?"
		cat out
	}
done <commands
[ $lines -ge 5 ] || fail "peil.1 shows only $lines commands"

# The one that answers from a pipe leaves those answers behind; in English, whatever language another
# of these commands has asked for.
command=$(grep '^printf' commands)
XDG_DATA_HOME=$work/piped XDG_CONFIG_HOME=$work/piped sh -c "$command" >out 2>&1 || fail "$command"
rows=$(cat piped/peil/sessions/*/results/ratings.csv | grep -c ',scored,' || :)
if [ "$(grep -c '^Saved [0-9]' out)" != 4 ] || [ "$rows" != 4 ]; then
	fail "$command: $rows rows scored, not 4"
	cat out
fi

exit $failed
