#!/bin/sh
# Four accounts on one machine: the owner, a rater, another rater, and a colleague in the owner's
# group. Before the showing only rater and owner can list, read or change what a rater answered;
# what is forged or squatted is found and does not count. Needs root and a file system with ACLs.
. "$top_srcdir/tests/faults/lib.sh"
. "$top_srcdir/tests/faults/accounts.sh"
driver=$top_builddir/tests/faults/session_driver
rater=50002 other=50003

accounts "$driver" "$rubric" $rater $other
cat >"$work/roster.csv" <<END
person,name,role,login,uid
ann,Ann,student,,$rater
bob,Bob,student,,$other
cyn,Cyn,lecturer,,
END
chmod 644 "$work/roster.csv"
s=$work/shared/s
as $owner "$work/peil" session new "$s" --rubric "$work/rubric.ini" --roster "$work/roster.csv" \
	>"$work/made" || { cat "$work/made"; exit 1; }
grep -q 'only you and the participant' "$work/made" ||
	skip "the file system of $work has no ACLs: $(grep 'access lists' "$work/made")"

# count NAME: of what the owner sees
count() {
	as $owner "$work/driver" count "$s" 2>/dev/null | sed -n "s/^$1 //p"
}
equals() {
	[ "$2" = "$3" ] || { echo "FAILED: $1: $2, not $3"; failed=1; }
}

for mask in 022 077 000; do
	(umask $mask; as $rater "$work/driver" put "$s" ann 8) || { echo "FAILED: ann cannot save"; failed=1; }
	(umask $mask; as $other "$work/driver" put "$s" bob 8) || { echo "FAILED: bob cannot save"; failed=1; }
done
equals "records" "$(count records)" 48
equals "sheets" "$(count sheets)" 2
equals "doubts" "$(count forged)" 0
dir=$s/raters/u$rater
for journal in "$dir"/j-*.csv; do
	must "the rater reads it" as $rater cat "$journal"
	must "the owner reads it" as $owner cat "$journal"
	for uid in $other $colleague; do
		must_not "$uid lists it" as $uid ls "$dir"
		must_not "$uid reads it" as $uid cat "$journal"
		must_not "$uid changes it" as $uid sh -c "echo x >>'$journal'"
		must_not "$uid removes it" as $uid rm -f "$journal"
		must_not "$uid puts something beside it" as $uid touch "$dir/j-0000000000000000.csv"
		must_not "$uid takes the folder away" as $uid mv "$dir" "$s/raters/gone"
	done
done
must_not "the colleague looks into private" as $colleague ls "$s/private"
must_not "the colleague looks into results" as $colleague ls "$s/results"
must_not "the rater adds a step" as $rater sh -c "echo x >'$s/state/0009-revealed'"
must_not "the rater changes the session" as $rater sh -c "echo x >>'$s/session.ini'"
must_not "the rater shows the answers" as $rater "$work/peil" session reveal "$s" --yes
must_not "the rater sees who is done" as $rater "$work/peil" session status "$s"

# Forged: the other rater writes in ann's name, and in the name of someone without an account.
as $other "$work/driver" put "$s" ann 8 || failed=1
as $other "$work/driver" put "$s" cyn 3 || failed=1
equals "forged records are found" "$(count forged)" 11
equals "they make no sheet" "$(count sheets)" 2
as $owner "$work/peil" verify "$s" >/dev/null 2>"$work/found" &&
	{ echo "FAILED: verify does not find what is forged"; failed=1; }
grep -q "raters/u$other/.*not written by the participant" "$work/found" ||
	{ echo "FAILED: verify does not say who forged"; cat "$work/found"; failed=1; }

# Squatted: somebody takes the directory of a rater who has not started.
t=$work/shared/t
as $owner "$work/peil" session new "$t" --rubric "$work/rubric.ini" --roster "$work/roster.csv" \
	>/dev/null || exit 1
as $other mkdir -m 777 "$t/raters/u$rater" || failed=1
s=$t
as $rater "$work/driver" put "$t" ann 8 ||
	{ echo "FAILED: a squatter keeps ann from saving"; failed=1; }
equals "behind a squatter" "$(count sheets)" 1
equals "nothing forged" "$(count forged)" 0
as $other "$work/driver" put "$t" bob 8
cp "$t/raters/u$other"/j-*.csv "$work/copy.csv" 2>/dev/null
# A link to what somebody else wrote, and what stands in the squatted directory.
as $other ln -s "$t/session.ini" "$t/raters/u$rater/j-1111111111111111.csv"
equals "a link is not followed" "$(count problems)" 1
equals "sheets as before" "$(count sheets)" 2

# Shown: everybody reads what was published, and nothing else.
as $owner "$work/peil" session reveal "$t" --yes >/dev/null 2>&1
for uid in $rater $other $colleague; do
	must "$uid reads what was shown" as $uid cat "$t/release/round-1.csv"
done
must_not "the colleague reads the answers after it" as $colleague sh -c "cat '$t/raters/u$other'/j-*"
as $rater "$work/driver" put "$t" ann 2 || failed=1
equals "late answers are kept and marked" "$(count late)" 2

# The owner's own copy, in which everything belongs to the owner: the manifest knows whose it was.
as $owner cp -r "$t" "$work/shared/copy" 2>/dev/null
s=$work/shared/copy
equals "sheets in a copy" "$(count sheets)" 2
equals "late answers in a copy" "$(count late)" 2
equals "nothing forged in a copy" "$(count forged)" 0
as $owner "$work/peil" session close "$s" >/dev/null 2>&1
grep -q ',ann,student,.*,self,' "$s/results/ratings.csv" ||
	{ echo "FAILED: a copy forgets who answered"; failed=1; }

[ $failed = 0 ] && echo "four accounts: nothing seen, nothing changed, everything found"
exit $failed
