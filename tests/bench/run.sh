#!/bin/sh
# run.sh BUILD: one table of how fast peil is, beside what else is there, in one run: the walk in a
# pseudo-terminal beside nano, less, fzy, tig and calcurse; report, agree and export beside DuckDB,
# data.table, Miller, sqlite3, psych and irr; each at growing sizes. Not a test.
#
# BENCH_BIG=1      10^7 ratings too (800 MB on disk, some minutes), and journals of 10^6 answers
# BENCH_CPU=1      report, agree and export by the time that processors worked, not by the clock: on
#                  a machine that does other things as well (a program that uses two counts twice)
# BENCH_ONLY=WORD  only walk, report, agree, export or verify
# DUCKDB_DIR=DIR   where node_modules/@duckdb/node-api is (npm install @duckdb/node-api)
set -eu

build=$(cd "$1" && pwd)
source=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d "$build/bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
bench=$build/tests/bench
tab=$(printf '\t')
column=1
[ -z "${BENCH_CPU-}" ] || column=2
sizes="1000 10000 100000 1000000"
answers="1000 10000 100000"
walks="10 $answers"
patience=60
if [ -n "${BENCH_BIG-}" ]; then
	sizes="$sizes 10000000"
	answers="$answers 1000000"
	walks="$walks 1000000"
	patience=600
fi
load=$(cut -d ' ' -f 1 /proc/loadavg 2>/dev/null || echo '?')

mkdir "$work/home" "$work/calcurse" "$work/bin"
ln -s "$build/peil" "$work/bin/peil"
ln -s "$source/rubrics" "$work/rubrics"
export PATH="$work/bin:$PATH" HOME="$work/home" TERM=xterm-256color LC_ALL=C.UTF-8 TZ=UTC
unset LANGUAGE LINES COLUMNS PEIL_PLAIN XDG_DATA_HOME XDG_CONFIG_HOME GIT_DIR
cd "$work"
: >results

wants()
{
	[ -z "${BENCH_ONLY-}" ] || [ "$BENCH_ONLY" = "$1" ]
}
missing()
{
	printf 'missing\t%s\t%s\n' "$1" "$2" >>results
}
# measure WHAT PROGRAM SIZE COMMAND...: the best of a few runs. A program that needs more than the
# patience there is is not asked about larger sizes.
measure()
{
	what=$1 program=$2 size=$3
	shift 3
	! grep -q "^$what, ms$tab$program${tab}[0-9]*$tab>" results || return 0
	turns=5
	[ "$size" -lt 100000 ] || turns=3
	[ "$size" -lt 10000000 ] || turns=1
	code=0
	got=$("$bench/best_of" $turns $patience "$@" 2>said) || code=$?
	case $code in
	0)
		printf '%s, ms\t%s\t%s\t%s\n' "$what" "$program" "$size" "$(echo "$got" | cut -f $column)"
		[ "$what" != report ] ||
			printf '%s, MB\t%s\t%s\t%s\n' "$what" "$program" "$size" "$(echo "$got" | cut -f 3)"
		;;
	2) printf '%s, ms\t%s\t%s\t>%s\n' "$what" "$program" "$size" "${patience}000" ;;
	*) printf '%s, ms\t%s\t%s\t>failed\n' "$what" "$program" "$size"
		echo "$program failed at $what of $size: $(tail -n 1 said)" >&2 ;;
	esac >>results
}
has_r()
{
	command -v Rscript >/dev/null 2>&1 && Rscript -e "library($1)" >/dev/null 2>&1
}
# solo NAME SIZE: a session with so many answers, eight a form.
solo()
{
	[ ! -d "$1" ] || return 0
	printf '\n3\nq\n' | peil score complextool --session "$1" --target "team 000000" --plain >/dev/null 2>&1
	"$bench/session_make" "$1" "$2" $((($2 + 7) / 8))
	rm -rf "$1/results"
}

# --- the walk

walk()
{
	for size in $walks; do
		solo walk-$size $size
		awk -v n=$size 'BEGIN { for (i = 1; i <= n; i++) print "line " i " of a text to move about in" }' >text-$size
	done
	if command -v git >/dev/null 2>&1; then
		git init -q
		for i in 1 2 3 4 5 6 7 8; do
			git -c user.name=bench -c user.email=bench@localhost commit -q --allow-empty -m "step $i"
		done
	fi
	"$bench/bench" $walks >>results
	for people in 20 200 2000; do
		awk -v n=$people 'BEGIN {
			print "person,name,group,role,login"
			for (i = 0; i < n; i++) printf "p%d,Person %d,team%03d,student,\n", i, i, i / 5
		}' >roster.csv
		peil session new peers-$people --kind peer --rubric teamwork --roster roster.csv --yes --plain >/dev/null 2>&1
		"$bench/session_make" peers-$people
		"$bench/bench" start $((people * 5)) "start, forms of a class, ms" \
			peil rate peers-$people --as p7 >>results
	done
	for criteria in 10 100; do
		awk -v n=$criteria 'BEGIN {
			print "[rubric]\nid = long\nkind = levels\nversion = 1.0\nstatus = own\ntitle[en] = \"Long\""
			print "[levels]\norder = low, high"
			print "[level.low]\nvalue = 1\nlabel[en] = \"low\"\n[level.high]\nvalue = 2\nlabel[en] = \"high\""
			printf "[criteria]\norder = c1"
			for (i = 2; i <= n; i++) printf ", c%d", i
			for (i = 1; i <= n; i++) printf "\n[criterion.c%d]\ntitle[en] = \"Criterion %d\"\n", i, i
		}' >long-$criteria.ini
		"$bench/bench" start $criteria "start, criteria of a rubric, ms" peil score ./long-$criteria.ini >>results
	done
}

# --- a table of ratings, counted per target and criterion

cat >plain.mjs <<'END'
import { createRequire } from 'module';
const { DuckDBInstance } = createRequire(process.env.DUCKDB_DIR + '/')('@duckdb/node-api');
const db = await (await DuckDBInstance.create(':memory:')).connect();
const t = `read_csv('${process.argv[2]}', header = true, nullstr = '', columns = {session: 'VARCHAR', rater: 'VARCHAR',
	target: 'VARCHAR', criterion: 'VARCHAR', status: 'VARCHAR', value: 'DOUBLE', note: 'VARCHAR',
	recorded_at: 'VARCHAR'})`;
await db.run(`copy (select target, criterion, count(value), avg(value), stddev_samp(value), min(value), max(value),
	count(*) filter (value = 1), count(*) filter (value = 2), count(*) filter (value = 3), count(*) filter (value = 4)
	from ${t} group by all order by all) to 'duck.csv'`);
END
cat >report.R <<'END'
library(data.table); setDTthreads(0)
d <- fread(commandArgs(TRUE)[1], select = c("target", "criterion", "value"))
fwrite(d[, .(n = sum(!is.na(value)), mean = mean(value, na.rm = TRUE), sd = sd(value, na.rm = TRUE),
	low = min(value, na.rm = TRUE), high = max(value, na.rm = TRUE)), by = .(target, criterion)], "r.csv")
fwrite(d[, .N, by = .(criterion, value)], "r2.csv")
END
report()
{
	table=table-$1.csv
	measure report peil $1 peil report $table --format csv
	[ -z "$duckdb" ] || measure report DuckDB $1 node plain.mjs $table
	[ -z "$datatable" ] || measure report data.table $1 Rscript report.R $table
	[ -z "$miller" ] || measure report Miller $1 mlr --icsv --ocsv stats1 -a count,mean,stddev,min,max -f value \
		-g target,criterion $table
	cat >report-$1.sql <<END
CREATE TABLE t(session, rater, target, criterion, status, value REAL, note, recorded_at);
.mode csv
.import --skip 1 $table t
SELECT target, criterion, count(*), avg(value), sqrt((sum(value*value) - sum(value)*sum(value)/count(*))/(count(*) - 1)),
	min(value), max(value) FROM t WHERE status = 'scored' GROUP BY target, criterion;
SELECT criterion, value, count(*) FROM t GROUP BY criterion, value;
END
	[ -z "$sqlite" ] || measure report sqlite3 $1 sqlite3 :memory: ".read report-$1.sql"
}

# --- agreement on it: peil gives all its statistics with intervals, then without; psych only ICCs, irr only alpha

cat >psych.R <<'END'
suppressMessages({library(data.table); library(psych)})
d <- fread(commandArgs(TRUE)[1])[status == "scored"]
for (one in unique(d$criterion))
	print(ICC(as.matrix(dcast(d[criterion == one], target ~ rater, value.var = "value")[, -1]),
		lmer = requireNamespace("lme4", quietly = TRUE)))
END
cat >irr.R <<'END'
suppressMessages({library(data.table); library(irr)})
d <- fread(commandArgs(TRUE)[1])[status == "scored"]
for (one in unique(d$criterion))
	print(kripp.alpha(t(as.matrix(dcast(d[criterion == one], target ~ rater, value.var = "value")[, -1])), "ordinal"))
END
agree()
{
	table=table-$1.csv
	measure agree peil $1 peil agree $table --levels 1..4
	measure agree "peil, no draws" $1 peil agree $table --levels 1..4 --bootstrap 0
	[ -z "$psych" ] || measure agree psych $1 Rscript psych.R $table
	[ -z "$irr" ] || measure agree irr $1 Rscript irr.R $table
}

# --- a session's journal to a table of the answers that stand: peil writes a whole research package

cat >export.R <<'END'
library(data.table); setDTthreads(0)
d <- fread(commandArgs(TRUE)[1])[event == "rate"]
fwrite(unique(d[order(seq, writer)], by = c("round", "rater", "target", "criterion"), fromLast = TRUE), "r3.csv")
END
export_session()
{
	solo solo-$1 $1
	journal=$(find solo-$1/raters -name 'j-*be9c*.csv')
	measure export peil $1 sh -c "exec peil export solo-$1 --to package-\$\$"
	[ -z "$datatable" ] || measure export data.table $1 Rscript export.R $journal
	[ -z "$miller" ] || measure export Miller $1 mlr --icsv --ocsv filter '$event == "rate"' then \
		tail -n 1 -g round,rater,target,criterion $journal
	cat >export-$1.sql <<END
.mode csv
.import $journal t
SELECT *, max(CAST(seq AS INTEGER)) FROM t WHERE event = 'rate' GROUP BY round, rater, target, criterion;
END
	[ -z "$sqlite" ] || measure export sqlite3 $1 sqlite3 :memory: ".read export-$1.sql"
	rm -rf package-*
}

verify()
{
	solo solo-$1 $1
	measure "verify" peil $1 peil verify solo-$1
	measure "report of a session" peil $1 peil report solo-$1 --format csv
}

duckdb='' datatable='' psych='' irr='' miller='' sqlite=''
if command -v node >/dev/null 2>&1 && [ -n "${DUCKDB_DIR-}" ] && [ -d "$DUCKDB_DIR/node_modules/@duckdb/node-api" ]; then
	duckdb=yes
else
	missing DuckDB "node, and DUCKDB_DIR with node_modules/@duckdb/node-api"
fi
if has_r data.table; then datatable=yes; else missing data.table r-cran-data.table; fi
if [ -n "$datatable" ] && has_r psych; then psych=yes; else missing psych r-cran-psych; fi
if [ -n "$datatable" ] && has_r irr; then irr=yes; else missing irr "R package irr"; fi
if command -v mlr >/dev/null 2>&1; then miller=yes; else missing Miller miller; fi
if command -v sqlite3 >/dev/null 2>&1; then sqlite=yes; else missing sqlite3 sqlite3; fi

! wants walk || walk
for size in $sizes; do
	wants report || wants agree || break
	"$bench/table_make" $size >table-$size.csv
	! wants report || report $size
	! wants agree || agree $size
	rm table-$size.csv
done
for size in $answers; do
	! wants export || export_session $size
	! wants verify || verify $size
done

# --- the table

unit=clock
[ $column = 1 ] || unit="processors (walk and start: clock)"
echo "peil beside others; time by the $unit, $(nproc) processors, load $load at the start"
echo "grows: the power of the size, between the first size and the last (1 = in proportion)"
echo "x: that program's figure divided by peil's, at the largest size both have"
awk -F '\t' '
$1 == "missing" { gone[++gone_count] = $2 " (" $3 ")"; next }
{
	key = $1 FS $2
	if (!($1 in seen)) { seen[$1] = 1; what[++what_count] = $1 }
	if (!(key in known)) { known[key] = 1; programs[$1] = programs[$1] FS $2 }
	value[key, $3] = $4
	if (!($3 in size_seen)) { size_seen[$3] = 1; sizes[++size_count] = $3 }
}
function shown(v) { return v ~ /^>/ ? v : v >= 1000 ? sprintf("%.0f", v) : v >= 10 ? sprintf("%.1f", v) : sprintf("%.2f", v) }
function power(n) { return n ~ /^10*$/ ? "10^" (length(n) - 1) : n }
END {
	for (i = 2; i <= size_count; i++)
		for (k = i; k > 1 && sizes[k - 1] + 0 > sizes[k] + 0; k--) { t = sizes[k]; sizes[k] = sizes[k - 1]; sizes[k - 1] = t }
	printf "\n%-32s %-15s", "", ""
	for (s = 1; s <= size_count; s++) printf "%9s", power(sizes[s])
	printf "%7s%8s\n", "grows", "x"
	for (w = 1; w <= what_count; w++) {
		count = split(substr(programs[what[w]], 2), list, FS)
		for (p = 1; p <= count; p++) {
			key = what[w] FS list[p]; base = what[w] FS "peil"; first = last = ratio = ""
			printf "%-32s %-15s", p == 1 ? what[w] : "", list[p]
			for (s = 1; s <= size_count; s++) {
				n = sizes[s]
				v = (key, n) in value ? value[key, n] : ""
				printf "%9s", v == "" ? "" : shown(v)
				if (v == "" || v ~ /^>/) continue
				if (first == "") first = n
				last = n
				if (list[p] != "peil" && (base, n) in value && value[base, n] > 0) ratio = v / value[base, n]
			}
			if (last + 0 > first + 0 && value[key, first] > 0)
				printf "%7.2f", log(value[key, last] / value[key, first]) / log(last / first)
			else
				printf "%7s", ""
			printf ratio != "" ? "%8.2f\n" : "\n", ratio
		}
	}
	print ""
	for (i = 1; i <= gone_count; i++) print "not here: " gone[i]
}' results

# aim WHAT PROGRAM SIZE MOST TEXT [OTHER]: a figure, or how it is to another program.
aim()
{
	awk -F '\t' -v what="$1" -v program="$2" -v size="$3" -v most="$4" -v text="$5" -v other="${6-}" '
		$1 == what && $2 == program && $3 == size && $4 !~ /^>/ { v = $4; have = 1 }
		$1 == what && $2 == other && $3 == size && $4 !~ /^>/ { o = $4 }
		END {
			if (!have || (other != "" && !o)) exit
			if (other != "") v = v / o
			printf "aim: %-44s %9.2f, at most %g%s\n", text, v, most, v <= most ? "" : "   MISSED"
		}' results
}
aim "first paint, ms" peil 10 1.3 "first paint divided by that of nano" nano
aim "key to repaint p99, ms" peil 10 1 "key to repaint, p99, ms"
aim "key to saved p99, ms" peil 10 50 "key to saved, p99, ms"
aim "memory, MB" peil 10 12 "memory in the walk, MB"
aim "report, ms" peil 1000000 2000 "10^6 ratings counted, ms"
aim "report, MB" peil 1000000 64 "10^6 ratings counted, MB"
aim "report, ms" peil 1000000 0.3333 "10^6 ratings, divided by DuckDB" DuckDB
