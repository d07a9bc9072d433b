#!/bin/sh
# peil rubric import and export: where files go, what is said of faults (row and column), what harmful
# files end in (one message, no file, no hang), and the way out and back.
. "$top_srcdir/tests/cli/lib.sh"
HOME=$work/home
mkdir "$HOME"
cd "$top_srcdir/tests/exchange"

# gives STATUS ARGUMENTS: run, standard output in out, standard error in err.
gives()
{
	wanted=$1
	shift
	status=0
	timeout 20 "$PEIL" "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
	[ "$status" = "$wanted" ] || { cat "$work/out" "$work/err"; fail "exit $status, not $wanted: peil $*"; }
}

# --- into the user's own folder: found by id from then on
gives 0 rubric import canvas-two.csv --lang en
grep -q "Written: .*/peil/rubrics/research-report.ini" "$work/err" || fail "it is not said what was written"
gives 0 rubric check research-report presentation
gives 0 rubric show presentation --lang en
grep -q "Heard in the last row" "$work/out" || fail "the rubric is not what the table says"
gives 1 rubric import canvas-two.csv --lang en
grep -q "exists; hint: --force" "$work/err" || fail "an existing file was not respected"
gives 0 rubric import canvas-two.csv --lang en --force
gives 2 rubric import canvas-two.csv -o "$work/one.ini"
[ ! -e "$work/one.ini" ] || fail "two rubrics went into one file"
gives 0 score presentation --lang en --target Ana --rater Bo -o "$work/scored.csv"

# --- faults by row and column; the good ones are imported
mkdir "$work/some"
gives 3 rubric import canvas-faults.csv -o "$work/some" --lang en
grep -v '^Written' "$work/err" | diff canvas-faults.want - || fail "the faults are not those expected"
[ "$(ls "$work/some")" = "good-one.ini
good-two.ini" ] || fail "not exactly the two good rubrics were imported"

# --- harmful files: one message, nothing written
mkdir "$work/none"
count=0
for file in bad-*; do
	gives 1 rubric import "$file" -o "$work/none" --lang en
	[ "$(wc -l <"$work/err")" = 1 ] || { cat "$work/err"; fail "$file: not one message"; }
	! LC_ALL=C grep -q '[[:cntrl:]]' "$work/err" || fail "$file: a control character in the message"
	[ -z "$(ls -A "$work/none")" ] || fail "$file: something was written"
	cat "$work/err" >>"$work/messages"
	count=$((count + 1))
done
[ "$count" -ge 9 ] || fail "only $count harmful files"
diff bad.messages "$work/messages" || fail "the messages are not those expected"

# Large ones are made here. Deep XML, a long name, one huge field, a wide table, a long table.
refused()
{
	gives 1 rubric import "$work/big" -o "$work/none" --lang en
	[ "$(wc -l <"$work/err")" = 1 ] || { head -5 "$work/err"; fail "$1: not one message"; }
	grep -q "$2" "$work/err" || { head -c 300 "$work/err"; fail "$1: not that message"; }
	[ -z "$(ls -A "$work/none")" ] || fail "$1: something was written"
}
awk 'BEGIN { printf "<areas>"; for (i = 0; i < 500000; i++) printf "<a>" }' >"$work/big"
refused "deep XML" "nested too deep"
awk 'BEGIN { printf "<areas "; for (i = 0; i < 100000; i++) printf "a%d=\"\" ", i; print "/>" }' >"$work/big"
refused "many attributes" "no rubric in it"
head -n 1 canvas-two.csv >"$work/big"
awk 'BEGIN { printf "R,C,\""; for (i = 0; i < 3000000; i++) printf "x"; print "\",false,Y,y,1,N,n,0" }' >>"$work/big"
refused "a huge field" "65,536"
head -n 1 canvas-two.csv >"$work/big"
awk 'BEGIN { for (i = 0; i < 60000; i++) print "R,C" i ",,false,Y,y,1,N,n,0" }' >>"$work/big"
refused "a long table" "more rubrics or criteria"
awk 'BEGIN { for (i = 0; i < 9000000; i++) printf "x" }' >"$work/big"
refused "a huge file" "more than 8 MiB"
mkfifo "$work/fifo"
gives 1 rubric import "$work/fifo"
gives 1 rubric import /dev/zero
gives 1 rubric import "$work/none"
gives 1 rubric import "$work/not-there.csv"
gives 2 rubric import
gives 2 rubric import moodle.xml --format pdf

# --- out and back
gives 0 rubric import moodle.xml --lang nl -o "$work/moodle.ini"
gives 0 rubric export "$work/moodle.ini" --format canvas --lang nl -o "$work/moodle.csv"
gives 0 rubric import "$work/moodle.csv" --lang nl -o "$work/again.ini"
sed '/^purpose/d; s/^source = "Moodle"/source = "Canvas"/' "$work/moodle.ini" | diff - "$work/again.ini" ||
	fail "the way out and back changed the rubric"
gives 0 rubric export research-report presentation --format canvas --lang en -o "$work/two.csv"
mkdir "$work/back"
gives 0 rubric import "$work/two.csv" --lang en -o "$work/back"
for id in research-report presentation; do
	cmp "$HOME/.local/share/peil/rubrics/$id.ini" "$work/back/$id.ini" || fail "$id did not come back the same"
done

# --- other ways out
for rubric in complextool collaboration-matrix; do
	for lang in nl en; do
		for format in case markdown html; do
			gives 0 rubric export "$top_srcdir/rubrics/$rubric.ini" --format $format --lang $lang
			[ -s "$work/out" ] || fail "$rubric as $format is empty"
			cp "$work/out" "$work/$rubric.$lang.$format"
		done
	done
done
[ "$(grep -c '^| ' "$work/complextool.en.markdown")" = 10 ] || fail "Markdown: not a heading, a rule and eight rows"
grep -q '^| Criterium | laag | matig | hoog | zeer hoog |$' "$work/complextool.nl.markdown" || fail "the Dutch headings"
[ "$(grep -c '"CFRubricCriterionLevels"' "$work/complextool.en.case")" = 8 ] || fail "CASE: not eight criteria"
[ "$(grep -c '"score"' "$work/complextool.en.case")" = 32 ] || fail "CASE: not 32 levels"
[ "$(grep '"identifier"' "$work/complextool.en.case" | sort -u | wc -l)" = 41 ] || fail "CASE: identifiers are not unique"
grep '"identifier"' "$work/complextool.en.case" | grep -v -q -E '"[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"' &&
	fail "CASE: an identifier is no UUID"
! grep -q '<script\|src=\|href=\|url(' "$work/complextool.en.html" || fail "the page loads something"
gives 2 rubric export complextool
gives 2 rubric export complextool --format pdf
gives 1 rubric export "$work/not-there.ini" --format case
gives 0 rubric export "$top_srcdir/rubrics/complextool.ini" --format html -o "$work/page.html"
gives 1 rubric export "$top_srcdir/rubrics/complextool.ini" --format html -o "$work/page.html"
