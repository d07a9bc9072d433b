#!/bin/sh
# Wrong files for other commands than `rubric check`: key files, lists of participants, tables of
# ratings, and the files of a session folder. tests/bad/files/NAME.case holds, in its first line, the
# command (FILE is the file, SESSION a session with two people that it was put into), in its second
# line what the file is called, and then the file; NAME.want is all that is said, and the exit status.
# `bad_files.sh --make` writes the .want files anew, to be read before they are kept.
set -u
failed=0
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
HOME=$work
SOURCE_DATE_EPOCH=1772359200
export HOME SOURCE_DATE_EPOCH
cases=$(cd "$top_srcdir/tests/bad/files" && pwd) || exit 99
cd "$work" || exit 99

cat >people.csv <<'END'
person,name,role
ann,Ann,student
bob,Bob,lecturer
END
"$PEIL" session new good --rubric "$top_srcdir/rubrics/complextool.ini" --roster people.csv \
	>said 2>&1 || { cat said; exit 99; }

printf 'rater,target,group,value\na,b,A,3\nb,a,A,2\na,a,A,4\nb,b,A,4\n' >table.csv

count=0
for case in "$cases"/*.case; do
	name=${case##*/}
	name=${name%.case}
	count=$((count + 1))
	command=$(sed -n 1p "$case")
	file=$(sed -n 2p "$case")
	rm -rf SESSION out .config
	cp -r good SESSION
	# \0NNN in a case (octal) stands for a byte that no text file has.
	sed 1,2d "$case" | while IFS= read -r line; do
		printf '%b\n' "$line"
	done >body
	mkdir -p "$(dirname "$file")"
	rm -f "$file"
	cp body "$file"
	{
		eval "timeout 20 \"\$PEIL\" $command" </dev/null 2>&1
		echo "exit $?"
	} | sed "s|$work/||g" >got
	if [ "${1-}" = --make ]; then
		cp got "$cases/$name.want"
	elif ! cmp -s "$cases/$name.want" got; then
		echo "FAILED: $name"
		diff "$cases/$name.want" got
		failed=1
	fi
	LC_ALL=C tr -d '\n\040-\176\200-\377' <got | grep -q . &&
		{ echo "FAILED: $name: a control byte reaches the terminal"; failed=1; }
	[ ! -e out ] || { echo "FAILED: $name: it left an output file"; failed=1; }
done
[ $count -ge 40 ] || { echo "FAILED: only $count cases"; failed=1; }
echo "$count wrong files"
exit $failed
