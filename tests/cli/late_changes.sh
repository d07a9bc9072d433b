#!/bin/sh
# A session in which something was changed after it was shown, closed or released: by its owner, by a
# participant, by a sync tool. `peil verify` names the file and says what is wrong; `report` gives the
# numbers of what still holds and says that something was not used.
set -u
failed=0
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
HOME=$work/home TZ=UTC
export HOME TZ
mkdir "$HOME"
cd "$work" || exit 99

bad()
{
	echo "FAILED: $*"
	failed=1
}
say()
{
	"$PEIL" "$@" --lang en >said 2>&1 || { echo "peil $*: exit $?"; cat said; exit 99; }
}

printf 'person,name,group,role,login,uid,email\na,Ann,T,student,,7001,a@example.org\nb,Bob,T,student,,7002,\nc,Cyn,T,lecturer,,,\nd,Dee,T,student,,,\n' >class.csv
printf '\n3\n\n2\n\n1\n\n4\n\n3\n\n2\n\n1\n\n4\nwell read\ns\ny\nq\n' >alone.keys
printf '\n2\n\n2\n\n2\n\n2\n\n2\n\n2\n\n2\n\n2\n\ns\ny\nq\n' >other.keys
printf '\n3 3 4 2 3\n4 3 3 2 1\n1 2 3 4 2\ns\ny\nn\nq\n' >peer.keys
say session new workshop --rubric "$top_srcdir/rubrics/complextool.ini" --roster class.csv --title Energy
say rate workshop --as a --plain <alone.keys
say rate workshop --as c --plain <other.keys
cp -a workshop open
say session reveal workshop --yes
say session round workshop novelty
say rate workshop --as a --plain <alone.keys
say session reveal workshop --yes
cp -a workshop shown
say session close workshop --yes
say session new peer --rubric "$top_srcdir/rubrics/teamwork.ini" --kind peer --roster class.csv \
	--purpose "Halfway." --closes 2099-12-30 --yes
for who in a b c d; do
	say rate peer --as $who --plain <peer.keys
done
say session close peer --yes
say session release peer --yes
cp -a workshop erased
say erase erased a --yes
for good in workshop shown peer erased; do
	"$PEIL" verify $good --lang en >said 2>&1 || bad "$good as it was made: $(cat said)"
done
# Another session, with other files of the same names.
cp -a open other
say rate other --as b --plain <other.keys
say session reveal other --yes

# One that was there when the first round was shown; of what was written anew, any.
journal()
{
	for one in open/raters/u*/j-*.csv; do
		[ -f "x/${one#open/}" ] && echo "x/${one#open/}" && return
	done
	ls x/raters/u*/j-*.csv | head -1
}
# edit FILE SCRIPT: sed on a file of x.
edit()
{
	chmod u+w "$1"
	sed "$2" "$1" >new && ! cmp -s new "$1" || { bad "$what: nothing was changed"; return; }
	cat new >"$1"
}

count=0
# tried WHAT SESSION VERIFY-STATUS TEXT REPORT-STATUS COMMANDS: change a copy, x, of the session.
tried()
{
	what=$1
	count=$((count + 1))
	rm -rf x
	cp -a "$2" x
	(eval "$6"; exit $failed) || failed=1
	timeout 20 "$PEIL" verify x --lang en >out 2>err </dev/null
	got=$?
	[ $got -eq "$3" ] || bad "$what: verify: exit $got, not $3: $(cat out err)"
	grep -q -- "$4" err || bad "$what: verify does not say: $4: $(cat err)"
	grep -q 'x/x/' err && bad "$what: verify names a file twice: $(cat err)"
	grep -v '^x/[^ ]*: \(error\|note\): ' err | grep . &&
		bad "$what: verify says something about no file"
	command=report
	[ "$2" = peer ] && command=factors # of peers there is no report
	timeout 20 "$PEIL" $command x --lang en >out 2>err </dev/null
	got=$?
	[ $got -eq "$5" ] || bad "$what: $command: exit $got, not $5: $(cat err)"
	[ $got -eq 0 ] || [ -s err ] || bad "$what: $command: exit $got without a word"
}

# --- journals ----------------------------------------------------------------------------------
tried "a line is taken out" workshop 1 'csv: error: this is not what it was at step 2' 3 \
	'edit "$(journal)" 3d'
tried "two lines change places" workshop 1 'this is not what it was at step' 3 \
	'edit "$(journal)" "3{h;d};4G"'
tried "a level is changed" workshop 1 'csv:3: error: this line is damaged' 3 \
	'edit "$(journal)" "3s/scored,[a-z-]*/scored,very-high/"'
tried "an older copy is put back" workshop 1 'this is not what it was at step' 3 \
	'cp "$(journal | sed s/x/open/)" "$(journal)"; edit "$(journal)" "\$d"'
tried "a journal is taken away" workshop 1 'this is not what it was at step' 3 \
	'rm "$(journal)"'
tried "a journal is renamed" workshop 1 'this is not what it was at step' 3 \
	'mv "$(journal)" x/raters/u0/j-0000000000000000.csv 2>/dev/null || mv "$(journal)" "$(dirname "$(journal)")/j-0000000000000000.csv"'
tried "the rest of a line is cut" workshop 1 'the last line is not finished' 3 \
	'truncate -s -5 "$(journal)"'
tried "somebody answers after the closing" workshop 0 'note: record' 0 \
	'"$top_builddir/tests/faults/session_driver" put x d 3'
tried "a journal of another session is put in" workshop 0 'note: record' 0 \
	'cp other/raters/u*/j-*.csv "$(dirname "$(journal)")/"'
tried "what was written anew without a person is changed" erased 1 'this is not what it was at step' 3 \
	'edit "$(journal)" "\$d"'
tried "a receipt is changed" peer 1 'this receipt is not what it was when the form was handed in' 0 \
	'edit "$(ls x/raters/u*/submit-*.csv | head -1)" "s/scored/unknown/"'

# --- what was published, and what follows -------------------------------------------------------
tried "a published number is changed" workshop 1 'x/release/round-1.csv: error: this is not what was shown' 0 \
	'edit x/release/round-1.csv "s/,1\$/,2/"'
tried "a published reason is changed" workshop 1 'x/release/round-1-reasons.csv: error: this is not what was shown' 0 \
	'edit x/release/round-1-reasons.csv "s/well/badly/"'
tried "a published file is that of another round" workshop 1 'x/release/round-2.csv: error: this is not what was shown' 0 \
	'cp x/release/round-1.csv x/release/round-2.csv'
tried "a published file is that of another session" workshop 1 'x/release/round-1.csv: error: this is not what was shown' 0 \
	'cp other/release/round-1.csv x/release/'
tried "a published file is taken away" workshop 1 'x/release/round-1.csv: error: this is not what was shown' 0 \
	'rm x/release/round-1.csv'
tried "a result is changed" workshop 1 'x/results/ratings.csv:[0-9]*: error: this is not what follows' 0 \
	'edit x/results/ratings.csv "s/,high,3,/,high,4,/"'
tried "a text is changed" workshop 1 'x/results/texts.csv:[0-9]*: error: this is not what follows' 0 \
	'edit x/results/texts.csv "s/well/badly/"'

# --- steps --------------------------------------------------------------------------------------
tried "a step is taken away" workshop 1 'x/state: error: step 3 is missing' 0 'rm x/state/0003-*'
tried "a step is there twice" workshop 1 'x/state: error: step 3 is there twice' 0 \
	'sed s/revealed/round/ x/state/0003-revealed >x/state/0003-round'
tried "a step of no kind" workshop 1 'x/state/0009-nonsense: error: this step is not known here' 3 \
	'printf "[state]\nstep = nonsense\n" >x/state/0009-nonsense'
tried "a step that says something else" workshop 1 'x/state/0003-revealed:2: error: this step does not say what its name says' 3 \
	'edit x/state/0003-revealed s/revealed/closed/'
tried "a step with a number of its own" workshop 1 'x/state/12-closed: error: this is no step' 3 \
	'cp x/state/0003-revealed x/state/12-closed'
tried "a showing of another list of journals" workshop 1 'x/state/0003-revealed: error: the list of journals that this step names is not there' 0 \
	'edit x/state/0003-revealed "s/manifest = .*/manifest = \"9\"/"'
tried "a closing that is a copy" shown 1 'error: ' 0 \
	'cp workshop/state/*-closed x/state/'
tried "a list of journals that is empty" workshop 1 'x/state/0002-manifest:[0-9]*: error: this list of journals is damaged' 3 \
	': >x/state/0002-manifest'
tried "a list of journals that is binary" workshop 1 'x/state/0002-manifest:[0-9]*: error: this list of journals is damaged' 3 \
	'head -c 3000 /dev/urandom >x/state/0002-manifest'
tried "a list of journals with one from outside" workshop 1 'x/state/0002-manifest:[0-9]*: error: this list of journals is damaged' 3 \
	'sed "\$s|,u[^,]*,|,../../../etc/passwd,|" x/state/0002-manifest >new; cat new >x/state/0002-manifest'
tried "a list of journals with another length" workshop 1 'error: this is not what it was at step 2' 3 \
	'edit x/state/0002-manifest "2s/,\([0-9]\)\([0-9]*\),/,\21,/"'
tried "a list of journals with another fingerprint" workshop 1 'error: this is not what it was at step 2' 3 \
	'edit x/state/0002-manifest "2{s/0\$/1/;t;s/.\$/0/}"'
tried "a list of journals with a line too many" workshop 1 'raters/u0/j-1111111111111111.csv: error: this is not what it was at step 2' 3 \
	'sed "2{p;s/j-[0-9a-f]*/j-1111111111111111/}" x/state/0002-manifest >new; cat new >x/state/0002-manifest'

# --- what is never changed ----------------------------------------------------------------------
tried "the title is changed" workshop 1 'x/session.ini: error: this is not what it was at step 3' 0 \
	'edit x/session.ini "s/^threshold = .*/threshold = 51/"'
tried "another rubric" workshop 1 'x/rubric.ini: error: this rubric was changed' 1 \
	'edit x/rubric.ini "s/very-high/most-high/"'
tried "accounts change places" workshop 1 'x/roster.csv: error: this is not what it was at step 3' 0 \
	'edit x/roster.csv "s/7001/7009/;s/7002/7001/;s/7009/7002/"'
tried "somebody is added to the list" peer 1 'x/roster.csv: error: this is not what it was at step' 0 \
	'echo "e,Eve,T,student,,7005" >>x/roster.csv'
[ $count -ge 30 ] || bad "only $count changes"
echo "$count changes"
exit $failed
