#!/bin/sh
# Commands of the program with one of their calls failing: memory, opening, reading, writing, syncing,
# closing, looking, renaming, locking, access lists, accounts, threads. Each run ends as if nothing
# was wrong, with the same outcome, or says what is wrong; nothing is left half written, and what was
# saved is there. The commands stand in starve.table. PEIL_STARVE_FULL=1 tries every call (for a
# release), else one from each place in the program. PEIL_STARVE_ONLY=PATTERN picks commands.
set -u
here=$top_srcdir/tests/faults
tools=$top_builddir/tests/faults
place=${TMPDIR:-/tmp}
[ -d /dev/shm ] && [ -w /dev/shm ] && place=/dev/shm # thousands of runs, each syncing
work=$(mktemp -d "$place/peil-starve-XXXXXX") || exit 99
[ -n "${PEIL_STARVE_KEEP-}" ] || trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
SOURCE_DATE_EPOCH=1796083200 # 2026-12-01
export SOURCE_DATE_EPOCH
unset XDG_DATA_HOME XDG_CONFIG_HOME

if ! LD_PRELOAD=$tools/starve.so PEIL_STARVE=open:1:24 "$PEIL" --version >"$work/said" 2>&1 </dev/null &&
	[ -s "$work/said" ]; then
	echo "SKIPPED: the program cannot run with another library in front: $(head -n 1 "$work/said")"
	exit 77
fi

# --- the folders that commands start from ---------------------------------------------------------

# make NAME [FROM]: a new one, which has a home and the rubrics; go on in it.
make() {
	if [ $# -gt 1 ]; then
		cp -a "$work/trees/$2" "$work/trees/$1"
	else
		mkdir -p "$work/trees/$1/home/.config/peil"
		cp -r "$top_srcdir/rubrics" "$work/trees/$1"
		echo "lang = en" >"$work/trees/$1/home/.config/peil/config.ini"
	fi
	cd "$work/trees/$1" || exit 99
	HOME=$work/trees/$1/home
	export HOME
}
# with INPUT ARGUMENT...: a command that must succeed, typed INPUT.
with() {
	input=$1
	shift
	printf "$input" | "$PEIL" "$@" >"$work/said" 2>&1 || {
		echo "cannot prepare: $* "
		cat "$work/said"
		exit 99
	}
}

mkdir "$work/trees"
make bare
cp "$top_srcdir"/tests/exchange/canvas-two.csv "$top_srcdir"/tests/exchange/moodle.xml .
cp "$top_srcdir"/tests/data/team.csv "$top_srcdir"/tests/data/gwet-raw4raters.csv .
printf 'person,name,group,role,login,email\na,A,T,student,,a@example.org\nb,B,T,student,,\nc,C,T,lecturer,,\n' >class.csv
printf '<Enter> 3 <Enter> n "A note" <Enter> 2 :saved :dump screen q' >walk.keys
printf ':dump screen q' >look.keys

make forms bare
with '\n2\n3\nu\nn\nA note\n.\n4\n' score rubrics/complextool.ini --session one --target Oost --rater Ana \
	--role student --moment start --plain
SOURCE_DATE_EPOCH=1799083200
with '\n4\n3\n1\n2\n2\n2\n2\n3\ns\n' score rubrics/complextool.ini --session two --target Oost --rater Ana \
	--role student --moment end --plain
with '\n2\n' score rubrics/collaboration-matrix.ini --target West --plain # goes on at home

SOURCE_DATE_EPOCH=1796083200
make shop bare
with '' session new w --rubric rubrics/complextool.ini --people student:3,lecturer:1 --title Oost \
	--profile first-year --research ask
with '' session cards w openness 1234
with '\ny\n1\n2\nn\nBecause of this.\n.\n' rate w --as student-1 --plain
with '' session new grid --rubric rubrics/collaboration-matrix.ini --people student:3
with '' session ask grid task.overview 6
cp -a w left
with '' session cards left novelty 1111

make shown shop
with '' session reveal w --yes
with '' session agree w openness moderate --reason "Most of us"
with '' session action w --text "Ask the municipality" --owner Bo --due +14

make closed shown
with '' session close w
with '' export w --to package
with '' export w --to noted --notes --times --history

make peer bare
printf 'person,name,group,role,login,email\n' >people.csv
for person in ana bo cas dee; do
	echo "$person,$person,Team 1,student,,$person@example.org" >>people.csv
done
printf 'group,mark\nTeam 1,8\n' >marks.csv
with '' session new p --rubric rubrics/teamwork.ini --kind peer --roster people.csv --purpose Halfway. \
	--closes 2026-12-30 --timezone Europe/Amsterdam --research ask --scale 1..10 --weight 0.5 --yes
for person in ana bo cas; do
	with '\nj\n3 3 4 2\n2 4 3 3\n4 u 3 2\n3 3 2 4\n1 2 3 4\nn\nKeeps the list.\n.\ns\nq\n' \
		rate p --as $person --plain
done
with '' session close p
make open peer
rm -r p
with '' session new p --rubric rubrics/teamwork.ini --kind peer --roster people.csv --purpose Halfway. \
	--closes 2026-12-30 --research ask --yes
with '\nj\n3 3 4 2\n2 4 3 3\n4 u 3 2\n3 3 2 4\n1 2 3 4\ns\nq\n' rate p --as ana --plain
make released peer
with '' session comment p all release
with '' session release p --yes

cd "$work" || exit 99
grep -E "${PEIL_STARVE_ONLY:-.}" "$here/starve.table" | grep -v '^#' >"$work/table"
"$tools/starve_sweep" "$PEIL" "$tools/starve.so" "$work/trees" "$work" <"$work/table"
