/* Random ids, fingerprints and the check of a journal line (libsodium; its only includer). */
#ifndef PEIL_BASE_ID_H
#define PEIL_BASE_ID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ID_WRITER_LEN	   16 /* hex digits of a journal's and a session's id */
#define ID_PART_LEN	   4  /* hex digits of an own question, agreement or action */
#define ID_FINGERPRINT_LEN 64 /* hex digits of BLAKE2b-256 */
#define ID_KEY_BYTES	   32 /* of id_keyed */
#define ID_CHECK_LEN	   16 /* hex digits of crypto_shorthash */

/* `digits` (even, at most 64) random hex digits and a NUL into `out`. Aborts when the system has
 * no randomness. */
void id_random(char *out, size_t digits);
/* BLAKE2b-256 of the bytes, 64 lower-case hex digits and a NUL. */
void id_fingerprint(char out[ID_FINGERPRINT_LEN + 1], const void *bytes, size_t len);
/* A keyed BLAKE2b-256 of the bytes, its first `digits` hex digits (at most 64) and a NUL: without
 * the key nobody can try names until one fits. */
void id_keyed(char *out, size_t digits, const unsigned char key[ID_KEY_BYTES], const void *bytes,
	size_t len);
/* SipHash-2-4 under a key of 16 zero bytes, as formats.md fixes for a journal line. */
void id_check(char out[ID_CHECK_LEN + 1], const void *bytes, size_t len);
/* `len` bytes that look random but follow from `seed` and `block` alone, the same on every machine:
 * for statistics, never for secrets. */
void id_draw(void *bytes, size_t len, uint64_t seed, uint64_t block);
/* True when `text` matches [a-z][a-z0-9-]{0,31}. */
bool id_valid(const char *text);
/* True when `text` is exactly `digits` lower-case hex digits. */
bool id_is_hex(const char *text, size_t digits);

#endif
