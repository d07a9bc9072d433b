#!/bin/sh
# Signals and a line that drops: what is half typed is kept, the program is gone within a second,
# and the terminal is as it was.
. "$top_srcdir/tests/terminal/lib.sh"

for signal in HUP TERM INT; do
	drive_case "leave-$signal" <<STEPS
see Enter open
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
see Enter open
send \r
see 0 of 8 answered
send 2
see Reason
send over a dropped line
see over a dropped line
hangup
exit any
STEPS
expect_saved hangup 'over a dropped line'

drive_case stop <<'STEPS'
see Enter open
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
see Enter open
send \r
see > 1 Openness
signal ABRT
killed ABRT
restored
STEPS

drive_case segv <<'STEPS'
see Enter open
signal SEGV
killed SEGV
restored
STEPS

# C-s and C-q do not freeze the screen; C-c leaves.
drive_case control <<'STEPS'
see Enter open
send \x13\r
see > 1 Openness
send \x03
exit 0
restored
STEPS

exit $failed
