#!/bin/sh
# bench_table.sh BUILD [ROWS]: count, mean, sd, lowest and highest per target and criterion, and the
# histogram per criterion, of one large table, by peil and by what else is there: DuckDB (node with
# @duckdb/node-api in NODE_PATH or $DUCKDB_DIR), Miller, R data.table, sqlite3. Best of three runs,
# seconds and memory; ratios to peil. Not a test.
set -eu

build=$(cd "$1" && pwd)
rows=${2-1000000}
work=$(mktemp -d "$build/bench_table.XXXXXX")
trap 'rm -rf "$work"' EXIT
export HOME="$work" LC_ALL=C.UTF-8 TZ=UTC
[ -x /usr/bin/time ] || {
	echo "bench_table.sh: SKIPPED: no GNU time here; hint: install time"
	exit 0
}

"$build/tests/bench/table_make" "$rows" >"$work/table.csv"
cd "$work"

# measure NAME COMMAND...: the best of three.
measure()
{
	name=$1
	shift
	best=
	for turn in 1 2 3; do
		/usr/bin/time -o used -f '%e %M' "$@" >out 2>err || { tail -n 2 err; return 0; }
		best=$(sort -n used ${best:+best} | head -n 1)
		echo "$best" >best
	done
	echo "$name $best" >>results
	rm -f best
}

cat >plain.mjs <<'END'
import { createRequire } from 'module';
const { DuckDBInstance } = createRequire(process.env.DUCKDB_DIR + '/')('@duckdb/node-api');
const db = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
const t = `read_csv('table.csv', header = true, nullstr = '', columns = {session: 'VARCHAR', rater: 'VARCHAR',
	target: 'VARCHAR', criterion: 'VARCHAR', status: 'VARCHAR', value: 'DOUBLE', note: 'VARCHAR',
	recorded_at: 'VARCHAR'})`;
await db.run(`copy (select target, criterion, count(value), avg(value), stddev_samp(value), min(value), max(value),
	count(*) filter (value = 1), count(*) filter (value = 2), count(*) filter (value = 3), count(*) filter (value = 4)
	from ${t} group by all order by all) to 'duck.csv'`);
END
cat >table.R <<'END'
library(data.table); setDTthreads(2)
d <- fread("table.csv", select = c("target", "criterion", "value"))
fwrite(d[, .(n = sum(!is.na(value)), mean = mean(value, na.rm = TRUE), sd = sd(value, na.rm = TRUE),
	low = min(value, na.rm = TRUE), high = max(value, na.rm = TRUE)), by = .(target, criterion)], "r.csv")
fwrite(d[, .N, by = .(criterion, value)], "r2.csv")
END
cat >table.sql <<'END'
CREATE TABLE t(session, rater, target, criterion, status, value REAL, note, recorded_at);
.mode csv
.import --skip 1 table.csv t
SELECT target, criterion, count(*), avg(value), sqrt((sum(value*value) - sum(value)*sum(value)/count(*))/(count(*) - 1)),
	min(value), max(value) FROM t WHERE status = 'scored' GROUP BY target, criterion;
SELECT criterion, value, count(*) FROM t GROUP BY criterion, value;
END

measure peil "$build/peil" report table.csv --format csv
if command -v node >/dev/null 2>&1 && [ -n "${DUCKDB_DIR-}" ]; then
	measure DuckDB node plain.mjs
else
	echo "without DuckDB (node, and DUCKDB_DIR with node_modules/@duckdb/node-api)"
fi
if command -v Rscript >/dev/null 2>&1 && Rscript -e 'library(data.table)' >/dev/null 2>&1; then
	measure data.table Rscript table.R
else
	echo "without R data.table"
fi
if command -v mlr >/dev/null 2>&1; then
	measure Miller mlr --icsv --ocsv stats1 -a count,mean,stddev,min,max -f value -g target,criterion table.csv
else
	echo "without Miller"
fi
if command -v sqlite3 >/dev/null 2>&1; then
	measure sqlite3 sqlite3 :memory: ".read table.sql"
else
	echo "without sqlite3"
fi
printf '%s rows, %s bytes\n' "$rows" "$(wc -c <table.csv)"
awk '{ if (NR == 1) peil = $2
	printf "%-12s %8.2f s %8.1f MB  %5.1f times peil\n", $1, $2, $3 / 1024, $2 / peil }' results
