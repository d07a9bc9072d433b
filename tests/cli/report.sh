#!/bin/sh
# peil report against figures worked out here, from the answers themselves (results/ratings.csv),
# with awk: counts, middle, mean, deviation, Tastle & Wierman's unity, agreed.
. "$top_srcdir/tests/cli/lib.sh"
cd "$top_srcdir"

# Reading an empty pipe, whatever the example shows on the way is not what is tested here.
SOURCE_DATE_EPOCH=1772355600 "$PEIL" demo "$work/demo" --lang en </dev/null >"$work/said" 2>&1 ||
	{ cat "$work/said"; fail "peil demo failed"; }

"$PEIL" report "$work/demo" --format csv >"$work/report.csv"
"$PEIL" report "$work/demo" --format csv --counts >"$work/counts.csv"

[ "$(head -n 1 "$work/report.csv")" = "session,moment,group,round,role,target,criterion,n,unknown,not_applicable,unanswered,min,median,max,mean,sd,unity,agreed" ] ||
	fail "the columns are not those of the manual"
[ "$(head -n 1 "$work/counts.csv")" = "session,moment,group,round,role,target,criterion,level,count" ] ||
	fail "the columns of --counts are not those of the manual"

# The figures, from the ratings. Fields before the texts hold no quoted commas in this example.
cat >"$work/figures.awk" <<'AWK'
BEGIN { FS = "," }
FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
$at["round"] != "consensus" {
	for (both = 0; both < 2; both++) {
		role = both ? $at["rater_role"] : "*"
		key = $at["round"] "," role "," $at["criterion"]
		if (!(key in people)) order[++keys] = key
		people[key]++
		if ($at["status"] == "unknown") unknown[key]++
		if ($at["status"] == "scored") { n[key]++; count[key, $at["value"]]++ }
	}
}
function abs(x) { return x < 0 ? -x : x }
function nth(key, which,   v, seen) {
	for (v = 1; v <= 4; v++) { seen += count[key, v]; if (seen >= which) return v }
}
END {
	for (k = 1; k <= keys; k++) {
		key = order[k]; N = n[key] + 0; u = unknown[key] + 0
		printf "%s,%d,%d", key, N, u
		if (N == 0) { print ",NA,NA,NA,NA,NA,NA,NA"; continue }
		sum = squares = unity = 0; low = 0
		for (v = 1; v <= 4; v++) {
			sum += v * count[key, v]
			if (count[key, v]) { high = v; if (!low) low = v }
		}
		mean = sum / N
		agreed = "no"
		for (v = 1; v <= 4; v++) {
			squares += count[key, v] * (v - mean) ^ 2
			if (count[key, v])
				unity += count[key, v] / N * log(1 - abs(v - mean) / 3) / log(2)
			if (100 * count[key, v] >= 75 * N && v - low <= 1 && high - v <= 1 &&
			    !(u > 0 && 3 * u >= N + u)) agreed = "yes"
		}
		unity += 1
		if (unity < 0) unity = 0
		printf ",%.6f,%.6f,%.6f,%.6f,", low,
			(nth(key, int((N + 1) / 2)) + nth(key, int(N / 2) + 1)) / 2, high, mean
		if (N > 1) printf "%.6f", sqrt(squares / (N - 1)); else printf "NA"
		printf ",%.6f,%s\n", unity, agreed
	}
}
AWK
awk -f "$work/figures.awk" "$work/demo/results/ratings.csv" | sort >"$work/wanted"
awk -F, 'FNR > 1 && $4 != "consensus" {
	print $4 "," $5 "," $7 "," $8 "," $9 "," $12 "," $13 "," $14 "," $15 "," $16 "," $17 "," $18
}' "$work/report.csv" | sort >"$work/given"
[ "$(wc -l <"$work/wanted")" -ge 40 ] || fail "too few figures to compare: the table is not what it was"
diff "$work/wanted" "$work/given" || fail "the figures differ (< worked out here, > peil report)"

# One row by hand: interests in the first round, 4 low, 2 moderate, 2 high, 4 very high.
grep -q ',1,\*,[^,]*,interests,12,0,0,0,1.000000,2.500000,4.000000,2.500000,1.314257,' \
	"$work/report.csv" || fail "interests in round 1 is not what the cards say"
grep -q ',consensus,\*,[^,]*,openness,NA,NA,NA,NA,NA,NA,NA,NA,NA,NA,no$' "$work/report.csv" ||
	fail "no agreed level is not in the table"
grep -q ',consensus,\*,[^,]*,interests,NA,NA,NA,NA,NA,3.000000,NA,NA,NA,NA,yes$' "$work/report.csv" ||
	fail "the agreed level is not in the table"

# Counts add up to n.
awk -F, 'FNR == NR { if (FNR > 1 && $4 != "consensus") n[$4, $5, $7] = $8; next }
FNR > 1 { sum[$4, $5, $7] += $9 }
END { for (k in n) if (n[k] != sum[k]) { print "counts of " k ": " sum[k] " of " n[k]; bad = 1 }; exit bad }' \
	"$work/report.csv" "$work/counts.csv" || fail "the counts do not add up"

# Sentences, and the same in Dutch.
"$PEIL" report "$work/demo" --plain --lang en >"$work/plain"
grep -q '^Novelty: eleven times moderate, once high. Close. Students and work field chose moderate; lecturers chose moderate to high.$' \
	"$work/plain" || fail "the sentence about novelty"
"$PEIL" report "$work/demo" --plain --lang nl >"$work/plain-nl"
grep -q '^Nieuwheid: elf keer matig, één keer hoog. Dicht bij elkaar. Studenten en mensen uit het werkveld kozen matig; docenten kozen matig tot hoog.$' \
	"$work/plain-nl" || fail "the Dutch sentence about novelty"
LC_ALL=C grep -n '[[:cntrl:]]\| $' "$work/plain" && fail "plain text holds control signs or trailing spaces"

# Nobody is named, unless asked; and then who took part, not who chose what.
for format in text csv json html; do
	"$PEIL" report "$work/demo" --format $format --lang en >"$work/out" 2>&1
	! grep -q 'student-1\|student 1' "$work/out" || fail "$format names a participant"
done
"$PEIL" report "$work/demo" --names --plain --lang en 2>"$work/hidden" | grep -q '^Who took part: student 1, ' ||
	fail "--names does not say who took part"
grep -q '^Names are hidden' "$work/hidden" || fail "--names says nothing of hidden names"

# -o: whole or not at all, never over a file that is there.
echo mine >"$work/there"
status=0
"$PEIL" report "$work/demo" --format html -o "$work/there" 2>/dev/null || status=$?
[ $status = 1 ] && [ "$(cat "$work/there")" = mine ] || fail "-o wrote over a file ($status)"
"$PEIL" report "$work/demo" --format html -o "$work/there" --force 2>/dev/null || fail "--force"
grep -q '</html>' "$work/there" || fail "--force did not write the page"

# Somebody else gets what was published, and is told so; what was not published stays away.
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null 2>&1; then
	chmod 755 "$work"
	cp "$PEIL" "$work/peil"
	other()
	{
		setpriv --reuid 65534 --regid 65534 --clear-groups env HOME=/nonexistent "$work/peil" "$@"
	}
	other report "$work/demo" --format csv --counts >"$work/theirs" 2>"$work/message" ||
		fail "somebody else cannot read what was published"
	diff "$work/counts.csv" "$work/theirs" || fail "somebody else gets other counts"
	grep -q "this is what its owner published" "$work/message" || fail "somebody else is not told"
	other report "$work/demo" --plain --lang en >"$work/theirs" 2>/dev/null
	grep -q "^Reason: Everybody wants cleaner energy.$" "$work/theirs" || fail "no reasons for somebody else"
	! grep -q "Action:\|Agreed level" "$work/theirs" || fail "somebody else gets what was not published"
else
	echo "report.sh: not tried as somebody else: needs root and setpriv"
fi

# Wrong use.
for wrong in "" "$work/none" "$work/demo --format pdf" "$work/demo --counts"; do
	status=0
	"$PEIL" report $wrong >/dev/null 2>"$work/message" || status=$?
	case $status in 1 | 2) ;; *) fail "peil report $wrong: status $status" ;; esac
	[ -s "$work/message" ] || fail "peil report $wrong says nothing"
done
echo "report.sh: $(wc -l <"$work/wanted") rows of figures equal"
