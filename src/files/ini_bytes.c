#include "config.h"

#include "files/ini_bytes.h"

#include "base/text.h"

#include <stdint.h>
#include <string.h>

size_t ini_scan_bom(const char *bytes, size_t len)
{
	return len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static unsigned line_of(const char *bytes, size_t at)
{
	unsigned line = 1;

	for (size_t i = 0; i < at; i++)
		line += bytes[i] == '\n';
	return line;
}

bool ini_check_encoding(const char *bytes, size_t len, struct faults *faults)
{
	size_t bad = text_valid(bytes, len);
	const char *nul = memchr(bytes, '\0', len);

	if (len >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0)) {
		faults_add(faults, FAULT_ERROR, 1, 0, "iconv -f UTF-16 -t UTF-8 FILE > NEW",
			"not UTF-8 at byte 1: this is UTF-16");
		return false;
	}
	if (bad < len) {
		faults_add(faults, FAULT_ERROR, line_of(bytes, bad), 0,
			"iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW", "not UTF-8 at byte %zu",
			bad + 1);
		return false;
	}
	if (nul) {
		size_t at = (size_t)(nul - bytes);

		faults_add(faults, FAULT_ERROR, line_of(bytes, at), 0,
			"this is not a text file, or it was damaged", "NUL byte at byte %zu",
			at + 1);
		return false;
	}
	return true;
}

static const char *point_kind(uint32_t point)
{
	if (point < 0xA0)
		return "control character";
	if (point == 0x061C || point == 0x200E || point == 0x200F ||
		(point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069))
		return "character that turns the direction of writing";
	if (point == 0x2028 || point == 0x2029)
		return "line separator";
	if ((point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF))
		return "code point that is no character";
	return "zero-width or invisible character";
}

/* One fault for each different kind of trouble would need a memory; one for each place is clear
 * enough. */
bool ini_check_points(const char *text, size_t len, unsigned number, struct faults *faults)
{
	size_t at = 0;

	while (at < len) {
		uint32_t point;
		size_t column = at + 1;

		if (text[at] >= ' ' && text[at] < 0x7F) {
			at++;
			continue;
		}
		at += text_decode(text + at, len - at, &point);
		if (point == '\t' || !text_unsafe(point))
			continue;
		if (point == '\r') {
			faults_add(faults, FAULT_ERROR, number, 0,
				"end each line with a newline, for example with: tr '\\r' '\\n'",
				"carriage return (U+000D) inside the line, at column %zu", column);
			return false;
		}
		faults_add(faults, FAULT_ERROR, number, 0, "take it out", "%s U+%04X at column %zu",
			point_kind(point), (unsigned)point, column);
	}
	return true;
}
