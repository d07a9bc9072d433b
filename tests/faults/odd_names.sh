#!/bin/sh
# Every name in the folder of a session - of a workshop, of peers, of somebody alone - replaced by
# something else: a link to a file outside, a link to nothing, a pipe, a folder, a file that is also
# somebody else's, a socket, a device, a file of 200 MB; and the same where a name is still to be
# made. Then every command that touches a session: it ends at once, never by a signal, changes
# nothing outside the folder and no answer in it, and what it could not use it says by its name. The
# names are those found in a real folder, so a new one is tried as well.
. "$top_srcdir/tests/faults/lib.sh"
set -u
export HOME="$work/home" TZ=UTC SOURCE_DATE_EPOCH=1772359200
mkdir "$HOME"
make_socket=$top_builddir/tests/faults/make_socket
failed=0 runs=0 cases=0
cd "$work" || exit 99
# A copy, so that a build that goes on meanwhile changes nothing.
cp "$PEIL" peil && PEIL=$work/peil

bad()
{
	echo "FAILED: $*"
	failed=1
}

# --- sessions ----------------------------------------------------------------------------------

say()
{
	"$PEIL" "$@" >said 2>&1 || { echo "peil $*: exit $?"; cat said; exit 99; }
}

printf 'person,name,group,role,login,email\na,A,T,student,,a@example.org\nb,B,T,student,,\nc,C,T,student,,\nd,D,T,student,,\n' >class.csv
printf '\n3\n\n2\n\n1\n\n4\n\n3\n\n2\n\n1\n\n4\n\ns\ny\nq\n' >alone.keys
printf '\n3 3 4 2 3\n4 3 3 2 1\n1 2 3 4 2\ns\ny\nn\nq\n' >peer.keys

mkdir early late
# A workshop: as it was before anything was shown, and as it is in the end.
say session new early/workshop --rubric "$top_srcdir/rubrics/complextool.ini" --roster class.csv \
	--title Energy
for who in a b c; do
	say rate early/workshop --as $who --plain --lang en <alone.keys
done
cp -a early/workshop late/workshop
say session reveal late/workshop --yes
say session round late/workshop novelty
say session agree late/workshop openness high --reason "we read it again"
say session close late/workshop --yes
# Peers.
say session new early/peer --rubric "$top_srcdir/rubrics/teamwork.ini" --kind peer --roster class.csv \
	--purpose "Halfway." --closes 2099-12-30 --yes
for who in a b c d; do
	say rate early/peer --as $who --plain --lang en <peer.keys
done
cp -a early/peer late/peer
say session close late/peer --yes
say session release late/peer --yes
# Somebody alone.
say score $rubric --session late/solo --rater a --plain --lang en <alone.keys
mkdir early/solo
for kind in workshop peer solo; do
	[ -n "$(find late/$kind -name 'j-*')" ] || { echo "FAILED: no journal in $kind"; exit 1; }
done
[ -n "$(find late/peer -name 'submit-*')" ] || bad "no receipt among the names"

# What each command is asked, with x for the session: those that read, on a folder in which all was
# done, and those that write, each on a folder of its own in which nothing was done yet.
cat >commands.workshop <<'END'
read verify x
read report x
read report x --format csv
read report x --format json
read report x --format html
read agree x
read session status x --format csv
read session sheets x
read export x --to OUT
read passport a x
write session merge x late/workshop
read rate x --as a
read discuss x
write rate x --as d
write session reveal x --yes
write session round x novelty
write session agree x openness high --reason why
write session person x add student Eve
write session close x --yes
write erase x b --yes
END
cat >commands.peer <<'END'
read verify x
read report x
read report x --format csv
read agree x
read factors x
read feedback x --as a
read session status x --format csv
read session status x --reminders
read session comments x
read session follow x
read session invite x
read export x --to OUT
read passport a x
read rate x --as a
read session release x --preview a
write rate x --as d
write session extend x a --closes 2099-12-31
write session person x add Eve --group T
write session close x --yes
write session comment x all release
write session release x --yes
write session reopen x a --yes
write erase x b --yes
write session wipe x --yes
END
cat >commands.solo <<END
read verify x
read report x
read export x --to OUT
read score $rubric --session x --rater a
write score $rubric --session x --rater a --target Other
END

# --- what stands there instead -----------------------------------------------------------------

kinds="link gone pipe folder hard socket big"
[ "$(id -u)" = 0 ] && mknod probe c 1 5 2>/dev/null && head -c 1 probe >/dev/null 2>&1 &&
	kinds="$kinds device" || echo "NOT TRIED (needs root): devices"
rm -f probe

# outside: files of somebody else, that nothing may change.
make_outside()
{
	rm -rf outside
	mkdir -p outside/folder
	echo "somebody else's file" >outside/file
	echo "another" >outside/folder/file
	echo "a third" >outside/folder/j-0123456789abcdef.csv
}

look_outside()
{
	(cd outside && find . | LC_ALL=C sort && find . -type f -exec cksum {} + | LC_ALL=C sort)
}

# replace PATH KIND
replace()
{
	rm -rf "$1"
	mkdir -p "${1%/*}"
	what=file
	[ -d "late/$session/$name" ] && what=folder
	case $2 in
	link) ln -s "$work/outside/$what" "$1" ;;
	gone) ln -s "$work/outside/none" "$1" ;;
	pipe) mkfifo "$1" ;;
	folder) if [ $what = folder ]; then echo x >"$1"; else mkdir "$1" && echo x >"$1/inside"; fi ;;
	hard) ln outside/file "$1" ;;
	socket) "$make_socket" "$1" ;;
	big) truncate -s 200M "$1" ;;
	device) mknod "$1" c 1 5 ;;
	esac
}

# no answer is lost: what stood in a journal is still its beginning.
look_inside()
{
	(cd before && find raters -type f -name 'j-*' -size -1000k 2>/dev/null) | while read -r journal; do
		[ "before/$journal" -ef outside/file ] ||
			head -c "$(wc -c <"before/$journal")" "x/$journal" 2>/dev/null |
			cmp -s - "before/$journal" || echo "$journal"
	done >changed
	[ -s changed ] && bad "$where: $command: changes $(cat changed)"
}

# run COMMAND: on x; what it says is kept for a look at all of it.
run()
{
	runs=$((runs + 1))
	rm -rf OUT
	case $1 in
	rate*) keys=peer.keys; [ $session = workshop ] && keys=alone.keys ;;
	score*) keys=alone.keys ;;
	*) keys=/dev/null ;;
	esac
	# Memory is bounded too: nobody reads 200 MB of something else, or a device without an end.
	(eval "set -- $1" && ulimit -v $limit && exec timeout 20 "$PEIL" "$@" --lang en) <$keys >out 2>err
	got=$?
	[ $got -le 4 ] || bad "$where: $1: exit $got: $(tail -c 300 err)"
	if [ $got -ne 0 ]; then
		[ -s err ] || bad "$where: $1: exit $got without a word"
		case ${1%% *} in
		verify) grep -qF "${name##*/}" err || bad "$where: $1: does not name it: $(head -3 err)" ;;
		esac
	elif [ "${1%% *}" = verify ] && [ $time = late ]; then
		bad "$where: $1: finds nothing"
	fi
	cat err >>all.err
	echo "$where|$1|$got|$(tr '\n' ' ' <err | head -c 200)" >>all
}

limit=150000
nm "$PEIL" 2>/dev/null | grep -q __asan_init && limit=unlimited

# Each name and each kind meets every command; with PEIL_CAMPAIGN=full each pair of them does.
turns=5
[ "${PEIL_CAMPAIGN-}" = full ] && turns=1

# each HOW: the commands that are due, on folders as `before` is.
each()
{
	number=0 copied=
	while read -r how command; do
		[ "$how" = "$1" ] || continue
		number=$((number + 1))
		case $command in
		verify*) ;;
		*) [ $(((number + cases) % turns)) -eq 0 ] || continue ;;
		esac
		if [ "$how" = write ] || [ -z "$copied" ]; then
			rm -rf x
			cp -a before x
			replace "x/$name" $kind
			copied=yes
		fi
		run "$command"
		case $command in
		erase* | *wipe*) ;;
		*) look_inside ;;
		esac
	done <commands.$session
	[ "$(look_outside)" = "$outside" ] || {
		bad "$where: changed what is outside: $(tail -$((number + 1)) all)"
		make_outside
	}
}

make_outside
outside=$(look_outside)
for session in workshop peer solo; do
	(cd late/$session && find . -mindepth 1 | sed 's|^\./||' | LC_ALL=C sort) >names
	while read -r name; do
		for kind in $kinds; do
			cases=$((cases + 1))
			for time in late early; do
				where="$time/$session/$name as $kind"
				rm -rf before
				cp -a $time/$session before
				replace "before/$name" $kind
				[ $time = late ] && each read || each write
			done
		done
	done <names
done
LC_ALL=C tr -d '\n\t\040-\176\200-\377' <all.err | grep -q . && bad "control bytes on stderr"
echo "$cases names replaced, $runs runs"
[ -z "${KEEP-}" ] || cp all "$KEEP/all"
exit $failed
