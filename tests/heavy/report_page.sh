#!/bin/sh
# The report as a page, in a real browser (Debian's chromium, headless): it renders, its headings and
# tables are there, no console error, nothing is asked from elsewhere, one or two sheets of A4, valid
# HTML. SCREENSHOT=FILE keeps the picture. `./bootstrap check --all` runs it.
. "$(dirname "$0")/browser.sh"

# Addresses asked for by the page: all but the browser's own.
asked()
{
	grep -o '"url":"[^"]*"' "$work/net.json" | sort -u |
		grep -v -E '"url":"(file|data|chrome|devtools|about)[:-]' |
		grep -v -E '"url":"https?://([a-z0-9-]+\.)*(google\.com|googleapis\.com|gvt1\.com)[:/]' || :
}

# The eyes of this test see: a page that loads something and complains is found.
printf '<!DOCTYPE html><title>x</title><img src="http://127.0.0.1:9/x.png"><script>console.error("bad")</script>' \
	>"$work/bad.html"
browse --dump-dom "file://$work/bad.html" >/dev/null 2>"$work/messages" || fail "chromium does not run here"
[ -n "$(asked)" ] || fail "a request of a bad page was not seen: this test is blind"
grep -q 'CONSOLE' "$work/messages" || fail "a message of a bad page was not seen: this test is blind"

# has WHAT TEXT: in the page as the browser built it.
has()
{
	tr '\n' ' ' <"$work/dom" | grep -q -- "$2" || fail "$lang: $1 not in the page: $2"
}

look()
{
	lang=$1
	shift
	SOURCE_DATE_EPOCH=1772355600 "$PEIL" demo "$work/demo-$lang" --lang "$lang" </dev/null >/dev/null 2>&1 ||
		fail "peil demo failed"
	"$PEIL" report "$work/demo-$lang" --format html --lang "$lang" -o "$work/$lang.html" 2>/dev/null ||
		fail "peil report failed"
	browse --dump-dom "file://$work/$lang.html" >"$work/dom" 2>"$work/messages" || fail "$lang: chromium failed"
	! grep 'CONSOLE' "$work/messages" || fail "$lang: the console has something to say"
	[ -z "$(asked)" ] || fail "$lang: asked from elsewhere: $(asked)"
	has language "<html lang=\"$lang\">"
	for heading; do
		has heading "<h2>$heading</h2>"
	done
	tables=$(grep -o '<table' "$work/dom" | wc -l)
	captions=$(grep -o '<caption>' "$work/dom" | wc -l)
	[ "$tables" = 6 ] && [ "$captions" = 6 ] || fail "$lang: $tables tables, $captions captions; 6 expected"
	[ "$(grep -o '<th[ >][^>]*' "$work/dom" | grep -v -c 'scope=')" = 0 ] || fail "$lang: a th without scope"
	[ "$(grep -o '<svg class="profile"' "$work/dom" | wc -l)" = 1 ] || fail "$lang: no profile chart"
	has "text alternative" '<svg class="profile"[^>]*role="img"[^>]*> *<title>[^<]*</title> *<desc>'
	! grep -q '<script' "$work/dom" || fail "$lang: a script"
	sheets "$lang"
	valid "$lang"
}

sheets()
{
	browse --no-pdf-header-footer --print-to-pdf="$work/page.pdf" "file://$work/$1.html" >/dev/null 2>&1 ||
		fail "$1: printing failed"
	if ! command -v pdfinfo >/dev/null 2>&1; then
		echo "$name: sheets not counted: pdfinfo is not installed"
		return
	fi
	pages=$(pdfinfo "$work/page.pdf" | awk '$1 == "Pages:" { print $2 }')
	case $pages in
	1 | 2) echo "$name: $1: $pages sheets of A4" ;;
	*) fail "$1: $pages sheets" ;;
	esac
	pdfinfo "$work/page.pdf" | grep -q 'Page size:.*A4' || fail "$1: not A4"
}

valid()
{
	if ! command -v tidy >/dev/null 2>&1; then
		echo "$name: HTML not checked: tidy is not installed"
		return
	fi
	tidy -q -e "$work/$1.html" >"$work/tidy" 2>&1 || { cat "$work/tidy"; fail "$1: tidy found faults"; }
	[ ! -s "$work/tidy" ] || { cat "$work/tidy"; fail "$1: tidy warns"; }
}

look en Profile Answers 'Per role' Rounds 'What we agreed' 'Does it fit?' Actions 'Reasons, without names'
look nl Profiel Antwoorden 'Per rol' Rondes 'Past het bij de groep?' Acties 'Redenen, zonder namen'

browse --window-size=1000,2600 --hide-scrollbars --screenshot="$work/page.png" "file://$work/en.html" \
	>/dev/null 2>&1 || fail "no picture"
[ "$(wc -c <"$work/page.png")" -gt 20000 ] || fail "the picture is empty"
[ -z "${SCREENSHOT-}" ] || cp "$work/page.png" "$SCREENSHOT"
