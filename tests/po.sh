#!/bin/sh
# The Dutch catalogue is complete: every text of the sources is in it, translated, none fuzzy, none
# left over. Mend with `make update-po` and a translation.
set -eu

root=${top_srcdir-$(cd "$(dirname "$0")/.." && pwd)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for tool in xgettext msgmerge msgattrib msgfmt; do
	if ! command -v $tool >/dev/null 2>&1; then
		echo "$tool is not installed (Debian: gettext)"
		exit 77
	fi
done

cd "$root"
sh po/extract.sh "$work/peil.pot"
msgmerge -q --no-fuzzy-matching -o "$work/nl.po" po/nl.po "$work/peil.pot"
status=0

# show WHAT FILE: its messages, when there are any.
show()
{
	if grep -q '^msgid' "$2"; then
		echo "po/nl.po: $1:"
		grep -v '^$' "$2"
		status=1
	fi
}

msgattrib --untranslated --no-obsolete -o "$work/untranslated.po" "$work/nl.po"
: >>"$work/untranslated.po"
sed 1,/^$/d "$work/untranslated.po" >"$work/list"
show "no translation" "$work/list"

msgattrib --only-fuzzy --no-obsolete -o "$work/fuzzy.po" po/nl.po
: >>"$work/fuzzy.po"
sed 1,/^$/d "$work/fuzzy.po" >"$work/list"
show "a translation that is only a guess (fuzzy)" "$work/list"

if grep '^#~ ' "$work/nl.po" >"$work/list"; then
	echo "po/nl.po: no longer in the sources:"
	cat "$work/list"
	status=1
fi

# msgfmt keeps texts with these in tables of their own, which base/lang.c does not read.
if grep '^msgid.*%<PRI' "$work/nl.po"; then
	echo "src: no PRI macro in a text to translate; hint: %llu and a cast"
	status=1
fi

# Formats, newlines at the ends, header.
msgfmt -c -o /dev/null po/nl.po || status=1
exit $status
