#!/bin/sh
# A printable rubric and a passport in a real browser (Debian's chromium, headless): each rubric of
# ours in both languages on exactly one A4 on its side; the passport's chart and table are there, no
# script, nothing asked from elsewhere, valid HTML. SCREENSHOT=FOLDER keeps the pictures.
# `./bootstrap check --all` runs it.
. "$(dirname "$0")/browser.sh"
if ! command -v pdfinfo >/dev/null 2>&1; then
	echo "$name: SKIPPED: pdfinfo is not installed (Debian: poppler-utils)"
	exit 77
fi

# sheets FILE: how many A4 it prints on.
sheets()
{
	browse --no-pdf-header-footer --print-to-pdf="$work/page.pdf" "file://$1" >/dev/null 2>&1 ||
		fail "$1: printing failed"
	pdfinfo "$work/page.pdf" | grep -q 'Page size:.*A4' || fail "$1: not A4"
	pdfinfo "$work/page.pdf" | awk '$1 == "Pages:" { print $2 }'
}

valid()
{
	command -v tidy >/dev/null 2>&1 || return 0
	tidy -q -e "$1" >"$work/tidy" 2>&1 || { cat "$work/tidy"; fail "$1: tidy found faults"; }
	[ ! -s "$work/tidy" ] || { cat "$work/tidy"; fail "$1: tidy warns"; }
}

picture()
{
	[ -z "${SCREENSHOT-}" ] || browse --window-size=1150,1400 --hide-scrollbars \
		--screenshot="$SCREENSHOT/$2.png" "file://$1" >/dev/null 2>&1
}

count=0
for file in rubrics/*.ini; do
	id=$(basename "$file" .ini)
	for lang in nl en; do
		page=$work/$id-$lang.html
		"$PEIL" rubric export "$file" --format html --lang $lang -o "$page" 2>/dev/null || fail "$id: no page"
		number=$(sheets "$page")
		[ "$number" = 1 ] || fail "$id in $lang takes $number sheets"
		pdfinfo "$work/page.pdf" | awk '/Page size/ { exit !($3 > $5) }' || fail "$id: not on its side"
		valid "$page"
		count=$((count + 1))
	done
	picture "$page" "$id"
done
echo "$name: $count rubric pages, each on one A4"

score()
{
	printf '\n%b' "$6" | SOURCE_DATE_EPOCH=$2 "$PEIL" score rubrics/teamwork.ini --target Ana --rater "$4" \
		--role "$5" --moment "$3" --session "$work/$1" --lang en >/dev/null 2>&1 || fail "score $1"
}
score s1 1767225600 start Ana student '2\n2\n1\n2\n3\n'
score s2 1775000000 mid Ana student '2\n3\nu\n2\n3\n'
score s3 1783000000 end Ana student '3\nn\nI keep lists now\n.\n3\n2\n4\n3\n'
score s4 1783000000 end Docent lecturer '3\n3\n2\n1\n3\n'
for lang in nl en; do
	page=$work/passport-$lang.html
	"$PEIL" passport Ana "$work/s1" "$work/s2" "$work/s3" "$work/s4" --format html --lang $lang -o "$page" 2>/dev/null ||
		fail "no passport"
	browse --dump-dom "file://$page" >"$work/dom" 2>"$work/messages" || fail "passport: chromium failed"
	! grep 'CONSOLE' "$work/messages" || fail "passport: the console has something to say"
	! grep -q '<script\|<img\|<link' "$work/dom" || fail "passport: something that runs or loads"
	[ "$(grep -o '<svg class="chart"' "$work/dom" | wc -l)" = 1 ] || fail "passport: no chart"
	[ "$(grep -o '<circle' "$work/dom" | wc -l)" = 15 ] || fail "passport: not 14 own answers and a legend"
	[ "$(grep -o '<tr' "$work/dom" | wc -l)" = 6 ] || fail "passport: not a heading and five criteria"
	[ "$(sheets "$page")" -le 2 ] || fail "passport: more than two sheets"
	valid "$page"
	picture "$page" "passport-$lang"
done
echo "$name: the passport is good"
