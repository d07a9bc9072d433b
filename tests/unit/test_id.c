#include "config.h"

#include "base/clock.h"
#include "base/id.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ROTATE(x, n) (((x) << (n)) | ((x) >> (64 - (n))))

static void sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = ROTATE(v[1], 13) ^ v[0];
	v[0] = ROTATE(v[0], 32);
	v[2] += v[3];
	v[3] = ROTATE(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = ROTATE(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = ROTATE(v[1], 17) ^ v[2];
	v[2] = ROTATE(v[2], 32);
}

static uint64_t little(const unsigned char *bytes, size_t len)
{
	uint64_t word = 0;

	for (size_t i = 0; i < len; i++)
		word |= (uint64_t)bytes[i] << (8 * i);
	return word;
}

/* SipHash-2-4 as its paper describes it, a second opinion on the check of a journal line. */
static uint64_t sip(uint64_t k0, uint64_t k1, const unsigned char *bytes, size_t len)
{
	uint64_t v[4] = {k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d, k0 ^ 0x6c7967656e657261,
		k1 ^ 0x7465646279746573};
	size_t whole = len / 8;

	for (size_t i = 0; i <= whole; i++) {
		uint64_t word = i < whole ? little(bytes + 8 * i, 8)
					  : little(bytes + 8 * i, len % 8) | (uint64_t)len << 56;

		v[3] ^= word;
		sip_round(v);
		sip_round(v);
		v[0] ^= word;
	}
	v[2] ^= 0xff;
	for (int i = 0; i < 4; i++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

static void hex_of(char out[17], uint64_t hash)
{
	for (int i = 0; i < 8; i++) {
		unsigned byte = (hash >> (8 * i)) & 0xff;

		out[2 * i] = "0123456789abcdef"[byte >> 4];
		out[2 * i + 1] = "0123456789abcdef"[byte & 15];
	}
	out[16] = '\0';
}

static void check_is_siphash(void **state)
{
	unsigned char bytes[64];
	char got[ID_CHECK_LEN + 1], want[17];

	(void)state;
	for (unsigned i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)i;
	/* The vector of the paper's appendix says that the second opinion is right. */
	assert_true(sip(0x0706050403020100, 0x0f0e0d0c0b0a0908, bytes, 15) == 0xa129ca6149be45e5);
	for (size_t len = 0; len <= sizeof(bytes); len++) {
		hex_of(want, sip(0, 0, bytes, len));
		id_check(got, bytes, len);
		assert_string_equal(got, want);
	}
	id_check(got, "", 0);
	assert_string_equal(got, "d70077739d4b921e");
}

static void fingerprint_is_blake2b(void **state)
{
	char got[ID_FINGERPRINT_LEN + 1];

	(void)state;
	/* From b2sum -l 256. */
	id_fingerprint(got, "", 0);
	assert_string_equal(
		got, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
	id_fingerprint(got, "abc", 3);
	assert_string_equal(
		got, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

static void random_ids_differ(void **state)
{
	char a[65], b[65];

	(void)state;
	for (size_t digits = 2; digits <= 64; digits += 2) {
		id_random(a, digits);
		assert_true(id_is_hex(a, digits));
	}
	id_random(a, ID_WRITER_LEN);
	id_random(b, ID_WRITER_LEN);
	assert_string_not_equal(a, b);
}

static void ids_are_strict(void **state)
{
	static const char *const good[] = {
		"a", "complextool", "a-1", "a--", "abcdefghijklmnopqrstuvwxyz012345"};
	static const char *const bad[] = {"", "A", "1a", "-a", "a.b", "a_b", "../x", "-rf", ".",
		"CON", "a/b", "\xF0\x9F\x98\x80", "a ", "a\n", "abcdefghijklmnopqrstuvwxyz0123456"};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_true(id_valid(good[i]));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(id_valid(bad[i]));
	assert_true(id_is_hex("00ff", 4));
	assert_false(id_is_hex("00fF", 4));
	assert_false(id_is_hex("00ff0", 4));
	assert_false(id_is_hex("00f", 4));
}

static void clock_is_fixed_by_the_environment(void **state)
{
	char text[CLOCK_TEXT_LEN + 1], date[CLOCK_DATE_LEN + 1];
	time_t before;

	(void)state;
	setenv("TZ", "UTC", 1);
	setenv("SOURCE_DATE_EPOCH", "1797029940", 1);
	clock_text(text, clock_now());
	assert_string_equal(text, "2026-12-11T22:59:00Z");
	clock_date(date, clock_now());
	assert_string_equal(date, "2026-12-11");
	setenv("TZ", "CET-1", 1);
	clock_date(date, 1797029940 + 120);
	assert_string_equal(date, "2026-12-12");
	setenv("TZ", "UTC", 1);
	setenv("SOURCE_DATE_EPOCH", "soon", 1);
	before = time(NULL);
	assert_true(clock_now() >= before);
	unsetenv("SOURCE_DATE_EPOCH");
	clock_text(text, 4102444800);
	assert_string_equal(text, "2100-01-01T00:00:00Z");
	clock_text(text, -1);
	assert_string_equal(text, "1970-01-01T00:00:00Z");
	assert_true(clock_monotonic_ms() <= clock_monotonic_ms());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_is_siphash),
		cmocka_unit_test(fingerprint_is_blake2b),
		cmocka_unit_test(random_ids_differ),
		cmocka_unit_test(ids_are_strict),
		cmocka_unit_test(clock_is_fixed_by_the_environment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
