#include "config.h"

#include "base/buf.h"
#include "ui/decode.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void take_all(struct decoder *decoder, struct buf *out)
{
	char text[16];
	struct key key;

	while (decoder_take(decoder, &key)) {
		if (key.kind == KEY_PASTED)
			buf_format(out, "[%s]", key.text);
		else {
			key_text(text, &key);
			buf_text_add(out, text);
		}
		key_free(&key);
	}
}

/* The keys that some bytes give, as a text; whole, and byte by byte, which must be the same. */
static void assert_keys(const char *bytes, size_t len, const char *keys)
{
	for (int split = 0; split < 2; split++) {
		struct decoder *decoder = decoder_new();
		struct buf out = BUF_EMPTY;

		decoder_learn(decoder, "\033[11^", KEY_N_HOME);
		for (size_t i = 0; i < len; i += split ? 1 : len) {
			decoder_feed(decoder, bytes + i, split ? 1 : len);
			take_all(decoder, &out);
		}
		if (decoder_wait(decoder) >= 0) {
			decoder_timeout(decoder);
			take_all(decoder, &out);
		}
		assert_string_equal(buf_text(&out), keys);
		buf_free(&out);
		decoder_free(decoder);
	}
}

#define KEYS(bytes, keys) assert_keys(bytes, sizeof(bytes) - 1, keys)

static void characters(void **state)
{
	(void)state;
	KEYS("aZ#\"", "aZ<Hash><Quote>");
	KEYS("\303\251\346\227\245\360\237\221\251", "\303\251\346\227\245\360\237\221\251");
	KEYS(" \t\r\n\177\b\001\032", "<Space><Tab><Enter><Enter><BackSpace><BackSpace><C-a><C-z>");
}

/* A stray byte gives nothing and the next key works. */
static void stray_bytes(void **state)
{
	(void)state;
	KEYS("\377q", "q");
	KEYS("\351q", "q");
	KEYS("\303q", "q");
	KEYS("\200\201q", "q");
	KEYS("\355\240\200q", "q");
	KEYS("\364\220\200\200q", "q");
	KEYS("\300\257q", "q");
	KEYS("\302\205q", "q");
	KEYS("\377\377\377\377\303\251", "\303\251");
	KEYS("\0\034\035\036\037q", "q");
}

static void arrows_in_both_forms(void **state)
{
	(void)state;
	KEYS("\033[A\033[B\033[C\033[D", "<Up><Down><Right><Left>");
	KEYS("\033OA\033OB\033OC\033OD", "<Up><Down><Right><Left>");
	KEYS("\033[1;5A\033[1;2D", "<Up><Left>");
	KEYS("\033[H\033[F\033OH\033OF\033[1~\033[4~\033[7~\033[8~",
		"<Home><End><Home><End><Home><End><Home><End>");
	KEYS("\033[3~\033[5~\033[6~\033[Z", "<Delete><PageUp><PageDown><BackTab>");
	KEYS("\033[3;5~", "<Delete>");
	KEYS("\033OMx", "<Enter>x");
	KEYS("\033[11^x", "<Home>x");
}

static void unknown_sequences_give_nothing(void **state)
{
	(void)state;
	KEYS("\033[15~q", "q");
	KEYS("\033[[Aq", "q");
	KEYS("\033[?1;2cq", "q");
	KEYS("\033[<0;10;10Mq", "q");
	KEYS("\033[?Aq", "q");
	KEYS("\033OPq", "q");
	/* Too long to be one: dropped as far as it was looked at. */
	KEYS("\033[123456789012345678901234567890xyz", "xyz");
	KEYS("\033[1\001q", "<C-a>q");
	KEYS("\033[", "");
}

static void escape_alone_and_before_a_key(void **state)
{
	struct decoder *decoder = decoder_new();
	struct key key;

	(void)state;
	KEYS("\033", "<Esc>");
	KEYS("\033\033", "<Esc><Esc>");
	KEYS("\033q", "<Esc>q");
	KEYS("\033\033[A", "<Esc><Up>");
	KEYS("\033O", "<Esc>O");
	decoder_feed(decoder, "\033", 1);
	assert_false(decoder_take(decoder, &key));
	assert_int_equal(decoder_wait(decoder), DECODE_ESCAPE_MS);
	decoder_feed(decoder, "[", 1);
	assert_false(decoder_take(decoder, &key));
	assert_int_equal(decoder_wait(decoder), DECODE_SEQUENCE_MS);
	decoder_feed(decoder, "A", 1);
	assert_true(decoder_take(decoder, &key));
	assert_int_equal(key.name, KEY_N_UP);
	assert_int_equal(decoder_wait(decoder), -1);
	decoder_free(decoder);
}

static void pasted_text_is_one_key(void **state)
{
	(void)state;
	KEYS("\033[200~two\nlines \033[A \303\251\033[201~q", "[two\nlines \033[A \303\251]q");
	KEYS("\033[200~\033[201~q", "[]q");
	KEYS("\033[200~a\377b\033[201~", "[ab]");
	KEYS("\033[200~a\033[20", "[a]");
	KEYS("\033[201~q", "q");
}

static void a_paste_does_not_grow_for_ever(void **state)
{
	struct decoder *decoder = decoder_new();
	char block[1024];
	struct key key;

	(void)state;
	memset(block, 'a', sizeof(block));
	decoder_feed(decoder, "\033[200~", 6);
	for (int i = 0; i < 1000; i++) {
		decoder_feed(decoder, block, sizeof(block));
		assert_false(decoder_take(decoder, &key));
	}
	decoder_feed(decoder, "\033[201~", 6);
	assert_true(decoder_take(decoder, &key));
	assert_int_equal(strlen(key.text), DECODE_PASTE_MAX);
	key_free(&key);
	decoder_free(decoder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(characters),
		cmocka_unit_test(stray_bytes),
		cmocka_unit_test(arrows_in_both_forms),
		cmocka_unit_test(unknown_sequences_give_nothing),
		cmocka_unit_test(escape_alone_and_before_a_key),
		cmocka_unit_test(pasted_text_is_one_key),
		cmocka_unit_test(a_paste_does_not_grow_for_ever),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
