#!/bin/sh
# Key bytes as terminals send them: arrows in both forms, stray bytes, pasted text, resizing.
. "$top_srcdir/tests/terminal/lib.sh"

drive_case arrows <<'STEPS'
see Enter
send \r
see > 1 Openness
send \e[B
see > 2
send \eOB
see > 3
send \e[A
see > 2
send \eOA
see > 1
send \e[1;5B
see > 2
send \e[F
see > 8
send \e[1~
see > 1
send qq
exit 0
restored
STEPS

# A byte of a Latin-1 terminal gives nothing; the next keys all work.
drive_case stray <<'STEPS'
see Enter
send \xff\xff\r
see 0 of 8 answered
send \xff3
see 1 of 8 answered
send \xe9x\xff\xe9y\r
see > 2
send \xc3?
see Help
send \xc3qqq
exit 0
restored
STEPS
expect_saved stray ',xy,'

# What is pasted is text, also where it looks like answers or has lines.
drive_case paste <<'STEPS'
see Enter
send \r
see 0 of 8 answered
send 3
see Reason
send \e[200~one 2\rq two\e[201~
see one 2 q two
send \r
see > 2
see 1 of 8 answered
send qq
exit 0
restored
STEPS
expect_saved paste 'one 2 q two'

drive_case resize <<'STEPS'
see Enter
send \r
see > 1 Openness
size 43x10
see This window is too small: 43x10
size 120x40
see 0 of 8 answered
see > 1 Openness
storm 2000
send \e[B
see > 2
send 4
see 1 of 8 answered
send \r
see > 3
size 1x1
size 80x24
see > 3
send qq
exit 0
restored
STEPS

# The size comes from the terminal, whatever the environment says.
LINES=3 COLUMNS=7
export LINES COLUMNS
drive_case environment <<'STEPS'
see Enter
send q
exit 0
restored
STEPS
unset LINES COLUMNS

exit $failed
