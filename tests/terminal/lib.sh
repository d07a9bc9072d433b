# Sourced by the terminal tests: a home of its own for each case, and the driver.
set -u

drive=$top_builddir/tests/terminal/pty_drive
[ -x "$drive" ] || { echo "skipped: no $drive"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case $PEIL in /*) ;; *) PEIL=$PWD/$PEIL ;; esac
case $drive in /*) ;; *) drive=$PWD/$drive ;; esac
export TERM=xterm
# A build with a sanitizer falls by its own handler otherwise.
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}handle_segv=0
export ASAN_OPTIONS
infocmp "$TERM" >/dev/null 2>&1 || { echo "skipped: no description of the terminal $TERM"; exit 77; }
cd "$top_srcdir" || exit 2
failed=0

# drive_case NAME [ARGUMENT...] <STEPS: peil on the Complextool, its data in $XDG_DATA_HOME.
drive_case()
{
	name=$1
	shift
	XDG_DATA_HOME=$work/$name
	export XDG_DATA_HOME
	if "$drive" -s 80x24 "$PEIL" score complextool "$@"; then
		echo "ok: $name"
	else
		echo "FAILED: $name"
		failed=1
	fi
}

# expect_saved NAME TEXT: some journal of the case holds the text.
expect_saved()
{
	if grep -rqs -- "$2" "$work/$1"/peil/sessions/*/raters; then
		echo "ok: $1: saved: $2"
	else
		echo "FAILED: $1: not saved: $2"
		failed=1
	fi
}
