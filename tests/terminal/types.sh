#!/bin/sh
# On every type of terminal the same screens: row by row and cursor included what a key file dumps.
# Colours only where the terminal has them and NO_COLOR is not set; what is too simple for screens
# gets plain lines and is told so; what is too small, a message.
. "$top_srcdir/tests/terminal/lib.sh"
SOURCE_DATE_EPOCH=1795521600
export SOURCE_DATE_EPOCH

# One more with 16 colours, made from the one with 256.
TERMINFO=$work/terminfo
export TERMINFO
mkdir "$TERMINFO"
infocmp xterm-256color | sed '1,/^xterm/s/^xterm-256color[^,]*/peil-16color/
	s/colors#[^,]*/colors#16/; s/pairs#[^,]*/pairs#256/' | tic - 2>/dev/null ||
	echo "skipped: 16 colours: tic makes no description of it"

# The keys of a walk, for a key file and for a terminal: what to type, and the name of the screen then.
walk='opening
first \r
chosen 3
reason because\r
unknown u
typing no idea
matrix \rm
row j
back q
review o
help ?
end \e[4~'

# reference SIZE LANGUAGE [ARGUMENT]: what a key file dumps, one file a screen.
reference()
{
	rm -rf "$work/want" && mkdir "$work/want"
	echo "$walk" | awk '{
		name = $1; sub(/^[^ ]* ?/, "")
		gsub(/\\r/, "\" <Enter> \""); gsub(/\\e\[4~/, "\" <End> \"")
		print "\"" $0 "\" :saved :dump " name
	}' | sed 's/""//g' >"$work/keys"
	size=$1 language=$2
	shift 2
	XDG_DATA_HOME=$work/data-keys "$PEIL" score complextool --rater noor --target Wijk --new \
		--lang "$language" --size "$size" --keys "$work/keys" "$@" 2>/dev/null |
		awk -v to="$work/want/" '/^== / { file = to $2; next } { print >file }'
}

# compare NAME SIZE LANGUAGE [ARGUMENT]: the same in a terminal of the type $TERM.
compare()
{
	name=$1 size=$2 language=$3
	shift 3
	echo "$walk" | while read -r screen keys; do
		[ -z "$keys" ] || printf 'send %s\n' "$keys"
		echo "same $work/want/$screen"
	done | sed 's/\\/\\\\/g; s/\\\\/\\/g' >"$work/steps"
	# From the help and the list back to the form, and out.
	printf 'send q\nsend q\nsend q\nexit 0\nrestored\n' >>"$work/steps"
	XDG_DATA_HOME=$work/data-$name "$drive" -s "$size" -r "$work/raw" "$PEIL" score complextool \
		--rater noor --target Wijk --lang "$language" "$@" <"$work/steps" || {
		echo "FAILED: $name"
		failed=1
		return
	}
	echo "ok: $name"
}

# colours no|some NAME: in what was sent.
colours()
{
	if LC_ALL=C grep -q "$(printf '\033')\[\([0-9]*;\)*\([349][0-7]\|38\|48\)\(;[0-9]*\)*m" "$work/raw"; then
		found=some
	else
		found=no
	fi
	[ $found = "$1" ] || {
		echo "FAILED: $2: $found colours"
		failed=1
	}
}

reference 80x24 nl
for type in xterm:some xterm-256color:some xterm-color:some peil-16color:some linux:some screen:some \
	screen-256color:some tmux:some tmux-256color:some rxvt:some vt100:no vt102:no vt220:no \
	xterm-mono:no; do
	TERM=${type%:*}
	infocmp "$TERM" >/dev/null 2>&1 || { echo "skipped: no description of $TERM"; continue; }
	compare "$TERM" 80x24 nl
	colours "${type#*:}" "$TERM"
done

# Without colours the same; with ASCII alone nothing else gets to the terminal.
TERM=xterm-256color
NO_COLOR=1
export NO_COLOR
compare no-color 80x24 nl
colours no no-color
unset NO_COLOR
for language in nl en; do
	reference 80x24 $language --ascii
	compare "ascii-$language" 80x24 $language --ascii
	LC_ALL=C grep -q '[^ -~[:cntrl:]]' "$work/raw" && {
		echo "FAILED: ascii-$language: sent more than ASCII"
		failed=1
	}
done
for size in 120x40 60x16; do
	reference $size en
	compare "size-$size" $size en
done

# Too small: it says so, loses nothing, and leaves with q.
for size in 59x16 60x15 40x8 20x5; do
	printf 'see 60x16\nsend 3q\nexit 0\nrestored\n' |
		XDG_DATA_HOME=$work/data-$size "$drive" -s $size "$PEIL" score complextool || {
		echo "FAILED: $size"
		failed=1
	}
done
for size in 3x2 1x1; do
	printf 'send q\nexit 0\nrestored\n' |
		XDG_DATA_HOME=$work/data-$size "$drive" -s $size "$PEIL" score complextool || {
		echo "FAILED: $size"
		failed=1
	}
done

# Too simple, not known, or not said: plain lines, and why.
for type in dumb: nope: :; do
	TERM=${type%:}
	case $TERM in
	dumb) why='cannot show a screen' ;;
	nope) why='no terminal of the type' ;;
	*) why='TERM is not set' ;;
	esac
	printf 'see %s\nsee Press Enter\nsend q\\r\nexit 0\n' "$why" |
		XDG_DATA_HOME=$work/data-plain "$drive" -s 80x24 -r "$work/raw" "$PEIL" score complextool || {
		echo "FAILED: TERM=$TERM"
		failed=1
	}
	LC_ALL=C grep -q "$(printf '\033')" "$work/raw" && { echo "FAILED: TERM=$TERM: escapes"; failed=1; }
done
exit $failed
