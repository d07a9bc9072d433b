#!/bin/sh
# peil report over sessions of one rubric with different moments: what was answered then and now, in
# the order of the moments, in both languages and on the page; nothing when there is one moment.
. "$top_srcdir/tests/cli/lib.sh"
complextool=$top_srcdir/rubrics/complextool.ini

# score FOLDER SECONDS MOMENT TARGET ANSWERS
score()
{
	printf '\n%b' "$5" | SOURCE_DATE_EPOCH=$2 "$PEIL" score "$complextool" --target "$4" --rater Ana \
		--role student --moment "$3" --session "$1" --plain --lang en >said 2>&1 ||
		{ cat said; fail "score $1"; }
}

# lacks TEXT FILE
lacks()
{
	! grep -qi -- "$1" "$2" || { cat "$2"; fail "a line too many: $1"; }
}

score start 1767225600 start Oost '2\n3\nu\n'
score end 1783000000 end Oost '4\n3\n1\n'
score other 1783000000 end West '4\n'

# The end named first: the order is that of the moments. Another target is not laid beside it.
"$PEIL" report end start other --plain --lang en >all
sed -n '/^Change between moments\.$/,$p' all >got
cat >wanted <<'END'
Change between moments.
Complextool: Oost.
Openness of the question: start moderate, end very high.
Interdependence and dynamics: start high, end high.
Novelty: start I don't know, end low.
END
cmp wanted got || { cat got; fail "the section in English"; }
: >keys # then it is not plain, although nobody sits at a terminal
"$PEIL" report start end --keys keys --size 80x24 --lang nl >all
sed -n '/^Verandering tussen momenten$/,$p' all >got
cat >wanted <<'END'
Verandering tussen momenten
Complextool: Oost.
  Openheid van de vraag: begin matig, eind zeer hoog.
  Samenhang en dynamiek: begin hoog, eind hoog.
  Nieuwheid: begin weet ik niet, eind laag.
END
cmp wanted got || { cat got; fail "the section in Dutch"; }

"$PEIL" report start end --format html --lang nl >page
grep -qF 'Verandering tussen momenten</h2>' page || fail "no heading on the page"
grep -qF '<li>Openheid van de vraag: begin matig, eind zeer hoog.</li>' page || fail "no line on the page"

# One moment is nothing to compare: one session, or two of the same moment, or of other targets.
for those in start 'end other' 'start other'; do
	for form in --plain '--format html' '--format text'; do
		"$PEIL" report $those $form --lang en >all
		lacks 'between moments' all
	done
done

# Every row of the table has its moment.
"$PEIL" report start end --format csv >table
[ "$(awk -F, 'FNR > 1 { rows[$2]++ } END { print rows["start"] + 0, rows["end"] + 0, FNR }' table)" = "8 8 17" ] ||
	{ cat table; fail "moments in the table"; }

# Groups: the middle answer and how many. The later rubric has another text and one aspect's id is
# another: it is not in the section.
sed 's/novelty/newness/g; s/^version = .*/version = "1.1"/' "$complextool" >later.ini
# group FOLDER RUBRIC MOMENT ANSWERS...: each person's own
group()
{
	folder=$1 rubric=$2 moment=$3 person=0
	shift 3
	"$PEIL" session new "$folder" --rubric "$rubric" --people student:3 --moment "$moment" --lang en >said
	for answers; do
		person=$((person + 1))
		printf '\n%bs\ny\nq\n' "$answers" | "$PEIL" rate "$folder" --as student-$person --plain \
			--lang en >said 2>&1 || { cat said; fail "rate $folder"; }
	done
}
group w1 "$complextool" start '1\n' '1\n' '2\n'
group w2 "$complextool" mid '2\n' '3\n'
group w3 later.ini end '4\n' '4\n' '1\n'
"$PEIL" report w1 w2 w3 --plain --lang en >all
lacks 'between moments' all # nothing was shown yet
for folder in w1 w2 w3; do
	"$PEIL" session reveal $folder --yes >said 2>&1 || { cat said; fail "reveal $folder"; }
done
"$PEIL" report w3 w2 w1 start --plain --lang en >all
sed -n '/^Change between moments\.$/,$p' all >got
cat >wanted <<'END'
Change between moments.
Complextool. The middle answer at each moment; n is how many people chose a level. The rubric was changed between these moments: compare with care.
Openness of the question: start low (n = 3), halfway moderate to high (n = 2), end very high (n = 3).
END
cmp wanted got || { cat all; fail "the groups"; }
echo "what changed between moments stands in the report, and nothing where there is one moment"
