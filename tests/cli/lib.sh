# Sourced by tests of commands: an empty folder of the test's own, which is the home too.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work"
HOME=$work
export HOME

fail()
{
	echo "FAILED: $*"
	exit 1
}

# peil ARGUMENT...: it must succeed; what it says is in `out`.
peil()
{
	"$PEIL" "$@" >out 2>&1 </dev/null || { cat out; fail "peil $*"; }
}

# gives STATUS ARGUMENT...: it must end with that status; what it says is in `out` and `err`.
gives()
{
	wanted=$1
	shift
	status=0
	"$PEIL" "$@" >out 2>err </dev/null || status=$?
	[ "$status" = "$wanted" ] || { cat out err; fail "exit $status, not $wanted: peil $*"; }
}
