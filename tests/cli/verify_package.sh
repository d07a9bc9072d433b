#!/bin/sh
# peil verify of a research package: what it says of tables that do not agree with each other, by
# file and line, and nothing of packages as they were made.
. "$top_srcdir/tests/cli/lib.sh"
cp -r "$top_srcdir/rubrics" .
"$PEIL" demo w </dev/null >/dev/null 2>&1 || :
printf '\n3 3 4 2 3\n4 u 3 2 1\ns\nn\nq\n' >keys
printf 'person,name,group,role,login,email\na,A,T,student,,\nb,B,T,student,,\nc,C,T,student,,\n' >class.csv
"$PEIL" session new p --rubric rubrics/teamwork.ini --kind peer --roster class.csv --purpose Halfway. \
	--closes 2099-12-30 --yes >out 2>&1 || { cat out; fail "session new"; }
"$PEIL" rate p --as a --plain --lang en <keys >out 2>&1 || { cat out; fail "rate"; }
"$PEIL" export w p --to made 2>/dev/null || fail "export"
"$PEIL" export w p --to other --delimiter ';' --bom --labels en --notes 2>out ||
	"$PEIL" export w p --to other --notes 2>out || { cat out; fail "export with notes"; }
"$PEIL" export w p --to wide --wide 2>out || { cat out; fail "export --wide"; }
# a form of somebody alone too
printf "\n1\n2\nq\n" | "$PEIL" score rubrics/complextool.ini --session solo --rater a --plain --lang en >out 2>&1 || { cat out; fail "score"; }
"$PEIL" export w p solo --to alone 2>out || { cat out; fail "export of a form of somebody alone"; }
[ "$(grep -c ",unanswered,[^,]*,[^,]*,[^,]*,[^,]*,[^,]*,[^,]*$" alone/ratings.csv)" -ge 6 ] || fail "the ratings of somebody alone"
for package in made other wide alone; do
	"$PEIL" verify $package --lang en >out 2>&1 || { cat out; fail "a package as it was made: $package"; }
	grep -q 'all good' out || { cat out; fail "$package"; }
done
grep -q '^made: [0-9]* tables, [0-9]* rows' out || "$PEIL" verify made --lang en >out
grep -q '^made: 7 tables' out || { cat out; fail "how many tables"; }

# differs FILE:LINE TEXT: the copy in `x`, changed, must fail there and say so.
differs()
{
	got=0
	"$PEIL" verify x --lang en >out 2>&1 || got=$?
	[ $got = 1 ] || { cat out; fail "status $got for $1"; }
	grep "^x/$1: error: " out | grep -q "$2" || { cat out; fail "no '$2' at $1"; }
	rm -rf x
}
cp -r made x
awk 'NR == 3 { sub(/,2,scored/, ",4,scored") } { print }' made/wide_complextool.csv >x/wide_complextool.csv
cmp -s made/wide_complextool.csv x/wide_complextool.csv && fail "nothing was changed"
differs wide_complextool.csv:3 'ratings.csv says something else'
cp -r made x
sed 2d made/ratings.csv >x/ratings.csv
differs 'wide_[a-z]*.csv:[0-9]*' 'ratings.csv says something else'
cp -r made x
sed 2d made/wide_complextool.csv >x/wide_complextool.csv
differs 'ratings.csv:[0-9]*' 'no wide table has this answer'
cp -r made x
sed '/,openness,openness,/d' made/codebook.csv >x/codebook.csv
differs 'ratings.csv:[0-9]*' 'the codebook does not have this criterion'
cp -r made x
sed '1s/rater_role/role/' made/sheets.csv >x/sheets.csv
differs sheets.csv:1 'datapackage.json has another column'
cp -r made x
sed '3s/$/,extra/' made/people.csv >x/people.csv
differs people.csv:3 'not as many cells'
cp -r made x
rm x/sessions.csv
differs sessions.csv 'cannot be read'
cp -r made x
echo '{}' >x/datapackage.json
"$PEIL" verify x --lang en >out 2>&1 && fail "an empty datapackage.json"
grep -q 'not what peil export writes' out || { cat out; fail "empty datapackage.json"; }
