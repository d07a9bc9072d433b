#!/bin/sh
# coverage.sh BUILD: the branches that the tests have taken in a build with --coverage, as a table per
# group of files. `make coverage` builds and tests first.
set -eu
command -v gcovr >/dev/null 2>&1 || { echo "no gcovr; hint: install the Debian package gcovr"; exit 77; }
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$1"
# Branches that only an exception or an abort would take are not the program's.
gcovr -r "$root" --object-directory . --filter "$root/src/" --exclude-throw-branches \
	--exclude-unreachable-branches --branches --csv -o coverage.csv . >coverage.log 2>&1
awk -F, '
NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
{
	path = $at["filename"]; sub(/^.*src\//, "", path); split(path, part, "/")
	name = part[2]; group = part[1]
	if (group == "files") {
		group = "readers"
		if (name ~ /^(store|journal_writer|atomic|state_dir|save_why|fd|publish)/) group = "store"
		else if (name ~ /write|results|export|research|codebook|datapackage/) group = "writers of tables"
	}
	lines[group] += $at["line_total"]; lines_hit[group] += $at["line_covered"]
	all[group] += $at["branch_total"]; hit[group] += $at["branch_covered"]
}
END {
	for (group in all)
		printf "%-18s %6d of %6d branches %5.1f %%, %6d of %6d lines %5.1f %%\n", group, hit[group], all[group],
			100 * hit[group] / all[group], lines_hit[group], lines[group],
			100 * lines_hit[group] / lines[group]
}' coverage.csv | sort
