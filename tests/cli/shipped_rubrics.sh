#!/bin/sh
# Every rubric that is shipped: no fault and no warning, source, status and licence, every text in
# both languages, its id the file's name, listed to be installed, and it opens as a form.
. "$top_srcdir/tests/cli/lib.sh"
set +e
export XDG_DATA_HOME="$work/data"
status=0
count=0

fail() {
	echo "FAIL: $*"
	status=1
}

for file in "$top_srcdir"/rubrics/*.ini; do
	id=$(basename "$file" .ini)
	count=$((count + 1))
	"$PEIL" rubric check "$file" --lang en > "$work/out" 2> "$work/err" || fail "$id has faults"
	[ -s "$work/err" ] && fail "$id: $(cat "$work/err")"
	grep -q ': no faults$' "$work/out" || fail "$id is not without faults"
	for key in source licence authors 'title\[nl\]' 'title\[en\]' 'purpose\[nl\]' 'purpose\[en\]'; do
		grep -q "^$key *= *\"..*\"" "$file" || fail "$id has no $key"
	done
	grep -Eq '^status *= *(original|adapted|reconstruction|own)$' "$file" || fail "$id has no status"
	grep -Eq "^id *= *$id\$" "$file" || fail "$id has another id"
	awk -v id="$id" '
		/^\[/ { section = $0; next }
		match($0, /^[a-z0-9.-]+\[(nl|en)\]/) {
			key = section substr($0, 1, index($0, "[") - 1)
			lang[key] = lang[key] (index($0, "[nl]") ? "n" : "e")
		}
		END {
			for (key in lang)
				if (lang[key] != "ne" && lang[key] != "en") {
					print id ": not in both languages: " key; bad = 1
				}
			exit bad
		}' "$file" || status=1
	grep -q "rubrics/$id\.ini" "$top_srcdir/Makefile.am" || fail "$id is not installed"
	for lang in nl en; do
		printf '\nw\nq\n' | "$PEIL" score "$file" --plain --lang $lang > "$work/out" 2>&1 ||
			fail "$id does not open ($lang)"
		[ "$(wc -l < "$work/out")" -ge 8 ] || fail "$id says too little ($lang)"
	done
done
[ $count -ge 10 ] || fail "only $count rubrics"
for id in complextool collaboration-matrix teamwork learning-together hybridity hybrid-evaluation \
	learning-organisation career-competencies feedback-culture key-figures; do
	[ -f "$top_srcdir/rubrics/$id.ini" ] || fail "$id is not shipped"
done

# The program of a checkout finds them from every directory.
mkdir -p "$work/checkout/build" "$work/elsewhere"
cp "$PEIL" "$work/checkout/build/peil"
cp -r "$top_srcdir/rubrics" "$work/checkout/rubrics"
(cd "$work/elsewhere" && ../checkout/build/peil rubric check --lang en complextool) \
	>"$work/out" 2>&1 || fail "build/peil finds no rubrics: $(cat "$work/out")"
exit $status
