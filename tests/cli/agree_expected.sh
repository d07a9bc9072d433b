#!/bin/sh
# Every published value of tests/data/expected.csv, to 1e-6, and the intervals that are known.
set -eu

root=${top_srcdir-$(cd "$(dirname "$0")/../.." && pwd)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root/tests/data"

for file in $(sed 1d expected.csv | cut -d, -f1 | sort -u); do
	"$PEIL" agree --bootstrap 0 --format csv "$file" >"$work/one" || exit 1
	sed "s/^/$file,/" "$work/one" >>"$work/got"
done

# near FILE: lines "file,criterion,statistic,field,value,tolerance" against what came out.
near()
{
	awk -F, '
		FNR == NR { for (i = 4; i <= 6; i++) got[$1 "," $2 "," $3 "," i] = $i; next }
		{
			have = got[$1 "," $2 "," $3 "," $4]
			off = have - $5
			if (have == "" || have == "NA" || off > $6 || off < -$6) {
				print "wrong: " $1, $3, "is", have, "and should be", $5
				bad++
			} else good++
		}
		END { print good + 0, "right,", bad + 0, "wrong"; exit bad > 0 || good == 0 }
	' "$work/got" "$1"
}

# Both sides are rounded to six decimals.
awk -F, 'NR > 1 { print $1 "," $2 "," $3 ",4," $4 ",0.0000010001" }' expected.csv >"$work/values"
[ "$(wc -l <"$work/values")" -eq 106 ] || { echo "expected.csv has not 106 values"; exit 1; }
near "$work/values"

# Shrout & Fleiss by McGraw & Wong; Feldt for the attitude items (published to two decimals).
while read -r statistic low high; do
	echo "shrout-fleiss-1979.csv,*,$statistic,5,$low,0.0000010001"
	echo "shrout-fleiss-1979.csv,*,$statistic,6,$high,0.0000010001"
done >"$work/bounds" <<'END'
icc1 -.132932 .722560
icc2 .018787 .761084
icc3 .342465 .945858
icc1k -.884442 .912415
icc2k .071137 .927232
icc3k .675675 .985892
END
echo "attitude-items.csv,*,cronbach_alpha,5,.74,.005" >>"$work/bounds"
echo "attitude-items.csv,*,cronbach_alpha,6,.92,.005" >>"$work/bounds"
near "$work/bounds"
