#!/bin/sh
# A disk that takes two seconds for each sync: the screen goes on, the mark waits, and nothing that
# the mark promised is lost - while the window changes size, and when the terminal goes away. And a
# folder that is taken away under a running form.
command -v strace >/dev/null || { echo "SKIPPED: no strace; hint: install the Debian package strace"; exit 77; }
strace -o /dev/null true 2>/dev/null || { echo "SKIPPED: strace may not trace here"; exit 77; }
. "$top_srcdir/tests/terminal/lib.sh"
acked=0
found=0

# slow_case NAME MICROSECONDS <STEPS: as drive_case, with slow syncs. The tracer stands aside, so that
# signals and the terminal are the program's own.
slow_case()
{
	name=$1
	XDG_DATA_HOME=$work/$name
	export XDG_DATA_HOME
	if "$drive" -s 80x24 strace -DDD -f -qq -o "$work/$name.trace" -e trace=fdatasync \
		-e "inject=fdatasync:delay_enter=$2" "$PEIL" score complextool; then
		echo "ok: $name"
	else
		echo "FAILED: $name"
		failed=1
	fi
}

# count_levels NAME WANTED: the answers in the journals of the case.
count_levels()
{
	got=$(cat "$work/$1"/peil/sessions/*/raters/u*/j-*.csv | grep -c ',rate,.*,scored,')
	acked=$((acked + $2))
	found=$((found + (got < $2 ? got : $2)))
	[ "$got" -ge "$2" ] || { echo "FAILED: $1: $got answers of $2"; failed=1; }
}

# `see saving` right after the screen has answered: had the screen waited for the disk, the mark
# would be there by then and the step fail.
slow_case screen 2000000 <<'STEPS'
see Enter
send \r
see 0 of 8 answered
send 3
see 1 of 8 answered
see saving...
send \r
see > 2
see saving...
send m
see > Interdependence
see saving...
send \e
see > 2
see saving...
gone saving...
see saved
send qq
exit any
restored
STEPS
count_levels screen 1

slow_case storm 1000000 <<'STEPS'
see Enter
send \r
see 0 of 8 answered
send 3\r
see > 2
see saving...
storm 2000
send 2\r
see > 3
storm 2000
see 2 of 8 answered
gone saving...
see saved
send qq
exit any
restored
STEPS
count_levels storm 2

slow_case closed 300000 <<'STEPS'
see Enter
send \r
see 0 of 8 answered
send 3
see 1 of 8 answered
hangup
exit any
STEPS
count_levels closed 1

# The folder goes away. What was saved there is gone with it, but what is on the screen is kept.
drive_case gone <<STEPS
see Enter
send \r
see 0 of 8 answered
send 3\r
see > 2
gone saving
run mv "$work/gone/peil/sessions" "$work/taken"
send 2\r
see NOT SAVED
send e
see Save elsewhere
send \x15$work/elsewhere\r
gone NOT SAVED
see saved
send 4\r
see 3 of 8 answered
gone saving
send qq
exit any
restored
STEPS
mkdir -p "$work/gone/peil/sessions" && mv "$work/elsewhere" "$work/gone/peil/sessions/" 2>/dev/null
count_levels gone 3

echo "slow or absent disk: acknowledged $acked, found $found, lost $((acked - found))"
exit $failed
