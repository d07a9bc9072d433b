#!/bin/sh
# The two commands of the README on a fresh Debian, with nothing installed by hand: a new root made
# by mmdebstrap from the package sources of this machine. Takes minutes; needs root and a network.
# `./bootstrap check --all` runs it.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)

skip()
{
	echo "fresh.sh: SKIPPED: $1"
	exit 77
}

[ "$(id -u)" = 0 ] || skip "making a root of its own needs root"
for tool in mmdebstrap unshare git; do
	command -v $tool >/dev/null 2>&1 || skip "$tool is not installed"
done
unshare -m true 2>/dev/null || skip "no mount namespaces here"
suite=$(. /etc/os-release && echo "${VERSION_CODENAME-}")
[ -n "$suite" ] || skip "this is no Debian"
sources=$(grep -l -s -w "$suite" /etc/apt/sources.list /etc/apt/sources.list.d/*.list \
	/etc/apt/sources.list.d/*.sources || :)
[ -n "$sources" ] || skip "no package sources for $suite"
git -C "$root" rev-parse --verify -q HEAD >/dev/null || skip "this is not a git checkout"

work=$(mktemp -d "${TMPDIR-/var/tmp}/peil-fresh.XXXXXX")
trap 'rm -rf --one-file-system "$work"' EXIT
fresh=$work/root

echo "fresh.sh: making a fresh $suite"
if ! mmdebstrap --variant=apt "$suite" "$fresh" $sources >"$work/log" 2>&1; then
	tail -n 20 "$work/log"
	echo "fresh.sh: mmdebstrap failed"
	exit 1
fi

# How this machine reaches its archive counts there too.
apt-config dump | grep -E '^Acquire::(Check|https?|Retries)' >"$fresh/etc/apt/apt.conf.d/90host" || :
cp /etc/resolv.conf /etc/hosts "$fresh/etc/"
mkdir "$fresh/peil"
git -C "$root" archive HEAD | tar -x -C "$fresh/peil"

# inside COMMAND: a shell in the fresh root, in mount and process namespaces that go with it.
inside()
{
	unshare --mount --pid --fork sh -c '
		mount -t proc proc "$0/proc" &&
		mkdir -p "$0/dev/pts" "$0/dev/shm" &&
		mount -t devpts -o newinstance,ptmxmode=0666 devpts "$0/dev/pts" &&
		mount -t tmpfs tmpfs "$0/dev/shm" &&
		ln -sf pts/ptmx "$0/dev/ptmx" &&
		exec chroot "$0" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
			LANG=C.UTF-8 sh -c "cd /peil && $1"' "$fresh" "$1"
}

echo "fresh.sh: ./bootstrap run, answers from a pipe"
if ! printf '\n3\n\n2\n\nq\n' | inside './bootstrap run' >"$work/walk" 2>"$work/messages"; then
	tail -n 40 "$work/messages" "$work/walk"
	echo "fresh.sh: ./bootstrap run failed"
	exit 1
fi
saved=$(grep -c '^Saved [0-9]' "$work/walk" || :)
rows=$(cat "$fresh"/root/.local/share/peil/sessions/*/results/ratings.csv | grep -c ',scored,' || :)
echo "fresh.sh: $saved answers said to be saved, $rows scored rows in ratings.csv"
if [ "$saved" != 2 ] || [ "$rows" != 2 ]; then
	cat "$work/walk"
	exit 1
fi
if ! grep -q '^Installing:.* libiniparser-dev' "$work/messages"; then
	cat "$work/messages"
	echo "fresh.sh: nothing was installed: this was no fresh root"
	exit 1
fi

echo "fresh.sh: ./bootstrap check"
if ! inside './bootstrap check' >"$work/check" 2>&1; then
	tail -n 60 "$work/check"
	echo "fresh.sh: ./bootstrap check failed"
	exit 1
fi
sed 's/^/fresh.sh:   /' "$work/check" | tail -n 20
