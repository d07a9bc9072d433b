#include "config.h"

#include "files/moodle_text.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/text.h"

#include <string.h>

#define TAG_MOST 1000 /* bytes; what is longer is text */

struct entity {
	const char *name, *text;
};

static const char *entity_text(const char *at, size_t len)
{
	static const struct entity known[] = {{"amp", "&"}, {"lt", "<"}, {"gt", ">"},
		{"quot", "\""}, {"apos", "'"}, {"nbsp", " "}, {"rsquo", "\xE2\x80\x99"},
		{"lsquo", "\xE2\x80\x98"}, {"rdquo", "\xE2\x80\x9D"}, {"ldquo", "\xE2\x80\x9C"},
		{"ndash", "\xE2\x80\x93"}, {"mdash", "\xE2\x80\x94"}, {"hellip", "\xE2\x80\xA6"},
		{"eacute", "\xC3\xA9"}, {"egrave", "\xC3\xA8"}, {"euml", "\xC3\xAB"},
		{"iuml", "\xC3\xAF"}, {"ouml", "\xC3\xB6"}, {"uuml", "\xC3\xBC"},
		{"auml", "\xC3\xA4"}};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strlen(known[i].name) == len && strncmp(known[i].name, at, len) == 0)
			return known[i].text;
	return NULL;
}

/* Bytes of the entity at `at` that were understood; 0: it is text. */
static size_t take_entity(struct buf *out, const char *at)
{
	size_t len = strcspn(at + 1, ";& <");
	const char *text;
	char digits[8], code[4];
	uint64_t point;

	if (at[len + 1] != ';' || len == 0)
		return 0;
	text = entity_text(at + 1, len);
	if (text) {
		buf_text_add(out, text);
		return len + 2;
	}
	if (at[1] != '#' || len < 2 || len > sizeof(digits))
		return 0;
	memcpy(digits, at + 2, len - 1);
	digits[len - 1] = '\0';
	if (!decimal_whole(digits, 0x10FFFF, &point) || point < ' ' ||
		(point >= 0xD800 && point <= 0xDFFF))
		return 0;
	buf_add(out, code, text_encode((uint32_t)point, code));
	return len + 2;
}

/* Where a tag starts a new paragraph, a line starts. */
static bool breaks_line(const char *tag)
{
	static const char *const names[] = {
		"p", "/p", "br", "div", "/div", "li", "/li", "tr", "h3", "/h3", "h4", "/h4"};
	size_t len = strcspn(tag, " />\t\n");

	len += tag[0] == '/' ? 1 + strcspn(tag + 1, " />\t\n") : 0;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strlen(names[i]) == len && strncmp(names[i], tag, len) == 0)
			return true;
	return false;
}

/* Bytes of the tag at `at`; 0: it is text. */
static size_t tag_len(const char *at)
{
	const char *end;

	if (at[0] != '<' || !(at[1] == '/' || at[1] == '!' || (at[1] >= 'a' && at[1] <= 'z') ||
				    (at[1] >= 'A' && at[1] <= 'Z')))
		return 0;
	end = memchr(at, '>', strnlen(at, TAG_MOST));
	return end ? (size_t)(end - at) + 1 : 0;
}

char *moodle_text(const char *text)
{
	struct buf out = BUF_EMPTY;

	while (*text != '\0') {
		size_t taken = *text == '&' ? take_entity(&out, text) : 0;

		if (taken > 0) {
			text += taken;
		} else if (tag_len(text) > 0) {
			if (breaks_line(text + 1))
				buf_byte(&out, '\n');
			text += tag_len(text);
		} else {
			buf_byte(&out, *text++);
		}
	}
	buf_add(&out, "", 0);
	return buf_take(&out);
}
