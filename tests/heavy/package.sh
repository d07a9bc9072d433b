#!/bin/sh
# The Debian package, from what is committed: it builds, lintian finds nothing, and in a fresh Debian
# it is installed, passes its own tests, and leaves nothing behind when it is removed. The last needs
# root, mmdebstrap and a network. Takes some minutes; `./bootstrap check --all` runs it.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
skip() {
	echo "package.sh: SKIPPED: $1"
	exit 77
}
for tool in dpkg-buildpackage dh lintian git; do
	command -v $tool >/dev/null 2>&1 || skip "$tool is not installed"
done
git -C "$root" rev-parse --verify -q HEAD >/dev/null || skip "this is not a git checkout"
work=$(mktemp -d "${TMPDIR-/var/tmp}/peil-package.XXXXXX")
trap 'rm -rf --one-file-system "$work"' EXIT

version=$(sed -n 's/^AC_INIT(\[peil\], \[\([^]]*\)\].*/\1/p' "$root/configure.ac")
head -n 1 "$root/debian/changelog" | grep -q "(${version}-" || {
	echo "package.sh: debian/changelog is not about version $version"
	exit 1
}
git -C "$root" archive --prefix="peil-$version/" HEAD | tar -x -C "$work"
(cd "$work" && tar -czf "peil_$version.orig.tar.gz" --exclude=debian "peil-$version")
if ! (cd "$work/peil-$version" && DEB_BUILD_OPTIONS="parallel=$(getconf _NPROCESSORS_ONLN) ${DEB_BUILD_OPTIONS-}" \
	dpkg-buildpackage -us -uc) >"$work/log" 2>&1; then
	tail -n 40 "$work/log"
	echo "package.sh: dpkg-buildpackage failed"
	exit 1
fi
tests=$(sed -n 's/^# PASS: *//p' "$work/log" | tail -n 1)
echo "package.sh: built $(cd "$work" && ls *.deb | tr '\n' ' ')(${tests:-no} tests passed)"
lintian --allow-root --fail-on error,warning "$work"/*.changes || exit 1
echo "package.sh: lintian finds nothing"

[ "$(id -u)" = 0 ] || skip "the package is good; trying it in a fresh Debian needs root"
command -v mmdebstrap >/dev/null 2>&1 || skip "the package is good; mmdebstrap is not installed"
unshare -m true 2>/dev/null || skip "the package is good; no mount namespaces here"
suite=$(. /etc/os-release && echo "${VERSION_CODENAME-}")
sources=$(grep -l -s -w "$suite" /etc/apt/sources.list /etc/apt/sources.list.d/*.list \
	/etc/apt/sources.list.d/*.sources || :)
[ -n "$suite" ] && [ -n "$sources" ] || skip "the package is good; no package sources here"
fresh=$work/root
if ! mmdebstrap --variant=apt "$suite" "$fresh" $sources >"$work/log" 2>&1; then
	tail -n 20 "$work/log"
	exit 1
fi
apt-config dump | grep -E '^Acquire::(Check|https?|Retries)' >"$fresh/etc/apt/apt.conf.d/90host" || :
cp /etc/resolv.conf /etc/hosts "$fresh/etc/"
cp "$work"/peil_*.deb "$fresh/peil.deb"
cp -r "$root/debian/tests" "$fresh/tests"
# inside COMMAND: in the fresh root, with namespaces that go with it.
inside() {
	unshare --mount --pid --fork sh -c 'mount -t proc proc "$0/proc" && exec chroot "$0" \
		/usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
		DEBIAN_FRONTEND=noninteractive sh -c "$1"' "$fresh" "$1"
}
listing() {
	(cd "$fresh" && find usr etc -not -type d | LC_ALL=C sort)
}
inside 'apt-get update -q && apt-get install -q -y --no-install-recommends bash-completion' >"$work/log" 2>&1 ||
	{ tail "$work/log"; exit 1; }
inside 'apt-get install -q -y --no-install-recommends /peil.deb' >"$work/log" 2>&1 ||
	{ tail "$work/log"; exit 1; }
for test in walk completion; do
	inside "/tests/$test" >"$work/log" 2>&1 || {
		cat "$work/log"
		echo "package.sh: debian/tests/$test failed in a fresh Debian"
		exit 1
	}
done
inside 'apt-get purge -q -y peil' >"$work/log" 2>&1 || { tail "$work/log"; exit 1; }
if listing | grep -E '(^|/)_?peil([-./]|$)'; then
	echo "package.sh: these are left behind"
	exit 1
fi
echo "package.sh: installed, tried and removed in a fresh $suite; nothing is left behind"
