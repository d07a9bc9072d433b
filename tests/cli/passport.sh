#!/bin/sh
# peil passport over forms of three moments by two raters, a workshop and a peer-feedback round: every
# point against the answers themselves, worked out here with awk; who may make one; what it shows.
. "$top_srcdir/tests/cli/lib.sh"
driver=$top_builddir/tests/faults/peer_driver
teamwork=$top_srcdir/rubrics/teamwork.ini

# score FOLDER SECONDS MOMENT RATER ROLE ANSWERS
score()
{
	printf '\n%b' "$6" | SOURCE_DATE_EPOCH=$2 "$PEIL" score "$teamwork" --target Ana --rater "$4" \
		--role "$5" --moment "$3" --session "$1" --lang en >said 2>&1 || { cat said; fail "score $1"; }
}
score s1 1767225600 start Ana student '2\n2\n1\n2\n3\n'
score s2 1775000000 mid ana student '2\n3\nu\n2\n3\n'
score s3 1783000000 end Ana student '3\nn\nI keep lists now\n.\n3\n2\n4\n3\n'
score s4 1775000000 mid Docent lecturer '2\n2\n2\n2\n2\n'
score s5 1783000000 end Docent lecturer '3\n3\n2\n1\n3\n'

# --- three moments, against results/ratings.csv of each folder
gives 0 passport Ana s1 s2 s3 s4 s5 --format csv --lang en
cp out points.csv
[ "$(head -n 1 points.csv)" = "session,rubric,moment,date,criterion,who,about,role,raters,status,level,step,value" ] ||
	fail "the columns are not those of the manual"
for folder in s1 s2 s3 s4 s5; do
	awk -F, 'FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	{ own = tolower($at["rater"]) == "ana"
	  print $at["session"] "," $at["moment"] "," $at["criterion"] "," (own ? "self" : "others") "," \
		(own ? "" : $at["rater_role"]) "," $at["status"] "," $at["level"] "," \
		($at["value"] == "" ? "NA" : $at["value"]) }' "$folder/results/ratings.csv"
done | sort >wanted
awk -F, 'FNR > 1 { print $1 "," $3 "," $5 "," $6 "," $8 "," $10 "," $11 "," $13 }' points.csv | sort >given
[ "$(wc -l <wanted)" = 25 ] || fail "not 25 answers to compare with"
diff wanted given || fail "the points differ (< the answers, > the passport)"

# The change, moments and others that the JSON says, from the same table.
gives 0 passport Ana s5 s4 s3 s2 s1 --format json --lang en
cp out data.json
awk -F, 'FNR > 1 && $10 == "scored" {
	key = $5 "," $6
	if (!(key in first)) { first[key] = $12; from[key] = $3 } else { last[key] = $12; to[key] = $3 }
	if (!(($5, $3) in seen)) { seen[$5, $3]; }
}
FNR > 1 { if (!(($5, $3) in m)) { m[$5, $3]; moments[$5]++ } if ($6 == "others") others[$5] = 1 }
END { for (c in moments) print c "," moments[c] "," others[c] + 0 "," last[c ",self"] - first[c ",self"] \
	"," last[c ",others"] - first[c ",others"] }' points.csv | sort >wanted
awk -F'"' '/"criterion":/ { c = $4 }
	{ v = $0; gsub(/[^0-9-]/, "", v) }
	/"moments":/ { m = v } /"others": [0-9]/ { o = v } /"change_self":/ { s = v }
	/"change_others":/ { print c "," m "," o "," s "," v }' data.json | sort >given
[ "$(wc -l <given)" = 5 ] || fail "not five criteria in the JSON"
grep -q '^contribution,3,1,1,1$' given || fail "contribution is not what was typed"
grep -q '^feedback,3,1,2,-1$' given || fail "feedback is not what was typed"
diff wanted given || fail "moments, others and changes differ (< worked out here, > the passport)"

# --- in words
gives 0 passport Ana s1 s2 s3 s4 s5 --lang en --plain
grep -qx 'You: start: when asked; halfway: when asked; end: unprompted.' out || fail "the course in words"
grep -qx 'From three moments, with one other person. You: from when asked (start) to unprompted (end). Others: from when asked (halfway) to unprompted (end).' out ||
	fail "what it comes from"
grep -qx 'Your note, end: I keep lists now' out || fail "the note is not there"
! grep -q 'Docent' out || fail "a rater is named"
gives 0 passport Ana s1 s2 s3 s4 s5 --lang nl --plain
grep -qx 'Van drie momenten, met één ander. Jij: van op verzoek (begin) naar uit zichzelf (eind). Anderen: van op verzoek (halverwege) naar uit zichzelf (eind).' out ||
	fail "the same in Dutch"
gives 0 passport Ana s1 --lang en --plain
[ "$(grep -c 'From one moment, your own answers only. One moment says nothing about how it goes.' out)" = 5 ] ||
	fail "something follows from one moment"
! grep -q ' from .* to ' out || fail "a course of one moment"

# --- a page to keep, with the table beside it
gives 0 passport Ana s1 s2 s3 s4 s5 --lang en --format html -o ana.html
gives 1 passport Ana s1 --lang en --format html -o ana.html
rm ana.html
gives 1 passport Ana s1 --lang en --format html -o ana.html
[ ! -e ana.html ] || fail "the page was written without its table"
rm ana.json
gives 0 passport Ana s1 s2 s3 s4 s5 --lang en --format html -o ana.html
[ -s ana.html ] && [ -s ana.json ] || fail "page and table are not both there"
[ "$(stat -c %a ana.html ana.json | sort -u)" = 600 ] || fail "others can read the page"
! grep -q '<script\|src=\|href=\|url(' ana.html || fail "the page loads something"
[ "$(grep -c '<svg' ana.html)" = 1 ] || fail "no chart"

# --- who is not in it
gives 1 passport Bo s1
grep -q 'nothing about Bo' err || fail "it is not said that there is nothing"
gives 2 passport Ana
gives 2 passport Ana s1 --format pdf
gives 1 passport Ana s1 not-there

# --- a workshop: own answers once they were shown, what was agreed, an action taken
SOURCE_DATE_EPOCH=1785000000 "$PEIL" session new w --rubric "$top_srcdir/rubrics/complextool.ini" \
	--people student:Ana+Bo,lecturer:Chris --title Oost --lang en >said 2>&1 || { cat said; fail "no workshop"; }
step()
{
	SOURCE_DATE_EPOCH=1785000000 "$PEIL" session "$@" --lang en >said 2>&1 </dev/null || { cat said; fail "session $*"; }
}
step cards w novelty 234
step cards w interests 144
gives 1 passport Ana w --lang en
step reveal w --yes
step agree w novelty high --reason 'Two have seen it before'
step action w --text 'Call the municipality' --owner Ana --due 2026-09-01
gives 0 passport Ana w --lang en --format csv
grep -q ',complextool,,2026-07-25,novelty,self,Oost,,1,scored,moderate,1,2$' out || { cat out; fail "the own answer"; }
grep -q ',complextool,,2026-07-25,novelty,agreed,Oost,,0,scored,high,2,3$' out || fail "the agreed level"
gives 0 passport Chris w --lang en --format csv
grep -q 'novelty,self,Oost,,1,scored,very-high,3,4$' out || fail "another participant's answer"
gives 0 passport student-1 w s1 --lang en --plain
grep -q 'Reason of the group, .*: Two have seen it before' out || fail "the reason"
grep -q 'Your action, .*, by 2026-09-01: Call the municipality' out || fail "the action"
! grep -q 'Bo\|Chris' out || fail "another participant is named"

# --- peer feedback: nothing before the release, then what the page shows
if [ -x "$driver" ]; then
	{
		echo 'person,name,group,role'
		for person in ana bo cas dee eva; do echo "$person,$person,T1,student"; done
		for person in fay gus; do echo "$person,$person,T2,student"; done
	} >roster.csv
	"$driver" make p "$teamwork" roster.csv || fail "no peer session"
	"$driver" give p ana ana 3,3,3,3,3
	"$driver" give p bo ana 1,2,4,4,2
	"$driver" give p cas ana 2,2,4,3,2
	"$driver" give p dee ana 2,3,4,3,1
	"$driver" give p eva ana 4,3,4,u,2
	"$driver" give p gus fay 1,1,1,1,1
	"$driver" say p bo ana top 'Keeps the list, "always"'
	"$driver" say p cas ana tip 'Say it earlier'
	"$PEIL" session close p >said 2>&1 || { cat said; fail "not closed"; }
	gives 0 passport ana p --lang en --plain
	grep -q 'Nothing was released yet' out || fail "it does not say that nothing was released"
	! grep -q 'Others:\|You:\|always' out || fail "something is shown before the release"
	held=$("$PEIL" session comments p --format csv | awk -F, '/earlier/ { print $1 }')
	"$PEIL" session comment p "$held" hold --reason no >said 2>&1 || { cat said; fail "not held"; }
	"$PEIL" session comment p all release >said 2>&1 || { cat said; fail "no comments released"; }
	"$PEIL" session release p --yes >said 2>&1 || { cat said; fail "not released"; }
	gives 0 passport ana p --lang en --format csv
	# four peers: the mean to half a level, halves of halves to even; three: the middle
	printf '1 2 2 4\n2 2 3 3\n4 4 4 4\n4 3 3\n2 2 1 2\n' | awk '{
		n = NF; for (i = 1; i <= n; i++) s[i] = $i - 1
		if (n == 3) { a = s[1]; b = s[2]; c = s[3]
			v = (a <= b && b <= c) || (c <= b && b <= a) ? b : (b <= a && a <= c) || (c <= a && a <= b) ? a : c
		} else { sum = 0; for (i = 1; i <= n; i++) sum += 2 * s[i]
			h = int(sum / n); r = sum - h * n
			if (2 * r > n || (2 * r == n && h % 2)) h++
			v = h / 2 }
		print n "," v "," v + 1 }' >wanted
	awk -F, '$6 == "others" { print $9 "," $12 "," $13 }' out >given
	diff wanted given || fail "what peers gave differs (< worked out here, > the passport)"
	[ "$(awk -F, '$6 == "self"' out | wc -l)" = 5 ] || fail "not five own answers"
	gives 0 passport ana p --lang en --plain
	grep -q '^Top, halfway: Keeps the list, "always"$' out || { cat out; fail "the top"; }
	! grep -q 'earlier' out || fail "a remark that was held back is in the passport"
	grep -q 'A remark was held back' out || fail "it is not said that one was held back"
	! grep -q -w 'bo\|cas\|dee\|eva' out || fail "a peer is named"
	gives 0 passport fay p --lang en --format csv
	! grep -q ',others,' out || fail "levels from one peer"
	gives 0 passport fay p --lang en --plain
	grep -q 'Fewer than three teammates' out || fail "it is not said that there are too few"
fi
