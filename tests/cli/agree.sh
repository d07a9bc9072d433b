#!/bin/sh
# peil agree and peil factors: tables of every sort in, faults with their lines, fixed columns out.
set -eu

root=${top_srcdir-$(cd "$(dirname "$0")/../.." && pwd)}
data=$root/tests/data
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

fail()
{
	printf 'agree.sh: %s\n' "$1"
	failed=1
}

# says STATUS PATTERN COMMAND...: the exit status, and a line on stderr (grep's basic pattern).
says()
{
	status=$1 pattern=$2
	shift 2
	got=0
	"$PEIL" "$@" --lang en >out 2>err || got=$?
	[ "$got" = "$status" ] || fail "peil $*: exit status $got, not $status"
	grep -q -- "$pattern" err || { fail "peil $*: no line like $pattern"; cat err; }
	[ ! -s out ] || fail "peil $*: something on stdout"
}

# --- faults ---
printf 'rater,target,value\na,x,1\na,x,2\n' >twice.csv
says 1 '^twice.csv:3: error: a rates x a second time, first in line 2; hint: ' agree twice.csv
printf 'rater,target,value\na,x,1\nb,y\nc,"d"e,3\nc,x,4\nd,x,q\n,x,3\n' >many.csv
says 1 '^many.csv:3: error: 2 columns where the header has 3' agree many.csv
for line in 4 6 7; do
	grep -q "^many.csv:$line: error: " err || fail "many.csv: line $line is not named"
done
printf 'rater,target,value\na,x,"1\nb,y,2\n' >open.csv
says 1 '^open.csv:2: error: a quote is still open' agree open.csv
printf 'rater,target,value\na,x,1\nb,y,\0002\n' >nul.csv
says 1 '^nul.csv:3: error: a NUL byte' factors nul.csv
printf 'rater,target,value\na,\377,1\n' >latin.csv
says 1 '^latin.csv:2: error: the target is not UTF-8' agree latin.csv
printf 'rater,target,value\na,\033[2J,q\n' >escape.csv
says 1 '^escape.csv:2: error: ' agree escape.csv
if grep -q "$(printf '\033')" err; then fail "an escape sequence reached the terminal"; fi
printf 'rater,value\na,1\n' >short.csv
says 1 'short.csv:1: error: there is no column target; hint: .*--column target=NAME' agree short.csv
printf 'rater,target,value\na,x,5\n' >level.csv
says 1 '^level.csv:2: error: the value 5 is not one of the declared levels' \
	agree --levels 1..4 level.csv
: >empty.csv
says 1 '^empty.csv:1: error: there is no header' agree empty.csv
says 1 'nowhere.csv: error: cannot open' agree nowhere.csv
says 1 'this folder holds no session' agree .
says 2 'nothing was named' factors
says 2 '--levels 4..1' agree --levels 4..1 level.csv
says 2 '--penalty 1x' factors --penalty 1x level.csv
says 2 '--group-mark 101' factors --group-mark 101 level.csv

# An open quote over a long file: said, and memory does not follow the file.
{
	printf 'rater,target,value\na,"'
	head -c 3000000 /dev/zero | tr '\0' '\n'
} >long.csv
says 1 '^long.csv:2: error: a field of more than 65,536 bytes' agree long.csv

# --- the same table in other dress ---
sed -n '1p' "$data/k2011-c-missing.csv" >plain.csv
sed '1d' "$data/k2011-c-missing.csv" >>plain.csv
"$PEIL" agree --format csv plain.csv >want
{
	printf '\357\273\277Judge;TARGET;value;status;note\r\n'
	sed '1d; s/,/;/g; s/$/,0;scored;"a ""note"";\nover lines"\r/' plain.csv
	printf 'r1;u99;NA;scored;\r\nr2;u99;;scored;\r\nr1;u98;3;unknown;\r\n'
} >dressed.csv
"$PEIL" agree --format csv --column rater=Judge dressed.csv >got
cmp -s want got || { fail "semicolons, BOM, CRLF, decimal commas, notes change the result"; diff want got | head; }
{ sed -n 1p plain.csv; sed 1d plain.csv | sort -r; } >reversed.csv
"$PEIL" agree --format csv reversed.csv >got
cmp -s want got || { fail "the order of rows changes the result"; diff want got | head; }
sed 's/,/\t/g' plain.csv | "$PEIL" agree --format csv - >got
cmp -s want got || fail "tabs on standard input change the result"

# --- the same seed, the same intervals; another seed, others ---
"$PEIL" agree --format csv --seed 2 plain.csv >got
if cmp -s want got; then fail "--seed does nothing"; fi
[ "$(head -n 1 want)" = criterion,statistic,estimate,ci_low,ci_high,targets,raters,ratings ] ||
	fail "other columns"
[ "$(wc -l <want)" -eq 26 ] || fail "not one line for each of the 25 statistics"

# --- criteria: each, then pooled with the two across ---
"$PEIL" agree --format csv --bootstrap 0 "$data/attitude-items.csv" >got
[ "$(grep -c '^rating,' got)" -eq 23 ] || fail "a criterion has not its 23 statistics"
[ "$(grep -c '^\*,' got)" -eq 25 ] || fail "the pooled part has not 25 statistics"

# --- the text says why ---
"$PEIL" agree --lang en --bootstrap 0 --r plain.csv >got
for words in 'not every rater rated every target' 'needs exactly two raters' \
	'methods section' 'irr::kripp.alpha'; do
	grep -q "$words" got || fail "the text does not say: $words"
done

# --- per rater, per target ---
printf 'rater,target,value\na,x,1\nb,x,3\na,y,2\nb,y,2\na,z,4\n' >severity.csv
"$PEIL" agree --by rater --format csv --levels 1..4 severity.csv >got
printf '%s\n' criterion,group,rater,severity,range_use,shared,ratings \
	'*,,a,-1.000000,1.000000,2,3' '*,,b,1.000000,0.333333,2,2' >want
cmp -s want got || { fail "severity"; diff want got; }
"$PEIL" agree --by target --format csv --levels 1..3 twice.csv >got 2>/dev/null && fail "twice is taken"
printf 'rater,target,value\na,x,1\nb,x,4\na,y,2\nb,y,2\na,z,4\n' >controversy.csv
"$PEIL" agree --by target --format csv --levels 1..4 controversy.csv >got
printf '%s\n' criterion,group,target,controversy,ratings \
	'*,,x,1.000000,2' '*,,y,0.000000,2' '*,,z,NA,1' >want
cmp -s want got || { fail "controversy"; diff want got; }

exit $failed
