#!/bin/sh
# layers.sh [SOURCE_ROOT [BUILD_ROOT]]: the rules that keep the house in order, as greps.
# Every breach is one line "file:line: what"; exit 1 when there is any.
set -eu

root=${1-${top_srcdir-$(dirname "$0")/..}}
build=${2-${top_builddir-}}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
found=$work/found
: >"$found"
cd "$root"

# code FILE...: their lines as "FILE:LINE:text" with comments and the insides of strings blanked.
code()
{
	awk '
	FNR == 1 { comment = 0 }
	{
		line = $0; out = ""
		while (line != "") {
			if (comment) {
				end = index(line, "*/")
				if (!end) { line = ""; break }
				line = substr(line, end + 2); comment = 0
			} else if (match(line, /\/\*|\/\/|"|'\''/)) {
				mark = substr(line, RSTART, RLENGTH)
				out = out substr(line, 1, RSTART - 1)
				line = substr(line, RSTART + RLENGTH)
				if (mark == "/*") { comment = 1; continue }
				if (mark == "//") { line = ""; break }
				while (line != "" && substr(line, 1, 1) != mark)
					line = substr(line, substr(line, 1, 1) == "\\" ? 3 : 2)
				line = substr(line, 2)
				out = out mark mark
			} else { out = out line; line = "" }
		}
		print FILENAME ":" FNR ":" out
	}' "$@"
}

sources()
{
	find src -name '*.[ch]' | sort
}

# May a file of layer $1 include header $2?
may_include()
{
	case $1:$2 in
	base:base/*) ;;
	model:base/* | model:model/*) ;;
	stats:base/* | stats:model/* | stats:stats/*) ;;
	files:base/* | files:model/* | files:files/*) ;;
	report:base/* | report:model/* | report:stats/* | report:files/table.h | report:report/*) ;;
	ui:base/* | ui:model/* | ui:stats/* | ui:ui/*) ;;
	flow:cli/*) return 1 ;;
	flow:* | cli:*) ;;
	*) return 1 ;;
	esac
}

check_direction()
{
	grep -H -n '^ *# *include *"' $(sources) | sed 's/# *include *"\([^"]*\)".*/\1/' |
		while IFS=: read -r file line header; do
			[ "$header" != config.h ] || continue
			layer=${file#src/}
			layer=${layer%%/*}
			may_include "$layer" "$header" ||
				echo "$file:$line: $layer must not include $header"
		done
}

# check_library HEADER_REGEX FILE...: only these files include it.
check_library()
{
	regex=$1
	shift
	grep -H -n -E "^ *# *include *[<\"]($regex)[>\"]" $(sources) | while IFS=: read -r file line text; do
		for allowed; do
			[ "$file" != "$allowed" ] || continue 2
		done
		echo "$file:$line: only $* may have:$text"
	done
}

check_libraries()
{
	check_library '(iniparser/)?(iniparser|dictionary)\.h' src/files/ini.c
	check_library 'csv\.h' src/files/table.c src/files/table_scan_part.h
	check_library '(ncursesw?/)?n?curses\.h|term\.h|(ncursesw?/)?panel\.h' src/ui/tty.c src/ui/pane.c
	check_library 'sodium(/[a-z_]*)?\.h' src/base/id.c
	check_library 'jansson\.h' src/report/workshop_json.c src/report/tojson.c src/report/package_json.c
	check_library 'expat(_external)?\.h' src/files/moodle.c
	check_library 'uni(str|case|ctype|gbrk|lbrk|norm|width|conv|name|stdio|wbrk|types)\.h' \
		src/base/text.c
	acl=$(grep -l -E '^ *# *include *<(sys/acl|acl/libacl)\.h>' $(sources) || :)
	case $(echo $acl | wc -w) in
	0) ;;
	1) case $acl in src/files/*) ;; *) echo "$acl:1: libacl belongs in files/" ;; esac ;;
	*) echo "src:1: libacl is included by more than one file:" $acl ;;
	esac
}

# check_words WHAT REGEX LAYER...: no such call in these layers.
check_words()
{
	what=$1 regex=$2
	shift 2
	for layer; do
		grep "^src/$layer/" "$work/code" | awk -v what="$what" -v regex="$regex" '
		match($0, /^[^:]*:[0-9]*:/) {
			place = substr($0, 1, RLENGTH)
			if (substr($0, RLENGTH + 1) ~ regex)
				print place " " what
		}'
	done
}

below_cli="base model stats files report ui flow"
start='(^|[^A-Za-z0-9_>.])'

check_calls()
{
	code $(sources) >"$work/code"
	check_words "nothing below cli/ ends the program" "$start(exit|quick_exit|err|errx) *[(]" $below_cli
	check_words "nothing below cli/ prints" \
		"$start(v?f?printf|v?dprintf|f?puts|f?putc|putchar|perror|warnx?) *[(]" $below_cli
	# curses wants a FILE: the terminal's own file is where it gets one.
	check_words "nothing below cli/ prints" "$start(stdout|stderr)([^A-Za-z0-9_]|\$)" $below_cli |
		grep -v '^src/ui/tty\.c:' || :
	check_words "wcwidth is called in base/text.c alone" "${start}wcs?n?width *[(]" \
		model stats files report ui flow cli
	check_words "the model knows no clock and no files" \
		"$start(time|clock_gettime|gettimeofday|f?open|clock_now) *[(]" model stats
	check_words "use the typed readers of base/decimal.h" "$start(atoi|atol|atof) *[(]" \
		model files report ui flow cli
}

# Writable variables that are no secret: signal flags, the terminal, the language, the callback.
may_have_state()
{
	case $1 in
	base/lang | files/ini | ui/tty | ui/tty_signals | ui/pane | cli/main) ;;
	*) return 1 ;;
	esac
}

check_globals()
{
	[ -n "$build" ] && [ -d "$build/src" ] || return 0
	command -v nm >/dev/null 2>&1 || return 0
	find "$build/src" -name '*.o' ! -name 'tests_*' | sort | while read -r object; do
		name=${object#"$build/src/"}
		name=${name%.o}
		name=$(echo "$name" | sed 's/peil-//')
		nm -f sysv "$object" | awk -F'|' '
			{ gsub(/ /, "", $1); gsub(/ /, "", $3); gsub(/ /, "", $7) }
			$1 ~ /^(__|\.|_ZZ)/ { next }
			$7 ~ /^\.(data|bss|tdata|tbss)/ && $7 !~ /^\.data\.rel\.ro/ && $4 ~ /OBJECT|TLS/ {
				print $3, $1
			}' | while read -r class variable; do
			case $class in
			[A-Z]) echo "src/$name.c:1: global variable $variable" ;;
			*) may_have_state "$name" || echo "src/$name.c:1: writable static $variable" ;;
			esac
		done
	done
}

check_sizes()
{
	for file in $(sources); do
		awk '
		/^\{$/ { start = FNR }
		/^\}/ && start {
			if (FNR - start > 80)
				printf "%s:%d: a function of %d lines\n", FILENAME, start, FNR - start
			start = 0
		}
		END { if (FNR > 600) printf "%s:%d: a file of %d lines\n", FILENAME, FNR, FNR }' "$file"
	done
}

check_first_include()
{
	for file in $(find src -name '*.c' | sort); do
		first=$(grep -n -m 1 '^ *# *include' "$file" || :)
		case $first in
		*'"config.h"'*) ;;
		'') ;;
		*) echo "$file:${first%%:*}: config.h comes first" ;;
		esac
	done
	grep -H -n -E '^ *# *define +(_GNU_SOURCE|_DEFAULT_SOURCE|_POSIX_C_SOURCE|_XOPEN_SOURCE)' $(sources) |
		sed 's/:[^:]*$/: feature macros come from configure/' || :
}

# A header says of every function what it does: in a comment before it, or before those it stands
# with; a header's own comment counts for its first function.
check_said()
{
	for file in $(find src -name '*.h' | sort); do
		awk '
		FNR == 1 { first = /^\/\*/ }
		/^$/ { said = 0 }
		/\/\*/ { said = 1 }
		/^[a-z][^=]*\(/ && !/^(typedef|static) / {
			if (!said && !first)
				printf "%s:%d: nothing is said of this function\n", FILENAME, FNR
			first = 0
		}' "$file"
	done
}

# A test waits for a marker, never for time to pass.
check_sleep()
{
	[ -d tests ] || return 0
	find tests -type f \( -name '*.sh' -o -name '*.c' -o -name '*.keys' \) ! -name 'layers*.sh' |
		sort | while read -r file; do
		sed 's/^[ 	]*#.*//; s/[ 	]#.*//; s,/\*.*\*/,,; s,^ \*.*,,' "$file" |
			grep -n -E '(^|[^A-Za-z0-9_-])(u|nano)?sleep( |\()' |
			sed "s|^\([0-9]*\):.*|$file:\1: a test must not sleep|" || :
	done
}

{
	check_direction
	check_libraries
	check_calls
	check_globals
	check_sizes
	check_first_include
	check_said
	check_sleep
} >"$found" 2>"$work/trouble" || {
	cat "$work/trouble"
	exit 1
}
cat "$work/trouble" "$found"
[ ! -s "$found" ] && [ ! -s "$work/trouble" ]
