#!/bin/sh
# Signals and a line that drops: what is half typed is kept, the program is gone within a second,
# and the terminal is as it was.
. "$top_srcdir/tests/terminal/lib.sh"

for signal in HUP TERM INT; do
	drive_case "leave-$signal" <<STEPS
see Enter
send \r
see 0 of 8 answered
send 2
see Reason
send half a reason
see half a reason
signal $signal
exit 0
restored
STEPS
	expect_saved "leave-$signal" 'half a reason'
done

drive_case hangup <<'STEPS'
see Enter
send \r
see 0 of 8 answered
send 2
see Reason
send over a dropped line
see over a dropped line
hangup
exit 0
STEPS
expect_saved hangup 'over a dropped line'

drive_case stop <<'STEPS'
see Enter
send \r
see > 1 Openness
send \x1a
stopped
restored
continue
see > 1 Openness
send 3
see 1 of 8 answered
signal TSTP
stopped
restored
continue
see Reason
send \r
see > 2
send qq
exit 0
restored
STEPS

drive_case abort <<'STEPS'
see Enter
send \r
see > 1 Openness
signal ABRT
killed ABRT
restored
STEPS

drive_case segv <<'STEPS'
see Enter
signal SEGV
killed SEGV
restored
STEPS

# The same in plain lines, on a terminal: the lines of a note that were typed are kept.
for signal in HUP TERM INT; do
	drive_case "plain-$signal" --plain <<STEPS
see Press Enter to start
send \r
see Choose 1 to 4
send n\r
see full stop
send one line of a note\r
see one line of a note
send and half of anoth
see and half of anoth
signal $signal
exit 0
restored
STEPS
	expect_saved "plain-$signal" 'one line of a note'
done

# P goes there and back again in one terminal.
drive_case both <<'STEPS'
see Enter
send \r
see 0 of 8 answered
send P
see Choose 1 to 4
send 3\r
see Saved 1 of 8
send P\r
see 1 of 8 answered
see high
send \eqq
exit 0
restored
STEPS

# C-s and C-q do not freeze the screen; C-c leaves.
drive_case control <<'STEPS'
see Enter
send \x13\r
see > 1 Openness
send \x03
exit 0
restored
STEPS

exit $failed
