#!/bin/sh
# layers.sh must find each breach it says it looks for: one planted at a time in an empty tree.
set -eu

check=${top_srcdir-$(dirname "$0")/..}/tests/layers.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# planted FILE EXPECT: the text on stdin as that file must give a message that holds EXPECT.
planted()
{
	rm -rf "$work/tree"
	for layer in base model stats files report ui flow cli; do
		mkdir -p "$work/tree/src/$layer"
	done
	mkdir -p "$work/tree/tests/unit" "$work/build"
	cat >"$work/tree/$1"
	if sh "$check" "$work/tree" "$work/build" >"$work/out" 2>&1; then
		status=0
	else
		status=1
	fi
	case $2 in
	'') [ $status = 0 ] || { echo "$1: nothing wrong, but:"; cat "$work/out"; failed=1; } ;;
	*)
		if [ $status = 0 ] || ! grep -q -F "$2" "$work/out"; then
			echo "$1: not found: $2"
			cat "$work/out"
			failed=1
		fi
		;;
	esac
}

planted src/base/a.c '' <<'C'
#include "config.h"

/* exit(1) and printf() in a comment, "files/ini.h" too */
#include "base/buf.h"

const char *a(void) { return "exit(1) printf(stderr)"; }
C
planted src/base/a.c 'src/base/a.c:2: base must not include files/ini.h' <<'C'
#include "config.h"
#include "files/ini.h"
C
planted src/model/a.c 'model must not include ui/screen.h' <<'C'
#include "config.h"
#include "ui/screen.h"
C
planted src/report/a.c 'report must not include files/store.h' <<'C'
#include "config.h"
#include "files/store.h"
C
planted src/flow/a.c 'flow must not include cli/options.h' <<'C'
#include "config.h"
#include "cli/options.h"
C
planted src/files/other.c 'src/files/other.c:2: only src/files/table.c src/files/table_scan_part.h may have' <<'C'
#include "config.h"
#include <csv.h>
C
planted src/ui/scr_a.c 'src/ui/scr_a.c:2: only src/ui/tty.c src/ui/pane.c may have' <<'C'
#include "config.h"
#include <ncurses.h>
C
planted src/base/a.c 'only src/base/text.c may have' <<'C'
#include "config.h"
#include <uninorm.h>
C
planted src/base/a.c 'libacl belongs in files/' <<'C'
#include "config.h"
#include <sys/acl.h>
C
planted src/flow/a.c 'src/flow/a.c:4: nothing below cli/ ends the program' <<'C'
#include "config.h"
void a(void)
{
	exit(1);
}
C
planted src/ui/a.c 'src/ui/a.c:4: nothing below cli/ prints' <<'C'
#include "config.h"
void a(void)
{
	if (1) printf("x");
}
C
planted src/files/a.c 'nothing below cli/ prints' <<'C'
#include "config.h"
void a(void) { fputs("x", stderr); }
C
planted src/ui/a.c 'wcwidth is called in base/text.c alone' <<'C'
#include "config.h"
int a(void) { return wcwidth(L'x'); }
C
planted src/model/a.c 'the model knows no clock' <<'C'
#include "config.h"
long a(void) { return clock_now(); }
C
planted src/base/a.c 'config.h comes first' <<'C'
#include "base/a.h"
#include "config.h"
C
planted src/base/a.c 'feature macros come from configure' <<'C'
#include "config.h"
#define _GNU_SOURCE 1
C
{
	printf '#include "config.h"\nvoid a(void)\n{\n'
	yes '	a();' | head -n 80
	printf '}\n'
} | planted src/base/a.c 'src/base/a.c:3: a function of 81 lines'
yes '/* */' | head -n 601 | planted src/base/a.h 'a file of 601 lines'
planted src/base/a.h '' <<'C'
/* What it is for. */
int a(void);

/* Both. */
int b(void);
int c(void);
C
planted src/base/a.h 'src/base/a.h:4: nothing is said of this function' <<'C'
/* What it is for. */
int a(void);

int b(void);
C
planted tests/unit/wait.sh 'tests/unit/wait.sh:2: a test must not sleep' <<'SH'
# never sleep
sleep 1
SH
planted tests/unit/wait.c 'tests/unit/wait.c:1: a test must not sleep' <<'C'
void a(void) { usleep(1); }
C

# Variables are looked for in objects.
if command -v nm >/dev/null 2>&1 && command -v cc >/dev/null 2>&1; then
	mkdir -p "$work/build/src/model"
	cat >"$work/a.c" <<'C'
int shared = 3;
static int hidden;
static const char *const fixed[] = {"a", "b"};
int count(int i) { return ++hidden + fixed[i & 1][0]; }
C
	cc -c -fPIE -o "$work/build/src/model/a.o" "$work/a.c"
	planted src/base/b.c 'src/model/a.c:1: global variable shared' </dev/null
	planted src/base/b.c 'src/model/a.c:1: writable static hidden' </dev/null
	! grep fixed "$work/out" || failed=1
fi

[ $failed = 0 ]
