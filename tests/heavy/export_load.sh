#!/bin/sh
# The files that load a package, each in its own program: R, python3, PSPP, sqlite3; the members that
# a data package must have; and the example of the manual. What is not there is skipped loudly (77
# when nothing is).
set -eu
root=${top_srcdir-$(cd "$(dirname "$0")/../.." && pwd)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
HOME=$work LC_ALL=C.UTF-8 TZ=UTC
export HOME LC_ALL TZ
unset XDG_DATA_HOME || :
ln -s "$root/rubrics" rubrics
tried=0 missing=0
fail()
{
	echo "export_load.sh: FAILED: $*"
	exit 1
}
# have PROGRAM PACKAGE
have()
{
	if command -v "$1" >/dev/null 2>&1; then
		tried=$((tried + 1))
		return 0
	fi
	echo "export_load.sh: $1 SKIPPED: it is not here; hint: install $2"
	missing=$((missing + 1))
	return 1
}
for i in 1 2 3; do
	SOURCE_DATE_EPOCH=170000000$i "$PEIL" demo w$i </dev/null >/dev/null 2>&1 || :
done
"$PEIL" export w1 w2 w3 --to data --notes --history 2>/dev/null || fail "export"
"$PEIL" export w1 w2 w3 --to dutch --delimiter ';' --bom --notes --labels nl 2>/dev/null || fail "export"
# without quotes in the first 15 columns: scored ratings of round 1 and 2, their mean
awk -F, 'NR > 1 && $13 == "scored" && $6 ~ /^[12]$/ { n++; s += $15 } END { printf "%d %.6f\n", n, s / n }' \
	data/ratings.csv >wanted

cat >check.R <<'END'
source("load.R")
x <- subset(ratings, status == "scored" & round %in% c("1", "2"))
cat(sprintf("%d %.6f\n", nrow(x), mean(x$value)))
w <- unlist(wide_complextool[names(wide_complextool) %in% gsub("-", "_", unique(ratings$criterion))])
stopifnot(sum(!is.na(w)) == nrow(x), isTRUE(all.equal(mean(w, na.rm = TRUE), mean(x$value))))
stopifnot(all(w %in% c(1:4, NA)), identical(names(attr(wide_complextool$novelty, "labels"))[4] %in%
	c("very high", "zeer hoog"), TRUE), any(grepl("housing", texts$text)))
END
for package in data dutch; do
	if have Rscript r-base-core; then
		(cd $package && Rscript ../check.R) >got || fail "R, $package"
		cmp -s got wanted || fail "R: $(cat got), not $(cat wanted), $package"
	fi
	if have python3 python3; then
		(cd $package && python3 -c '
import json, load
tables = load.load(frames=False)
x = [r["value"] for r in tables["ratings"] if r["status"] == "scored" and r["round"] in "12"]
print("%d %.6f" % (len(x), sum(x) / len(x)))
p = json.load(open("datapackage.json", encoding="utf-8"))
assert p["profile"] == "tabular-data-package" and p["name"] and len(p["resources"]) == len(tables)
types = {"string", "number", "integer", "date", "datetime"}
for r in p["resources"]:
    assert r["profile"] == "tabular-data-resource" and r["name"] and r["path"].endswith(".csv") and r["schema"]["fields"]
    names = [f["name"] for f in r["schema"]["fields"]]
    with open(r["path"], encoding="utf-8-sig", newline="") as file:
        rows = list(load.csv.reader(file, delimiter=r["dialect"]["delimiter"]))
    assert rows[0] == names, (rows[0], names)
    for field, column in zip(r["schema"]["fields"], zip(*rows[1:])):
        assert field["type"] in types
        cells = {c for c in column if c not in r["schema"]["missingValues"]}
        assert cells <= set(field.get("constraints", {}).get("enum", cells)), (r["name"], field["name"], cells)
        if field["type"] in ("number", "integer"):
            [float(c) for c in cells]
') >got || fail "python3, $package"
		cmp -s got wanted || fail "python3: $(cat got), not $(cat wanted)"
		rm -rf $package/__pycache__
	fi
	if have sqlite3 sqlite3; then
		(cd $package && rm -f x.db && sqlite3 x.db <load.sql &&
			sqlite3 x.db "SELECT printf('%d %.6f', count(*), avg(value)) FROM ratings WHERE status = 'scored' AND round IN ('1', '2')
				AND (SELECT count(*) FROM wide_complextool WHERE novelty < 0) = 0"; rm -f x.db) >got || fail "sqlite3, $package"
		cmp -s got wanted || fail "sqlite3: $(cat got), not $(cat wanted)"
	fi
	if have pspp pspp; then
		(cd $package && { cat load.sps; echo "DESCRIPTIVES novelty openness /STATISTICS=MEAN."; } >x.sps &&
			pspp x.sps -O format=csv >../pspp.out; status=$?; rm -f x.sps; exit $status) || { cat pspp.out; fail "pspp, $package"; }
		grep -q 'error' pspp.out && { cat pspp.out; fail "pspp, $package"; }
		awk -F, 'NR > 1 && $12 == "novelty" && $13 == "scored" && $6 ~ /^[12]$/ { n++; s += $15 } END { printf ",%d,%.2f\n", n, s / n }' \
			data/ratings.csv >novelty
		grep -q "$(cat novelty)" pspp.out || { cat pspp.out; fail "pspp: not$(cat novelty)"; }
	fi
done

# The example of the manual, as it stands there.
if have Rscript r-base-core; then
	awk '/^\.\\" research example/ { on = 1 } on && /^\.Ed/ { exit } text { gsub(/\\e/, "\\"); print } on && /^\.Bd/ { text = 1 }' \
		"$root/man/peil.1" >example.R
	[ -s example.R ] || fail "no example in the manual"
	(cd data && Rscript ../example.R) >got || fail "the example of the manual"
	grep -q '^In 3 sessions 36 people rated 8 criteria. .* was rated highest (M = [1-4]\.[0-9][0-9]), .* Asked again, [0-9]* % kept their level\.$' got ||
		fail "the paragraph: $(cat got)"
fi
[ $tried -gt 0 ] || exit 77
[ $missing = 0 ] || echo "export_load.sh: $missing parts were SKIPPED, see above"
exit 0
