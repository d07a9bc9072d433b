#!/bin/sh
# The screens of a lecturer: NAME.expected in follow/ beside this file, for every size, language and
# plain mode. UPDATE=1 writes them anew.
set -u
top_srcdir=${top_srcdir:-$(dirname "$0")/../..}
top_builddir=${top_builddir:-build}
cases=$top_srcdir/tests/screens/follow
driver=$top_builddir/tests/faults/peer_driver
PEIL=${PEIL:-$top_builddir/peil}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
HOME=$work TZ=UTC LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1795521600
export HOME TZ LC_ALL SOURCE_DATE_EPOCH
unset LANG LANGUAGE NO_COLOR PEIL_PLAIN TERM XDG_DATA_HOME XDG_CONFIG_HOME
failed=0

cat >"$work/roster.csv" <<'END'
person,name,group,role
ana,Ana Vermeer,Team Oost,student
bo,Bo de Vries,Team Oost,student
cas,Cas Özdemir,Team Oost,student
dee,"Dee ""D"" Smit",Team Oost,student
eli,Eli,Team Oost,student
fay,Fay,Team West,student
gus,Gus,Team West,student
hal,Hal,,student
END

# make_session: open, one has not begun, one wrote to the lecturer.
make_session() {
	rm -rf "$work/s"
	"$driver" make "$work/s" "$top_srcdir/rubrics/teamwork.ini" "$work/roster.csv" "$@" &&
		"$driver" fill "$work/s" eli gus &&
		"$driver" give "$work/s" eli ana 1,4,4,4,4 &&
		"$driver" say "$work/s" bo bo lecturer "We never meet. Who do I talk to?" ||
		{ echo "FAILED: no session"; exit 1; }
}

# try NAME LANG SIZE: compare the screens of these keys.
try() {
	name=$1_$2_$3
	case $3 in
	plain) set -- "$1" "$2" --plain ;;
	*) set -- "$1" "$2" --size "$3" --keys "$work/keys" ;;
	esac
	what=$1 lang=$2
	shift 2
	"$PEIL" session follow "$work/s" --lang "$lang" "$@" <"$work/words" >"$work/got" 2>&1
	echo "-- exit $?" >>"$work/got"
	[ "${UPDATE:-0}" = 1 ] && mkdir -p "$cases" && cp "$work/got" "$cases/$name.expected"
	if diff -u "$cases/$name.expected" "$work/got" >"$work/diff" 2>&1; then
		echo "PASS: follow/$name"
	else
		echo "FAIL: follow/$name"
		cat "$work/diff"
		failed=1
	fi
}

for lang in en nl; do
	for size in 80x24 120x40 plain; do
		make_session 2026-12-11T22:59:00Z
		echo ':dump list <Enter> :dump team <Right> :dump next ? :dump help' >"$work/keys"
		printf '1\nq\n?\nq\n' >"$work/words"
		try open $lang $size

		make_session 2026-12-11T22:59:00Z
		"$PEIL" session close "$work/s" >/dev/null || exit 1
		cat >"$work/keys" <<'END'
:dump list
<Enter> :dump team <PageDown> <PageDown> :dump further <End> :dump end
f <C-u> "1 1.05" <Enter> :dump tried
K "the team's own proposal" <Enter> :dump kept
c :dump comments
<Enter> :dump comment
2 "about the person" <Enter> :dump held
2 3 "for" <Enter> "a slip" <Enter> :dump black
3 3 "not in it" <Enter> "x" <Enter> :dump refused
END
		cat >"$work/words" <<'END'
1
what-if
1 1.05
keep
the team's own proposal
comments
1
2
about the person
q
q
q
END
		try closed $lang $size
	done
done
exit $failed
