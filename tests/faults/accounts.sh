# Sourced by tests with several accounts on one machine, behind lib.sh. They need root, which is
# not there in every place where tests run.

[ "$(id -u)" = 0 ] || skip "this test changes accounts and needs root"
command -v setpriv >/dev/null 2>&1 || skip "setpriv is not installed (Debian: util-linux)"
setpriv --reuid 50001 --regid 50001 --clear-groups true 2>/dev/null ||
	skip "accounts cannot be changed here"

owner=50001 colleague=50004 group=50001
failed=0

# as UID COMMAND...: colleagues share the owner's group.
as() {
	uid=$1
	shift
	gid=$uid
	[ "$uid" = $colleague ] && gid=$group
	HOME=$work/home.$uid setpriv --reuid "$uid" --regid "$gid" --clear-groups "$@"
}

# accounts DRIVER RUBRIC UID...: homes for them, the owner and the colleague, and copies in $work of
# what they cannot reach elsewhere: peil, driver, rubric.ini. $work/shared is the owner's.
accounts() {
	cp "$PEIL" "$work/peil" && cp "$1" "$work/driver" && cp "$2" "$work/rubric.ini"
	chmod 755 "$work" "$work/peil" "$work/driver"
	chmod 644 "$work/rubric.ini"
	shift 2
	for uid in $owner $colleague "$@"; do
		mkdir "$work/home.$uid" && chown "$uid" "$work/home.$uid"
	done
	mkdir "$work/shared" && chown $owner "$work/shared"
	as $owner "$work/peil" --version >/dev/null 2>&1 ||
		skip "other accounts cannot run a program in $work"
}

# must WHAT COMMAND..., must_not WHAT COMMAND...
must() {
	what=$1
	shift
	"$@" >"$work/said" 2>&1 || {
		echo "FAILED: $what"
		cat "$work/said"
		failed=1
	}
}
must_not() {
	what=$1
	shift
	if "$@" >/dev/null 2>&1; then
		echo "FAILED: $what"
		failed=1
	fi
}
