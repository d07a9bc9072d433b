# Sourced by walk.sh: what there is in $HOME before a walk begins.

world_nothing()
{
	:
}

# walked KEYS ARGUMENT...
walked()
{
	echo "$1" >"$work/keys"
	shift
	"$PEIL" "$@" --keys "$work/keys" --lang en
}

world_began()
{
	walked '<Enter> 3 "why" <Enter> :saved q' score complextool --rater 1 --target Wijk
}

# Someone who answered at an earlier moment.
world_past()
{
	walked '<Enter> 1 "easy" <Enter> 2 <Enter> :saved q' \
		score complextool --rater 1 --target Wijk --moment start
}

world_workshop()
{
	"$PEIL" session new "$HOME/s" --rubric complextool --kind workshop --title "Wijk Oost" \
		--people student:4,lecturer:2 --profile first-year --description "Who shares?" --lang en
}

world_shown()
{
	world_workshop || return 1
	for cards in openness=223323 interdependence=333333 novelty=2u33uu disciplines=333333 \
		stakeholders=223434 interests=111124 urgency=444414 self-direction=221222; do
		"$PEIL" session cards "$HOME/s" "${cards%=*}" "${cards#*=}" --lang en || return 1
	done
	"$PEIL" session reveal "$HOME/s" --yes --lang en
}

world_peers()
{
	"$PEIL" session new "$HOME/s" --rubric teamwork --kind peer --roster tests/data/team.csv \
		--closes "2026-12-11 17:00" --timezone UTC --research ask --weight 50% --cap 1.2 --yes \
		--lang en
}

# A round of two teams that is over: all answers are in, with words to each other.
world_over()
{
	driver=$top_builddir/tests/faults/peer_driver
	printf '%s\n' person,name,group,role ana,Ana,East,student bo,Bo,East,student \
		cas,Cas,East,student dee,Dee,West,student eli,Eli,West,student >"$HOME/roster.csv"
	"$driver" make "$HOME/s" "$top_srcdir/rubrics/teamwork.ini" "$HOME/roster.csv" \
		2026-12-11T22:59:00Z && "$driver" fill "$HOME/s" ana bo cas dee eli &&
		"$driver" say "$HOME/s" bo ana top "You listen." &&
		"$driver" say "$HOME/s" ana bo tip "Be in time." || return 1
	"$PEIL" session close "$HOME/s" --lang en
}

# One person at two moments.
world_time()
{
	walked '<Enter> 3 3 3 3 3 :saved q' score teamwork --target Ana --rater 1 --moment start \
		--session "$HOME/s1" && walked '<Enter> 4 2 3 3 u :saved q' score teamwork --target Ana \
		--rater 1 --moment end --session "$HOME/s2"
}
