#!/bin/sh
# Wrong rubrics: every fault is told with file, line and hint, nothing more and nothing less; and
# nothing hangs on what is no file. tests/bad/ has a rubric and what is to be said of it; what no
# text file can be is made here.
set -u

fail=0
skipped=
bad() {
	echo "FAIL: $*"
	fail=1
}

work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
# Nobody's settings: the messages are compared in English.
HOME=$work
export HOME

# --- tests/bad ---------------------------------------------------------------------------------

cd "$top_srcdir/tests/bad" || exit 99
count=0
for file in *.ini; do
	count=$((count + 1))
	{
		timeout 20 "$PEIL" rubric check "$file" 2>&1
		echo "exit $?"
	} > "$work/got"
	cmp -s "${file%.ini}.want" "$work/got" || {
		bad "$file"
		diff "${file%.ini}.want" "$work/got"
	}
done
[ "$count" -gt 100 ] || bad "only $count files in tests/bad"

# --- what is made here -------------------------------------------------------------------------

cd "$work" || exit 99

# expect STATUS WHAT TEXT...: the check of WHAT ends with STATUS and says just the line TEXT.
expect() {
	status=$1 what=$2
	shift 2
	timeout 10 "$PEIL" rubric check "$what" > got 2>&1
	got=$?
	[ "$got" -eq "$status" ] || bad "$what: exit $got, not $status"
	printf '%s\n' "$*" > want
	cmp -s want got || {
		bad "$what says something else"
		diff want got
	}
}

good=$top_srcdir/tests/bad/good.ini
iconv_from() {
	iconv -f UTF-8 -t "$1"
}

mkdir dir.ini
expect 1 dir.ini 'dir.ini: error: this is a directory; hint: name a file in it'
mkfifo fifo.ini
expect 1 fifo.ini 'fifo.ini: error: this is a pipe, not a file; hint: save it in a file first'
expect 1 /dev/zero '/dev/zero: error: this is a device, not a file'
cp "$good" there.ini
ln -s there.ini link.ini
expect 1 link.ini 'link.ini: error: this is a symbolic link; hint: name the file it points to'
ln -s loop loop
expect 1 loop/a.ini 'loop/a.ini: error: cannot open this file: Too many levels of symbolic links'
expect 1 none.ini 'none.ini: error: cannot open this file: No such file or directory'
expect 1 no-such-rubric \
	'peil: error: no rubric no-such-rubric; hint: peil rubric list shows which there are'

if [ "$(id -u)" -eq 0 ]; then
	skipped="$skipped unreadable-file(root)"
else
	cp "$good" closed.ini
	chmod 000 closed.ini
	expect 1 closed.ini 'closed.ini: error: cannot open this file: Permission denied'
fi

# Sizes.
head -c 2000000 /dev/zero | tr '\0' a > long-line.ini
expect 1 long-line.ini 'long-line.ini: error: 2000000 bytes; 262144 bytes is the most'
{
	cat "$good"
	yes '; a comment that fills the file' | head -c 270000
} > big.ini
size=$(($(wc -c < big.ini)))
expect 1 big.ini "big.ini: error: $size bytes; 262144 bytes is the most"
{
	cat "$good"
	printf '; '
	head -c 998 /dev/zero | tr '\0' x
	echo
} > line-1000.ini
expect 0 line-1000.ini 'line-1000.ini: no faults'
{
	cat "$good"
	printf '; '
	head -c 999 /dev/zero | tr '\0' x
	echo
} > line-1001.ini
expect 1 line-1001.ini 'line-1001.ini:25: error: line of 1001 bytes, cut at column 1001: 1000 bytes is the most; hint: let the text go on in another key: text[en].2'
awk 'BEGIN { print "[rubric]"; for (i = 1; i <= 5001; i++) print "k" i " = 1" }' > keys.ini
expect 1 keys.ini 'keys.ini:5001: error: more than 5000 sections and keys'

# Encodings.
if command -v iconv > /dev/null; then
	iconv_from UTF-16 < "$good" > utf-16.ini
	expect 1 utf-16.ini 'utf-16.ini:1: error: not UTF-8 at byte 1: this is UTF-16; hint: iconv -f UTF-16 -t UTF-8 FILE > NEW'
fi
printf '[rubric]\nid = caf\351\n' > latin.ini
expect 1 latin.ini 'latin.ini:2: error: not UTF-8 at byte 18; hint: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW'
printf '[rubric]\nid = a\0b\n' > nul.ini
expect 1 nul.ini 'nul.ini:2: error: NUL byte at byte 16; hint: this is not a text file, or it was damaged'
tr '\n' '\r' < "$good" > mac.ini
expect 1 mac.ini "mac.ini:1: error: carriage return (U+000D) inside the line, at column 9; hint: end each line with a newline, for example with: tr '\\r' '\\n'"

# A file name from somebody else does not reach the terminal either.
name=$(printf 'esc\033[31m.ini')
printf '' > "$name"
expect 1 "$name" 'esc\x1b[31m.ini:1: error: empty rubric; hint: peil rubric show complextool is an example'

# No control byte comes out, whatever is in the files.
for file in "$top_srcdir"/tests/bad/*.ini; do
	"$PEIL" rubric check "$file" 2>&1 | LC_ALL=C tr -d '\n\040-\176\200-\377' | grep -q . &&
		bad "$file: a control byte reaches the terminal"
done

# Several files: all are told, and one fault is enough.
"$PEIL" rubric check none.ini "$good" > out 2> err
[ $? -eq 1 ] || bad "one wrong file of two must end with 1"
grep -q 'good.ini: no faults$' out || bad "the good one of two is not told"
grep -q '^none.ini: error:' err || bad "the wrong one of two is not told"

# show refuses as check does, and tells all faults.
cp "$top_srcdir/tests/bad/many.ini" .
"$PEIL" rubric show many.ini > out 2> err
[ $? -eq 1 ] || bad "show of a wrong rubric must end with 1"
[ -s out ] && bad "show of a wrong rubric prints something"
{ cat err && echo 'exit 1'; } | cmp -s - "$top_srcdir/tests/bad/many.want" ||
	bad "show does not tell what check tells"

# A disk that fails half way: nothing is taken for the whole.
{
	cat "$good"
	yes '; a comment that makes the file longer than one read' | head -c 40000
	echo
} > half.ini
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
if strace -o trace true 2> /dev/null; then
	timeout 20 strace -o trace -P "$work/half.ini" -e inject=read:error=EIO:when=2 \
		"$PEIL" rubric check "$work/half.ini" > got 2>&1
	[ $? -eq 1 ] || bad "a read error half way must end with 1"
	grep -qF "half.ini: error: cannot read this file to its end: Input/output error" got || {
		bad "a read error half way is not told"
		cat got
	}
else
	skipped="$skipped read-error(no-strace)"
fi

[ -z "$skipped" ] || echo "not tried:$skipped"
echo "$count files of tests/bad"
exit $fail
