# Sourced by tests that look at pages in a real browser: Debian's chromium, headless.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
PEIL=${PEIL-$root/build/peil}
name=$(basename "$0")
chromium=$(command -v chromium || command -v chromium-browser || :)
if [ -z "$chromium" ]; then
	echo "$name: SKIPPED: chromium is not installed"
	exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" LC_ALL=C.UTF-8 TZ=UTC
cd "$root"

fail()
{
	echo "$name: $1"
	exit 1
}

# browse ARGUMENTS: what the browser itself would ask for at home finds no way out.
browse()
{
	rm -rf "$work/profile"
	timeout 120 "$chromium" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
		--disable-background-networking --disable-component-update --disable-sync \
		--host-resolver-rules='MAP * ~NOTFOUND' --user-data-dir="$work/profile" \
		--log-net-log="$work/net.json" --enable-logging=stderr "$@"
}
