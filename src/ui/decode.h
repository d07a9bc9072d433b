/* From terminal bytes to keys: UTF-8, control characters, escape sequences in both forms, pasted
 * text between brackets. Pure, so that it can be tested and fuzzed; the key file's :bytes go
 * through it too. A byte that means nothing gives nothing, and the next key works. */
#ifndef PEIL_UI_DECODE_H
#define PEIL_UI_DECODE_H

#include "ui/key.h"

#define DECODE_ESCAPE_MS   25	/* a lone ESC is the Esc key after this */
#define DECODE_SEQUENCE_MS 500	/* half a sequence is dropped after this */
#define DECODE_PASTE_MS	   5000 /* a paste whose end was lost ends after this */
#define DECODE_PASTE_MAX   65536

struct decoder;

/* A decoder with nothing half done. */
struct decoder *decoder_new(void);
void decoder_free(struct decoder *decoder);
/* What this terminal sends for a key, beside the usual sequences (copied; ignored when too long
 * or when it does not start with ESC). */
void decoder_learn(struct decoder *decoder, const char *sequence, enum key_name name);
void decoder_feed(struct decoder *decoder, const char *bytes, size_t len);
/* The next whole key (key_free it), or false when more bytes are needed. */
bool decoder_take(struct decoder *decoder, struct key *out);
/* Milliseconds to wait for the rest before decoder_timeout; -1: nothing is half done. */
int decoder_wait(const struct decoder *decoder);
void decoder_timeout(struct decoder *decoder);

#endif
