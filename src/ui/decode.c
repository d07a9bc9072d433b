#include "config.h"

#include "ui/decode.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define ESC	       '\033'
#define SEQUENCE_MAX   32
#define LEARNED_MAX    16
#define LEARNED_LENGTH 15
#define PASTE_BEGIN    "\033[200~"
#define PASTE_END      "\033[201~"
#define PASTE_MARK_LEN 6

struct learned {
	char bytes[LEARNED_LENGTH + 1];
	enum key_name name;
};

struct decoder {
	struct buf pending;
	size_t at; /* pending before this was used */
	struct learned learned[LEARNED_MAX];
	size_t learned_count;
	struct buf pasted;
	bool pasting;
	bool late; /* the rest did not come in time */
};

/* What the front of the pending bytes is: `used` bytes make up a key (kind KEY_NONE_YET: bytes
 * that mean nothing); used 0: the rest has not come yet. */
struct found {
	size_t used;
	struct key key;
};

struct decoder *decoder_new(void)
{
	return MEM_NEW(struct decoder);
}

void decoder_free(struct decoder *decoder)
{
	if (!decoder)
		return;
	buf_free(&decoder->pending);
	buf_free(&decoder->pasted);
	free(decoder);
}

void decoder_learn(struct decoder *decoder, const char *sequence, enum key_name name)
{
	struct learned *learned;
	size_t len = strlen(sequence);

	if (len < 2 || len > LEARNED_LENGTH || sequence[0] != ESC ||
		decoder->learned_count == LEARNED_MAX)
		return;
	learned = &decoder->learned[decoder->learned_count++];
	memcpy(learned->bytes, sequence, len + 1);
	learned->name = name;
}

void decoder_feed(struct decoder *decoder, const char *bytes, size_t len)
{
	if (decoder->at > 0) {
		decoder->pending.len -= decoder->at;
		memmove(decoder->pending.data, decoder->pending.data + decoder->at,
			decoder->pending.len);
		decoder->at = 0;
	}
	buf_add(&decoder->pending, bytes, len);
	if (len > 0)
		decoder->late = false;
}

static struct found nothing(size_t used)
{
	return (struct found){.used = used};
}

static struct found named(size_t used, enum key_name name)
{
	if (name == KEY_N_NONE)
		return nothing(used);
	return (struct found){.used = used, .key = {.kind = KEY_NAMED, .name = name}};
}

static struct found point(size_t used, uint32_t code)
{
	return (struct found){.used = used, .key = {.kind = KEY_POINT, .point = code}};
}

static enum key_name final_name(char final)
{
	switch (final) {
	case 'A': return KEY_N_UP;
	case 'B': return KEY_N_DOWN;
	case 'C': return KEY_N_RIGHT;
	case 'D': return KEY_N_LEFT;
	case 'H': return KEY_N_HOME;
	case 'F': return KEY_N_END;
	case 'Z': return KEY_N_BACKTAB;
	default: return KEY_N_NONE;
	}
}

static enum key_name tilde_name(int number)
{
	switch (number) {
	case 1:
	case 7: return KEY_N_HOME;
	case 4:
	case 8: return KEY_N_END;
	case 3: return KEY_N_DELETE;
	case 5: return KEY_N_PAGEUP;
	case 6: return KEY_N_PAGEDOWN;
	default: return KEY_N_NONE;
	}
}

/* ESC [ parameters final. Modifiers (ESC [ 1 ; 5 A) are read and not looked at. */
static struct found decode_csi(const struct decoder *decoder, const char *bytes, size_t len)
{
	int number = 0;
	bool first = true, private = false;
	char byte;

	if (len > 2 && bytes[2] == '[') /* the Linux console's function keys */
		return len > 3 ? nothing(4) : nothing(decoder->late ? len : 0);
	for (size_t i = 2; i < len; i++) {
		byte = bytes[i];
		if (i == SEQUENCE_MAX || byte < ' ' || byte == 0x7f)
			return nothing(i);
		if (byte >= '@')
			return named(i + 1, private	  ? KEY_N_NONE
					    : byte == '~' ? tilde_name(number)
							  : final_name(byte));
		if (byte < '0' || byte > ';')
		private = true;
		else if (byte == ';') first = false;
		else if (first && byte >= '0' && byte <= '9' && number < 1000) number =
			number * 10 + (byte - '0');
	}
	return nothing(decoder->late ? len : 0);
}

static bool is_learned(const struct decoder *decoder, const char *bytes, size_t len,
	struct found *found, bool *partial)
{
	size_t want;

	found->used = 0;
	*partial = false;
	for (size_t i = 0; i < decoder->learned_count; i++) {
		want = strlen(decoder->learned[i].bytes);
		if (want <= len && memcmp(bytes, decoder->learned[i].bytes, want) == 0) {
			if (want > found->used)
				*found = named(want, decoder->learned[i].name);
		} else if (want > len && memcmp(bytes, decoder->learned[i].bytes, len) == 0) {
			*partial = true;
		}
	}
	return found->used > 0;
}

static struct found decode_escape(struct decoder *decoder, const char *bytes, size_t len)
{
	struct found found;
	bool partial;

	if (len >= PASTE_MARK_LEN && memcmp(bytes, PASTE_BEGIN, PASTE_MARK_LEN) == 0) {
		decoder->pasting = true;
		return nothing(PASTE_MARK_LEN);
	}
	if (is_learned(decoder, bytes, len, &found, &partial))
		return found;
	if (len == 1)
		return decoder->late ? named(1, KEY_N_ESC) : nothing(0);
	if (partial && !decoder->late)
		return nothing(0);
	if (bytes[1] == '[')
		return decode_csi(decoder, bytes, len);
	if (bytes[1] == 'O' && len == 2)
		return decoder->late ? named(1, KEY_N_ESC) : nothing(0);
	if (bytes[1] == 'O' && bytes[2] >= '@' && bytes[2] <= '~')
		return named(3, bytes[2] == 'M' ? KEY_N_ENTER : final_name(bytes[2]));
	/* Two keys that came together, as over a slow line: none is lost. */
	return named(1, KEY_N_ESC);
}

static size_t utf8_length(unsigned char lead)
{
	if (lead >= 0xc2 && lead <= 0xdf)
		return 2;
	if (lead >= 0xe0 && lead <= 0xef)
		return 3;
	return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

static struct found decode_utf8(const char *bytes, size_t len)
{
	size_t want = utf8_length((unsigned char)bytes[0]), have = 1;
	uint32_t code;

	while (have < want && have < len && ((unsigned char)bytes[have] & 0xc0) == 0x80)
		have++;
	if (want == 0 || (have < want && have < len))
		return nothing(1);
	if (have < want)
		return nothing(0);
	if (text_valid(bytes, want) < want)
		return nothing(1);
	text_decode(bytes, want, &code);
	return code < 0xa0 ? nothing(want) : point(want, code);
}

static struct found decode_front(struct decoder *decoder, const char *bytes, size_t len)
{
	unsigned char byte = (unsigned char)bytes[0];

	switch (byte) {
	case ESC: return decode_escape(decoder, bytes, len);
	case '\r':
	case '\n': return named(1, KEY_N_ENTER);
	case '\t': return named(1, KEY_N_TAB);
	case '\b':
	case 0x7f: return named(1, KEY_N_BACKSPACE);
	case ' ': return named(1, KEY_N_SPACE);
	default: break;
	}
	if (byte >= 0x80)
		return decode_utf8(bytes, len);
	if (byte == 0 || (byte > 26 && byte < ' '))
		return nothing(1);
	return point(1, byte);
}

/* All that may be text moves to `pasted`; true when the paste ended. */
static bool gather_paste(struct decoder *decoder)
{
	const char *bytes = decoder->pending.data + decoder->at;
	size_t len = decoder->pending.len - decoder->at, used = 0, room;
	bool ended = false;

	while (used < len && !ended) {
		size_t left = len - used;
		size_t look = left < PASTE_MARK_LEN ? left : PASTE_MARK_LEN;

		if (memcmp(bytes + used, PASTE_END, look) == 0) {
			if (look < PASTE_MARK_LEN && !decoder->late)
				break;
			ended = look == PASTE_MARK_LEN;
			used += look;
			continue;
		}
		room = decoder->pasted.len < DECODE_PASTE_MAX ? 1 : 0;
		buf_add(&decoder->pasted, bytes + used, room);
		used++;
	}
	decoder->at += used;
	return ended || decoder->late;
}

static bool take_paste(struct decoder *decoder, struct key *out)
{
	struct buf text = BUF_EMPTY;
	const char *bytes;
	size_t len, used = 0, step;
	uint32_t code;

	if (!gather_paste(decoder))
		return false;
	bytes = buf_text(&decoder->pasted);
	len = decoder->pasted.len;
	for (; used < len; used += step) {
		step = text_decode(bytes + used, len - used, &code);
		if (code != 0 && text_valid(bytes + used, step) == step)
			buf_add(&text, bytes + used, step);
	}
	buf_free(&decoder->pasted);
	decoder->pasting = decoder->late = false;
	buf_add(&text, "", 0);
	*out = (struct key){.kind = KEY_PASTED, .text = buf_take(&text)};
	return true;
}

bool decoder_take(struct decoder *decoder, struct key *out)
{
	struct found found;

	while (decoder->at < decoder->pending.len || (decoder->pasting && decoder->late)) {
		if (decoder->pasting)
			return take_paste(decoder, out);
		found = decode_front(decoder, decoder->pending.data + decoder->at,
			decoder->pending.len - decoder->at);
		if (found.used == 0)
			break;
		decoder->at += found.used;
		decoder->late = false;
		if (found.key.kind != KEY_NONE_YET) {
			*out = found.key;
			return true;
		}
	}
	decoder->late = false;
	return false;
}

int decoder_wait(const struct decoder *decoder)
{
	size_t len = decoder->pending.len - decoder->at;

	if (decoder->pasting)
		return DECODE_PASTE_MS;
	if (len == 0 || decoder->pending.data[decoder->at] != ESC)
		return -1;
	if (len == 1 || decoder->pending.data[decoder->at + 1] == 'O')
		return DECODE_ESCAPE_MS;
	return DECODE_SEQUENCE_MS;
}

void decoder_timeout(struct decoder *decoder)
{
	decoder->late = true;
}
