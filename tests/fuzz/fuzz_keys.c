/* The key decoder over any bytes, in pieces of any size: every key is one that a key file can
 * write, nothing is kept for ever, and after all of it a plain key still works. */
#include "config.h"

#include "fuzz_ui.h"

#include "base/text.h"
#include "ui/decode.h"

#include <stdlib.h>
#include <string.h>

const char *const fuzz_pieces[] = {"\033", "\033[", "\033O", "\033[A", "\033OB", "\033[1;5C",
	"\033[3~", "\033[200~", "\033[201~", "\033[<0;1;2M", "a", "\303\251", "\346\227\245",
	"\303", "\346\227", "\r\n", "\t", "\177", "\033[[A", "\033[11^", NULL};

static void check(bool holds)
{
	if (!holds)
		abort();
}

static void check_key(const struct key *key)
{
	struct key again;
	char text[16];

	if (key->kind == KEY_PASTED) {
		check(key->text && text_valid(key->text, strlen(key->text)) == strlen(key->text));
		check(strlen(key->text) <= DECODE_PASTE_MAX);
		return;
	}
	check(key->kind == KEY_POINT || key->kind == KEY_NAMED);
	key_text(text, key);
	check(key_from_token(text, strlen(text), &again));
	check(again.kind == key->kind && again.point == key->point && again.name == key->name);
}

static void take_all(struct decoder *decoder, struct key *last)
{
	while (decoder_take(decoder, last)) {
		check_key(last);
		key_free(last);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct decoder *decoder = decoder_new();
	struct key last = {0};
	size_t at = 0;

	decoder_learn(decoder, "\033[11^", KEY_N_HOME);
	while (at < size) {
		size_t piece = 1 + data[at] % 9;

		if (piece > size - at)
			piece = size - at;
		decoder_feed(decoder, (const char *)data + at, piece);
		take_all(decoder, &last);
		at += piece;
		if (data[at - 1] % 5 == 0 && decoder_wait(decoder) >= 0) {
			decoder_timeout(decoder);
			take_all(decoder, &last);
		}
	}
	/* The rest does not come: what is half done is given up. */
	for (int i = 0; i < 64 && decoder_wait(decoder) >= 0; i++) {
		decoder_timeout(decoder);
		take_all(decoder, &last);
	}
	check(decoder_wait(decoder) < 0);
	decoder_feed(decoder, "q", 1);
	take_all(decoder, &last);
	check(last.kind == KEY_POINT && last.point == 'q');
	decoder_free(decoder);
	return 0;
}
