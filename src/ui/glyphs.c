#include "config.h"

#include "ui/tty_private.h"

static const struct glyphs unicode = {
	.rule = "─",
	.bar = "│",
	.dot = "·",
	.chosen = "#",
	.unknown = "?",
	.not_applicable = "x",
	.current = ">",
	.more_up = "↑",
	.more_down = "↓",
	.ellipsis = "…",
};

static const struct glyphs ascii_only = {
	.rule = "-",
	.bar = "|",
	.dot = ".",
	.chosen = "#",
	.unknown = "?",
	.not_applicable = "x",
	.current = ">",
	.more_up = "^",
	.more_down = "v",
	.ellipsis = "~",
};

const struct glyphs *glyphs_of(bool ascii)
{
	return ascii ? &ascii_only : &unicode;
}
