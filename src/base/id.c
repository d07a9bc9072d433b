#include "config.h"
#include "base/id.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define RANDOM_DIGITS_MAX 64

_Static_assert(ID_FINGERPRINT_LEN == 2 * crypto_generichash_BYTES, "BLAKE2b-256 in hex");
_Static_assert(ID_CHECK_LEN == 2 * crypto_shorthash_BYTES, "SipHash in hex");

static void ready(void)
{
	if (sodium_init() < 0)
		abort();
}

void id_random(char *out, size_t digits)
{
	unsigned char bytes[RANDOM_DIGITS_MAX / 2];

	assert(digits % 2 == 0 && digits <= RANDOM_DIGITS_MAX);
	ready();
	randombytes_buf(bytes, digits / 2);
	sodium_bin2hex(out, digits + 1, bytes, digits / 2);
}

void id_fingerprint(char out[ID_FINGERPRINT_LEN + 1], const void *bytes, size_t len)
{
	unsigned char hash[crypto_generichash_BYTES];

	ready();
	crypto_generichash(hash, sizeof(hash), len > 0 ? bytes : NULL, len, NULL, 0);
	sodium_bin2hex(out, ID_FINGERPRINT_LEN + 1, hash, sizeof(hash));
}

void id_keyed(char *out, size_t digits, const unsigned char key[ID_KEY_BYTES], const void *bytes,
	size_t len)
{
	unsigned char hash[crypto_generichash_BYTES];
	char hex[ID_FINGERPRINT_LEN + 1];

	assert(digits <= ID_FINGERPRINT_LEN);
	ready();
	crypto_generichash(hash, sizeof(hash), len > 0 ? bytes : NULL, len, key, ID_KEY_BYTES);
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	memcpy(out, hex, digits);
	out[digits] = '\0';
}

void id_check(char out[ID_CHECK_LEN + 1], const void *bytes, size_t len)
{
	static const unsigned char key[crypto_shorthash_KEYBYTES];
	unsigned char hash[crypto_shorthash_BYTES];

	crypto_shorthash(hash, bytes, len, key);
	sodium_bin2hex(out, ID_CHECK_LEN + 1, hash, sizeof(hash));
}

void id_draw(void *bytes, size_t len, uint64_t seed, uint64_t block)
{
	unsigned char key[randombytes_SEEDBYTES] = {0};

	for (size_t i = 0; i < 8; i++) {
		key[i] = (unsigned char)(seed >> (8 * i));
		key[8 + i] = (unsigned char)(block >> (8 * i));
	}
	ready();
	randombytes_buf_deterministic(bytes, len, key);
}

bool id_valid(const char *text)
{
	size_t len = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-");

	return text[0] >= 'a' && text[0] <= 'z' && len <= 32 && text[len] == '\0';
}

bool id_is_hex(const char *text, size_t digits)
{
	size_t len = strspn(text, "0123456789abcdef");

	return len == digits && text[len] == '\0';
}
