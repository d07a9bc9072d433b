#!/bin/sh
# A journal cut off at every byte, and with every byte changed: every line that was not touched is
# read, every line that was is named. PEIL_LINES says how long the journal is.
. "$top_srcdir/tests/faults/lib.sh"
"$driver" put "$work/s" "$rubric" "${PEIL_LINES:-6}" first >/dev/null || exit 1
"$top_builddir/tests/faults/journal_bytes" "$work"/s/raters/u*/j-*.csv
