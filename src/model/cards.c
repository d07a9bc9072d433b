#include "config.h"

#include "model/cards.h"

#include "base/buf.h"
#include "base/lang.h"

#include <stdlib.h>
#include <string.h>

#define SEPARATORS ", ;"

bool cards_may_be_counts(const struct roster *roster)
{
	for (size_t i = 0; i < roster->count; i++)
		if (roster->list[i].name[0] != '\0' || roster->list[i].login[0] != '\0')
			return false;
	return roster_role_count(roster) <= 1;
}

/* The next whole number of the text, moved past; false when there is none. */
static bool next_count(const char **text, size_t *count)
{
	size_t digits;

	*text += strspn(*text, SEPARATORS);
	digits = strspn(*text, "0123456789");
	if (digits == 0 || digits > 4)
		return false;
	*count = strtoul(*text, NULL, 10);
	*text += digits;
	return true;
}

static void add_cards(struct buf *out, char card, size_t count)
{
	while (count-- > 0)
		buf_byte(out, card);
}

char *cards_of_counts(const char *text, size_t steps, bool unknown, size_t seats, struct err *err)
{
	const char *at = text + (text[0] == '=');
	size_t given = 0, count;
	struct buf cards = BUF_EMPTY;

	while (given < steps + unknown && next_count(&at, &count)) {
		if (cards.len + count > seats)
			break;
		add_cards(&cards, given < steps ? (char)('1' + given) : 'u', count);
		given++;
	}
	at += strspn(at, SEPARATORS);
	if (given < steps || *at != '\0') {
		err_set(err, ERR_USAGE, NULL,
			_("%s: write how many chose each of the %zu levels, %zu people at most; "
			  "hint: "
			  "=2,3,0,1"),
			text, steps, seats);
		buf_free(&cards);
		return NULL;
	}
	add_cards(&cards, '-', seats - cards.len);
	return buf_take(&cards);
}
