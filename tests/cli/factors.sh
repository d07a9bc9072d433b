#!/bin/sh
# peil factors: the tables of the literature, mark by mark.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

# table NAMES ROWS...: a matrix as a rating table; "-" is no rating.
table()
{
	printf 'rater,target,value\n'
	names=$1
	shift
	for row; do
		printf '%s\n' "$names" "$row"
	done | awk '
		NR % 2 == 1 { split($0, name, " "); next }
		{ r++; for (i = 1; i <= NF; i++) if ($i != "-") print name[r] "," name[i] "," $i }'
}

# check FILE OPTIONS MEASURE DIGITS WANTED...: the measure of every person, rounded.
check()
{
	file=$1 options=$2 measure=$3 digits=$4
	shift 4
	# shellcheck disable=SC2086
	got=$("$PEIL" factors $options --format csv "$file" | awk -F, -v m="$measure" -v d="$digits" '
		$3 == m { printf "%s%s", s, $4 == "NA" ? "NA" : sprintf("%.*f", d, $4); s = " " }')
	if [ "$got" != "$*" ]; then
		printf 'factors.sh: %s %s %s is %s, not %s\n' "$file" "$options" "$measure" "$got" "$*"
		failed=1
	fi
}

table 'Alice Bob Claire David Elaine' '4 4 3 2 1' '3 5 3 2 0' '4 4 4 4 4' '3 5 4 3 1' >webpa.csv
check webpa.csv '--self include' webpa_score 4 1.1300 1.4785 1.1188 0.8553 0.4174
check webpa.csv '--self include --group-mark 80' webpa_grade 2 90.40 100.00 89.51 68.42 33.39
check webpa.csv '--self include --group-mark 80 --weight .5 --penalty 10%' webpa_grade 2 \
	85.20 99.14 84.75 74.21 51.03
check webpa.csv '--self include --group-mark 80 --weight 50% --penalty 10' webpa_grade 2 \
	85.20 99.14 84.75 74.21 51.03
check webpa.csv '--self include --group-mark 80 --weight .5 --penalty 1p' webpa_grade 2 \
	85.20 99.14 84.75 74.21 55.70
check webpa.csv '--self include --cap 1.2' webpa_score 4 1.1300 1.2000 1.1188 0.8553 0.4174
check webpa.csv '--self include --group-mark 80' webpa_grade 1 90.4 100.0 89.5 68.4 33.4
check webpa.csv '--self include --group-mark 8 --scale 1..10' webpa_grade 4 \
	9.0398 10.0000 8.9505 6.8420 3.3393
check webpa.csv '--self include --group-mark 8 --scale 1..10 --decimals 1' webpa_grade 4 \
	9.0000 10.0000 9.0000 6.8000 3.3000
check webpa.csv '--self include --group-mark 2 --scale 1..10' webpa_grade 4 \
	2.2600 2.9571 2.2376 1.7105 1.0000
check webpa.csv '' webpa_grade 2 NA NA NA NA NA

table 'A B C' '5 4 2' '4 4 3' '4 4 4' >spa.csv
check spa.csv '--self include' spa 3 1.071 1.029 0.891
check spa.csv '--self include' sapa 3 1.118 1.000 1.265
check spa.csv '' catme_self 3 1.147 1.059 0.794
check spa.csv '' catme_peers 3 1.143 1.143 0.714
check spa.csv '--catme-display' catme_peers 3 1.050 1.050 0.714
check spa.csv '' peer_mean 3 4.000 4.000 2.500
check spa.csv '' given_mean 3 3.000 3.500 4.000
check spa.csv '' flag_same_everywhere 0 0 0 1

table 'A B C D' '100 100 100 100' '110 110 110 110' '90 90 90 90' '70 80 110 120' >teammates.csv
check teammates.csv '' teammates_perceived 0 94 97 109 100
check teammates.csv '' teammates_claimed 1 100.0 100.0 100.0 126.3
check teammates.csv '' flag_low 0 NA NA NA NA

# Marks per group, one group without; a pair; one person alone.
printf 'group,rater,target,value\none,a,b,4\none,b,a,2\ntwo,c,c,3\n' >groups.csv
printf 'group,mark\none,7.5\n' >marks.csv
check groups.csv '--group-marks marks.csv --scale 1..10' webpa_grade 2 7.50 7.50 NA
check groups.csv '' sapa 2 NA NA NA
check groups.csv '--self include' webpa_score 2 1.00 1.00 1.00
check groups.csv '' webpa_score 2 1.00 1.00 NA
printf 'group,mark\none,75\n' >marks.csv
if "$PEIL" factors --group-marks marks.csv --scale 1..10 groups.csv >/dev/null 2>&1; then
	echo "factors.sh: a mark off the scale is taken"
	failed=1
fi

# Signals: conflict names the rater; over- and under-confident; nobody submitted but one.
table 'A B C D' '5 4 4 1' '3 1 3 4' '3 4 4 4' '3 4 4 4' >flags.csv
check flags.csv '' flag_conflict 0 0 0 0 1
check flags.csv '' flag_over_confident 0 1 0 0 1
check flags.csv '' flag_under_confident 0 0 1 0 0
check flags.csv '' flag_few_answers 0 0 0 0 0
"$PEIL" factors --lang en flags.csv | grep -q '^Signal: D: .*; A gave 1, the others 4, 4$' || {
	echo "factors.sh: the signal does not say who gave what"
	failed=1
}
table 'A B C D' '3 5 1 1' '5 3 1 1' '1 1 3 5' '1 1 5 3' >clique.csv
check clique.csv '' flag_clique 0 1 1 1 1
check flags.csv '' flag_clique 0 0 0 0 0
printf 'rater,target,value\na,b,4\n' >one.csv
check one.csv '' flag_few_answers 0 1 1

exit $failed
