#!/bin/sh
# Text from outside that wants to command the terminal: escape and OSC sequences, C1 signs in one
# byte and in two, signs that turn the direction of writing, that take no room or are not there,
# carriage returns and backspaces, tags, floods of accents, lines without an end, bytes that are no
# UTF-8. In everything that others can give - journals, rubrics, rosters, tables, imports, file names,
# options, the environment - and in every command that shows it: on a terminal, as screens, in lines,
# in reports and in messages. Looked at are the bytes that come out.
. "$top_srcdir/tests/terminal/lib.sh"
cd "$work" || exit 99
driver=$top_builddir/tests/faults/session_driver
peers=$top_builddir/tests/faults/peer_driver
export HOME="$work/home" TZ=UTC
mkdir "$HOME"
shown=0 looked=0

bad()
{
	echo "FAILED: $*"
	failed=1
}

# --- the payloads ------------------------------------------------------------------------------

flood=$(head -c 300 /dev/zero | sed "s/\\x00/$(printf '\314\201')/g")
long=$(head -c 3000 /dev/zero | tr '\0' y)
cat >payloads <<END
$(printf 'osc\033]52;c;ZXZpbA==\007')
$(printf 'csi\033[13;37mred')
$(printf 'c1b\23313;37mred')
$(printf 'c1u\302\23313;37mred')
$(printf 'rlo\342\200\256txt\342\201\246x\330\234')
$(printf 'zws\342\200\213a\357\273\277b\302\255c\342\200\217')
$(printf 'cr-\rover\010\010\010it\177')
$(printf 'tag\363\240\201\245\363\240\201\277')
$(printf 'sep\342\200\250a\342\200\251b')
$(printf 'bin\377\376\300\200\355\240\200')
$(printf 'acc%s' "a$flood")
END
all=$(tr '\n' ' ' <payloads)
[ "$(wc -l <payloads)" -eq 11 ] || bad "payloads"

# --- what may come out --------------------------------------------------------------------------

# clean FILE WHAT: nothing but text and newlines; in a table, which is read back, marks, TAB and CR
# stand as they were written; printed forms have a form feed between them.
clean()
{
	looked=$((looked + 1))
	many="$(printf '\(\314\201\)\{5\}')"
	case $2 in
	*.csv | *" csv"*) many=$(printf '\001') also='\r\t' ;;
	*) also= ;;
	esac
	if LC_ALL=C tr -d "\\n\\f\\040-\\176\\200-\\377$also" <"$1" | grep -q . ||
		LC_ALL=C grep -q "$(printf '\302[\200-\237]\|\342\200[\213\216\217\250-\256]\|\342\201[\246-\251]\|\330\234\|\357\273\277\|\302\255\|\363\240')" "$1" ||
		LC_ALL=C grep -q "$many" "$1"; then
		bad "$2: a payload gets out"
		LC_ALL=C grep -a "$(printf '[\001-\010\013-\037\177]\|\302[\200-\237]\|\342\200[\213\216\217\250-\256]\|\342\201[\246-\251]\|\330\234\|\357\273\277\|\302\255\|\363\240')\\|$many" "$1" | head -3 | cut -c1-200 | cat -v
	fi
	LC_ALL=C.UTF-8 grep -qaxv '.*' "$1" && bad "$2: bytes that are no UTF-8: $(LC_ALL=C.UTF-8 grep -axv '.*' "$1" | head -2 | cut -c1-200 | cat -v)"
}

# terminal FILE WHAT: beside it, only what the terminal's own description says.
terminal()
{
	LC_ALL=C grep -q "$(printf '13;37\033\|\033\[13;37m\|\033\]')" "$1" && bad "$2: a sequence of a payload"
	LC_ALL=C sed "$(printf 's/\033\\[[0-9;?]*[A-Za-z]//g;s/\033[()][A-Z0-9]//g;s/\033[=>78M]//g')" "$1" |
		LC_ALL=C tr -d '\r\010\017\016' >stripped
	clean stripped "$2"
}

# run WHAT COMMAND...: whatever it says; never by a signal, never without an end.
run()
{
	what=$1
	shift
	timeout 20 "$@" <"${in:-/dev/null}" >out 2>err
	got=$?
	[ $got -le 4 ] || bad "$what: exit $got"
	if [ -n "$together" ]; then
		{
			echo "-- $what" | LC_ALL=C tr -d '\000-\037\177-\377'
			cat out err
		} >>together
		looked=$((looked + 2))
		return
	fi
	clean out "$what: stdout"
	clean err "$what: stderr"
}

# all_clean WHAT: what was put together since the last time.
together=
all_clean()
{
	clean together "$1"
	: >together
}

# --- journals written by somebody with a program of their own -----------------------------------

printf 'person,name,group,role\na,Ann,T,student\nb,Bob,T,student\nc,Cyn,T,lecturer\nd,Dee,T,student\n' >class.csv
"$PEIL" session new w --rubric "$top_srcdir/rubrics/complextool.ini" --roster class.csv --title Oost \
	--lang en >out 2>&1 || { cat out; exit 99; }
for who in a b c d; do
	"$driver" put w $who 8 || exit 99
done
number=9
while IFS= read -r text; do
	number=$((number + 1))
	case $((number % 4)) in
	0) who=a c=openness ;;
	1) who=b c=interests ;;
	2) who=c c=urgency ;;
	*) who=d c=novelty ;;
	esac
	[ $number -ge 14 ] && c=stakeholders
	[ $number -ge 18 ] && c=disciplines
	# EVENT STATUS ROUND RATER TARGET CRITERION PART LEVEL NOTE OWNER DUE
	"$driver" raw w note "" 1 $who Oost $c "" "" "$text" "" "" || bad "note not written"
	"$driver" raw w question open 1 $who Oost $c 12$number "" "$text" "$text" "$text" || bad "question"
	"$driver" raw w agreement open 1 $who Oost $c 12$number "" "$text" "$text" "$text" || bad "agreement"
	"$driver" raw w action open 1 "" Oost $c 12$number high "$text" "$text" "$text" || bad "action"
	"$driver" raw w rate scored "$text" "$text" "$text" "$text" "$text" "$text" "$text" "$text" "$text" ||
		bad "rate"
done <payloads
"$driver" raw w note "" 1 c Oost interdependence "" "" "$all $long" "" "" || bad "long note"
"$PEIL" session reveal w --yes --lang en >out 2>err
"$driver" raw w consensus scored 1 "" Oost urgency "" high "$all" "" "" || bad "consensus"
"$driver" raw w action open 1 "" Oost novelty 13ad high "$all" "$all" "$all" || bad "action"

printf 'person,name,group,role\na,Ann,T,student\nb,Bob,T,student\nc,Cyn,T,student\nd,Dee,T,student\n' >team.csv
"$peers" make p "$top_srcdir/rubrics/teamwork.ini" team.csv && "$peers" fill p || exit 99
while IFS= read -r text; do
	for part in top tip lecturer; do
		"$peers" say p a b $part "$text" && "$peers" say p b a $part "$text$all" || bad "comment"
	done
done <payloads

# Each command that shows a session, in every form it has.
for session in w p; do
	for command in "verify S" "report S" "report S --format csv" "report S --format json" \
		"report S --format html" "report S --format csv --counts" "agree S" "agree S --format csv" \
		"session status S" "session status S --format csv" "session comments S" "session follow S" \
		"session sheets S" "session sheets S --format html" "passport a S" "passport b S" \
		"passport a S --format json" "factors S" "factors S --format csv" "feedback S --as a" \
		"session release S --preview a" "session merge S other" "home" "session invite S"; do
		run "peil $(echo "$command" | sed "s/S/$session/")" "$PEIL" $(echo "$command" | sed "s/S/$session/") --lang en
	done
done
run "export" "$PEIL" export w p --to package --notes --lang en
for one in package/*.csv package/*.json package/README; do
	clean "$one" "$one"
done
run "session close" "$PEIL" session close p --yes
run "session comment" "$PEIL" session comment p all release
run "session release" "$PEIL" session release p --yes
run "session close" "$PEIL" session close w --yes
for command in "feedback p --as a" "feedback p --as b" "session comments p" "report p" "factors p" "report w" \
	"report w p" "passport a w p" "verify w p"; do
	run "peil $command" "$PEIL" $command --lang en
done
for one in p/release/* p/results/* w/release/* w/results/*; do
	[ ! -f "$one" ] || clean "$one" "$one"
done
[ -s p/release/page-a.html ] || bad "no pages were released"

# Screens, as rows: everything that keys reach, at two sizes; and the same in lines.
walk=':dump 1 ? :dump 2 q 4 :dump 3 i :dump 4 1 :dump 5 <PageDown> :dump 6 ? :dump 7 q q 2 :dump 8 q 3 :dump 9 q 4 :dump 10 q 5 :dump 11 q 6 :dump 12 q 7 :dump 13 q 8 :dump 14 q q q q 6 :dump 15 <PageDown> :dump 16 j j :dump 17 <Enter> :dump 18 q q 1 :dump 19 <Enter> :dump 20 n :dump 21 <Esc> q q 7 :dump 22 q c :dump 23 j j :dump 24 <PageDown> :dump 25'
echo "$walk" >walk.keys
for command in "discuss w" "session follow p" "passport a w" "rate w --as a" "rate p --as a" "feedback p --as a" "home"; do
	for size in 60x16 120x40; do
		run "$command at $size" "$PEIL" $command --lang en --keys walk.keys --size $size
	done
	printf '1\n\n?\nj\nj\nw\nr\nq\n2\nj\nr\nq\n4\n1\nnumbers\nj\nr\nj\nj\nj\nj\nj\nr\nq\nq\n6\nj\nr\nq\n7\nr\nq\nq\nq\n' >lines
	in=lines run "$command in lines" "$PEIL" $command --lang en --plain
done
# The payloads were there to be seen.
"$PEIL" discuss w --lang en --keys walk.keys --size 120x40 >out 2>err
for token in osc csi c1b c1u rlo zws tag acc; do
	grep -q "$token" out && shown=$((shown + 1))
done
[ $shown -ge 6 ] || bad "the walk shows only $shown of the payloads"
"$PEIL" feedback p --as a --lang en >out 2>err
grep -q 'osc.*52' out || bad "the page of feedback does not show the comments"

# On a terminal.
for command in "discuss w" "session follow p" "feedback p --as a" "report w" "verify w" "session comments p"; do
	case $command in
	discuss*) steps='see Talk\nsend 4\nsee Urgency\nsend 2\nsee osc\nsee 52\nsend q\nsee Urgency\nsend 1\nsee Reasons\nsend qqqq\nexit any\n' ;;
	*follow*) steps='see T\nsend \\r\nsend c\nsee osc\nsend j\nsend qqqq\nexit any\n' ;;
	*) steps='exit any\n' ;;
	esac
	printf "$steps" | "$drive" -s 100x40 -r raw "$PEIL" $command --lang en >out 2>&1 || bad "$command on a terminal: $(tail -45 out)"
	terminal raw "$command on a terminal"
	[ -s raw ] || bad "$command on a terminal: nothing was shown"
done

# --- names of files ----------------------------------------------------------------------------

number=0 together=yes
while IFS= read -r text; do
	number=$((number + 1))
	text=$(printf %s "$text" | head -c 200)
	rm -rf x
	cp -r w x
	for folder in x/raters x/raters/u*/ x/state x/release x/results x/private x; do
		for one in $folder; do
			[ -d "$one" ] && : >"$one/j-$text.csv" && : >"$one/$text" && : >"$one/0099-$text"
		done
	done
	mkdir "x/raters/u12-$text"
	for command in "verify x" "report x" "session status x" "discuss x" "session reveal x"; do
		run "$command beside a file of payload $number" "$PEIL" $command --lang en
	done
	cp -r w "dir-$text" && cp "$top_srcdir/rubrics/complextool.ini" "r-$text.ini" && cp class.csv "c-$text.csv"
	echo '<Enter> <Foo> :dump' >"k-$text"
	run "a folder of payload $number" "$PEIL" report "dir-$text" --lang en
	run "a folder of payload $number" "$PEIL" verify "dir-$text" --lang en
	run "a folder of payload $number" "$PEIL" session status "dir-$text" --lang en
	run "a rubric of payload $number" "$PEIL" rubric check "r-$text.ini" --lang en
	run "a rubric of payload $number" "$PEIL" rubric show "r-$text.ini" --lang en
	run "a list of payload $number" "$PEIL" session new "n-$text" --rubric "r-$text.ini" --roster "c-$text.csv" --lang en
	run "a list of payload $number" "$PEIL" agree "c-$text.csv" --lang en
	run "a key file of payload $number" "$PEIL" home --keys "k-$text" --lang en
	run "an output of payload $number" "$PEIL" report w -o "none-$text/x" --lang en
	run "an output of payload $number" "$PEIL" report w -o "o-$text" --lang en
	run "a package of payload $number" "$PEIL" export w --to "e-$text" --lang en
	run "a package of payload $number" "$PEIL" verify "e-$text" --lang en
	rm -rf dir-* r-* c-* k-* n-* o-* e-*
	all_clean "files named with payload $number"
	# Options, words and the environment.
	for option in title description purpose closes timezone names rubric kind people moment format group login \
		email reason criterion level text owner due as target rater role session keys size lang column \
		levels delimiter to output scale weight; do
		run "--$option of payload $number" "$PEIL" session new "q$number" --rubric complextool --$option "$text"
		run "--$option of payload $number" "$PEIL" session status w --$option "$text"
	done
	for word in "$text" "--$text" "-$text"; do
		run "a word of payload $number" "$PEIL" "$word"
		run "a word of payload $number" "$PEIL" session "$word" w
		run "a word of payload $number" "$PEIL" passport "$word" w
		run "a word of payload $number" "$PEIL" session person w add student "$word"
	done
	for name in TERM TERMINFO HOME XDG_DATA_HOME XDG_CONFIG_HOME TMPDIR LANG LC_ALL LANGUAGE TZ USER LOGNAME \
		COLUMNS LINES NO_COLOR PEIL_PLAIN SOURCE_DATE_EPOCH XDG_DATA_DIRS EDITOR PAGER; do
		in=lines run "$name of payload $number" env "$name=$text" "$PEIL" rate w --as d
		run "$name of payload $number" env "$name=$work/$text" "$PEIL" session status w
	done
	mkdir -p config/peil
	printf 'lang = %s\nplain = %s\n' "$text" "$text" >config/peil/config.ini
	XDG_CONFIG_HOME=$work/config run "settings of payload $number" "$PEIL" report w
	all_clean "options and variables with payload $number"
	# Lists, tables, rubrics.
	for column in 1 2 3 4; do
		awk -F, -v OFS=, -v c=$column -v t="$text" 'NR == 3 { $c = t } { print }' class.csv >one.csv
		run "a list with payload $number" "$PEIL" session new "r$number$column" --rubric "$top_srcdir/rubrics/complextool.ini" --roster one.csv
	done
	printf 'rater,target,criterion,value\n%s,%s,%s,1\nx,y,z,2\nv,y,z,%s\n' "$text" "$text" "$text" "$text" >one.csv
	for command in "agree one.csv" "factors one.csv" "report one.csv"; do
		run "$command with payload $number" "$PEIL" $command
	done
	printf 'Rubric Name,Criteria Name,Criteria Description,Criteria Enable Range,Rating Name,Rating Description,Rating Points\n%s,%s,%s,false,%s,%s,1\n' \
		"$text" "$text" "$text" "$text" "$text" >one.csv
	run "a Canvas rubric with payload $number" "$PEIL" rubric import one.csv --to got.ini
	for key in title purpose authors source licence noun label text question self ask down up low; do
		awk -v k="$key" -v t="$text" 'BEGIN { gsub(/\\/, "\\\\", t) } $1 ~ "^" k "(\\[nl\\])?$" && !done { sub(/".*/, "\"" t "\""); done = 1 } { print }' \
			"$top_srcdir/rubrics/complextool.ini" >one.ini
		cmp -s one.ini "$top_srcdir/rubrics/complextool.ini" && continue
		run "a rubric with payload $number in $key" "$PEIL" rubric check one.ini
		[ $got -eq 1 ] || case $text in acc*) ;; *) bad "a rubric with payload $number in $key: exit $got" ;; esac
		grep -q 'one.ini:[0-9]*' err out || bad "a rubric with payload $number in $key: no line: $(cat err)"
	done
	all_clean "lists, tables and rubrics with payload $number"
done <payloads
echo "$number payloads, $looked outputs looked at"
exit $failed
