#!/bin/sh
# An environment that somebody else chose: variables that name files to read, programs to run, places
# to write, sizes and languages that there are not; a umask of nothing; no name of its own; borrowed
# rights. peil ends with a status of its own, says what it says in text, writes nothing outside of its
# folders, runs nothing and lends nothing out.
set -u
failed=0
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
HOME=$work/home
export HOME
mkdir "$HOME"
cd "$work" || exit 99
runs=0

bad()
{
	echo "FAILED: $*"
	failed=1
}

cp "$top_srcdir/rubrics/complextool.ini" rubric.ini
printf '\n3\n\nq\n' >answers
"$PEIL" session new w --rubric rubric.ini --people student:2 --title Oost --lang en >said 2>&1 ||
	{ cat said; exit 99; }

# --- variables ---------------------------------------------------------------------------------

# A program that leaves a trace, a pipe that nobody writes to, a file that is no data of anything.
printf '#!/bin/sh\ntouch %s/ran\n' "$work" >program
chmod 755 program
mkdir trap
mkfifo pipe
head -c 5000 /dev/urandom >garbage
mkdir -p trap/x trap/nl/LC_MESSAGES trap/C.UTF-8
cp garbage trap/x/xterm
cp garbage trap/nl/LC_MESSAGES/peil.mo
cp garbage trap/C.UTF-8/LC_CTYPE
long=$(head -c 60000 /dev/zero | tr '\0' x)

# tried STATUS VARIABLE=VALUE: a form that is filled in, a report and a list; 0: nothing of it may show.
tried()
{
	expected=$1
	setting=$2
	for command in "score $work/rubric.ini --session $work/s --lang en" "report $work/w --lang en" "rubric list --lang en"; do
		rm -rf s
		runs=$((runs + 1))
		timeout 10 env "$setting" "$PEIL" $command <answers >out 2>err
		got=$?
		[ $got -le 4 ] || bad "$(echo "$setting" | head -c 80): $command: exit $got"
		[ "$expected" != 0 ] || [ $got -eq 0 ] ||
			bad "$(echo "$setting" | head -c 80): $command: exit $got: $(head -c 300 err)"
		LC_ALL=C tr -d '\n\040-\176\200-\377' <err | grep -q . && bad "$setting: control bytes"
		case $command in
		score*) [ $got -ne 0 ] || grep -q 'Saved 1 of 8' out || bad "$setting: nothing was saved" ;;
		esac
	done
}
for value in nope "$long" "$work/garbage" /dev/zero ../../../etc/passwd '' "%s%n%s%n" "xterm
xterm"; do
	tried 0 "TERM=$value"
done
for variable in TERMINFO TERMINFO_DIRS LOCPATH NLSPATH TMPDIR XDG_DATA_DIRS XDG_RUNTIME_DIR TEXTDOMAINDIR \
	OUTPUT_CHARSET MALLOC_ARENA_MAX ESCDELAY CDPATH ENV IFS; do
	for value in "$work/trap" "$work/pipe" /etc/passwd /dev/zero ../../.. relative "$long" ''; do
		tried 0 "$variable=$value"
	done
done
for value in ../../../../etc/passwd "$work/trap" xx:yy:nl "$long" ::: nl.UTF-8@x '' "%s%n"; do
	tried 0 "LANGUAGE=$value"
	tried 0 "LC_ALL=$value"
	tried 0 "LANG=$value"
	tried 0 "LC_MESSAGES=$value"
done
for value in :/etc/passwd :/dev/zero ../../etc/passwd :../../../dev/zero "$long" '' 'CET-1CEST,M3.5.0,M10.5.0/3' \
	'<%s%n>3' Europe/Nowhere 'UTC999999999'; do
	tried 0 "TZ=$value"
done
for value in 0 -1 1 99999999999 3x "$long" ''; do
	tried 0 "LINES=$value"
	tried 0 "COLUMNS=$value"
done
for variable in EDITOR VISUAL PAGER BROWSER SHELL LESSOPEN MAILER; do
	tried 0 "$variable=$work/program"
done
for value in '' . relative "$work/none/x" /dev/null /dev/full "$work/garbage" "$work/pipe" "$long" ../../..; do
	for variable in HOME XDG_DATA_HOME XDG_CONFIG_HOME; do
		tried any "$variable=$value"
	done
done
tried any SOURCE_DATE_EPOCH=garbage
tried any "SOURCE_DATE_EPOCH=$long"
[ ! -e ran ] || bad "a program that the environment names was run"
for one in relative xx none; do
	[ ! -e $one ] || bad "$one was made"
done

# A home that is a link is a home.
mkdir real
ln -s real linked
printf '\n3\n\nq\n' | HOME=$work/linked timeout 10 "$PEIL" score "$work/rubric.ini" --lang en >out 2>err ||
	bad "a home that is a link: $(cat err)"
ls real/.local/share/peil/sessions/*/session.ini >out 2>&1 || bad "a home that is a link: nothing was saved"

# --- what others may read ------------------------------------------------------------------------

# modes FOLDER: names with their modes, numbers of journals taken off.
modes()
{
	(cd "$1" && find . -printf '%y %m %P\n' | sed 's/j-[0-9a-f]*/j/; s/submit-[0-9a-f]*/submit/' | LC_ALL=C sort -k3 -u)
}
printf 'person,name,group,role,email\na,A,T,student,a@example.org\nb,B,T,student,\nc,C,T,student,\n' >class.csv
for mask in 000 022 077; do
	(
		umask $mask
		rm -rf s p
		"$PEIL" score rubric.ini --session "$work/s" --lang en <answers >out 2>&1
		"$PEIL" session new p --rubric "$top_srcdir/rubrics/teamwork.ini" --kind peer --roster class.csv \
			--purpose x --closes 2099-12-30 --yes >out 2>&1
		printf '\n3 3 4 2 3\n4 3 3 2 1\ns\ny\nn\nq\n' | "$PEIL" rate p --as a --plain --lang en >out 2>&1
		"$PEIL" session close p --yes >out 2>&1
		"$PEIL" session release p --yes >out 2>&1
	)
	modes s >solo.$mask
	modes p >peer.$mask
	# Access lists show as the group's bits; of others, none may write but in raters, which is sticky.
	awk '$1 != "l" && $2 ~ /[2367]$/ && !($3 == "raters" && $2 == 1777) { print }' solo.$mask peer.$mask >wrong
	[ ! -s wrong ] || bad "umask $mask: others may write: $(cat wrong)"
	awk '$3 ~ /^(private|results|raters\/|release\/)/ && $2 ~ /[1-7]$/ { print }' peer.$mask >wrong
	[ ! -s wrong ] || bad "umask $mask: others may read: $(cat wrong)"
	grep -q '^d 700 private$' peer.$mask || bad "umask $mask: private is open: $(grep private peer.$mask)"
	grep -q '^f 600 private/people.csv$' peer.$mask || bad "umask $mask: people.csv is open"
	grep -q '^d 711 release$' peer.$mask || bad "umask $mask: release: $(grep release peer.$mask)"
	grep -q '^d 700 $' solo.$mask || bad "umask $mask: a form of oneself is open: $(head -1 solo.$mask)"
	[ "$(wc -l <peer.$mask)" -ge 15 ] || bad "umask $mask: only $(wc -l <peer.$mask) names"
done

# --- the process -------------------------------------------------------------------------------

# Without a name and without an environment.
timeout 10 "$top_builddir/tests/faults/bare_exec" "$PEIL" <answers >out 2>err
got=$?
[ $got -le 4 ] || bad "without a name: exit $got"
# No core file: not by its own choice, not by that of a child.
mkfifo asked
(
	ulimit -c unlimited 2>/dev/null
	exec "$PEIL" score rubric.ini --session "$work/c" --plain --lang en
) <asked >out 2>err &
peil=$!
exec 8>asked
printf '\n3\n\n' >&8
until grep -qs 'Saved 1 of 8' out; do
	kill -0 $peil 2>/dev/null || break
done
grep -q '^Max core file size *0 *0 ' /proc/$peil/limits 2>/dev/null || bad "core files: $(grep core /proc/$peil/limits)"
kill -ABRT $peil
wait $peil 2>/dev/null
exec 8>&-
[ -z "$(find . -maxdepth 1 -name 'core*')" ] || bad "a core file was left"

# Rights of somebody else: with the file's group, with its owner.
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
	chmod 755 "$work"
	for mode in 2755 4755 6755; do
		cp "$PEIL" borrowed && chown 54321:54321 borrowed && chmod $mode borrowed
		for command in --version "report w" "session status w" help; do
			timeout 10 setpriv --reuid 54322 --regid 54322 --clear-groups ./borrowed $command >out 2>err
			got=$?
			[ $got -eq 2 ] && grep -q 'borrowed rights' err && [ ! -s out ] ||
				bad "mode $mode: $command: exit $got: $(cat out err)"
		done
		rm -f borrowed
	done
else
	echo "NOT TRIED (needs root and setpriv): borrowed rights"
fi
echo "$runs runs"
exit $failed
