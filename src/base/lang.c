#include "config.h"

#include "base/lang.h"

#include "base/buf.h"

#include "base/catalogue_nl.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The layout of a .mo file: seven words, then per text a length and an offset, sorted by msgid. */
#define MO_MAGIC	0x950412deu
#define MO_HEADER_BYTES 28
#define MO_ENTRY_BYTES	8
#define CONTEXT_MARK	"\004"

struct catalogue {
	const char *lang;
	const unsigned char *bytes; /* NULL: the msgids themselves */
	size_t len;
};

static const struct catalogue CATALOGUES[] = {
	{"en", NULL, 0},
	{"nl", catalogue_nl, sizeof(catalogue_nl)},
};

#define CATALOGUE_COUNT (sizeof(CATALOGUES) / sizeof(CATALOGUES[0]))

static const char *const LANGS[CATALOGUE_COUNT + 1] = {"en", "nl", NULL};

/* The language is a property of the one screen, like the locale; passing it to every text would
 * put it in the signature of nearly every function above this one. Set by the interface thread. */
static const struct catalogue *current = &CATALOGUES[0];

/* A word of the file, which is in the byte order of the machine that msgfmt ran for. */
static uint32_t word_at(const struct catalogue *catalogue, size_t at)
{
	const unsigned char *b = catalogue->bytes + at;
	uint32_t little =
		(uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
	const unsigned char *m = catalogue->bytes;
	bool is_little = m[0] == (MO_MAGIC & 0xff);
	return is_little ? little : __builtin_bswap32(little);
}

/* Text `index` of the table that starts at the offset in header word `table_word`. */
static const char *entry(const struct catalogue *catalogue, size_t table_word, uint32_t index)
{
	size_t table = word_at(catalogue, table_word);
	size_t offset = word_at(catalogue, table + (size_t)index * MO_ENTRY_BYTES + 4);
	return (const char *)catalogue->bytes + offset;
}

/* The translation of `key`; with plurals its forms stand behind each other, a NUL between. */
static const char *find(const struct catalogue *catalogue, const char *key)
{
	if (!catalogue->bytes || catalogue->len < MO_HEADER_BYTES)
		return NULL;

	uint32_t low = 0, high = word_at(catalogue, 8);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		/* strcmp stops at the NUL before a plural msgid: the key is the singular. */
		int order = strcmp(key, entry(catalogue, 12, middle));
		if (order == 0) {
			const char *text = entry(catalogue, 16, middle);
			return *text ? text : NULL;
		}
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const char *lang_text(const char *msgid)
{
	/* The empty msgid is the catalogue's own header. */
	const char *text = *msgid ? find(current, msgid) : NULL;
	return text ? text : msgid;
}

const char *lang_plural(const char *one, const char *many, unsigned long n)
{
	const char *text = find(current, one);
	if (!text)
		return n == 1 ? one : many;
	return n == 1 ? text : text + strlen(text) + 1;
}

const char *lang_context(const char *context, const char *msgid)
{
	struct buf key = BUF_EMPTY;
	buf_format(&key, "%s" CONTEXT_MARK "%s", context, msgid);
	const char *text = find(current, buf_text(&key));
	buf_free(&key);
	return text ? text : msgid;
}

bool lang_set(const char *lang)
{
	for (size_t i = 0; i < CATALOGUE_COUNT; i++) {
		if (lang && strcmp(CATALOGUES[i].lang, lang) == 0) {
			current = &CATALOGUES[i];
			return true;
		}
	}
	return false;
}

const char *lang_current(void)
{
	return current->lang;
}

/* The catalogue that a locale name like "nl", "nl_BE.UTF-8" or "nl@euro" asks for, or NULL. */
static const char *lang_of_locale(const char *name, size_t len)
{
	size_t letters = 0;
	while (letters < len && !memchr("_.@-", name[letters], 4))
		letters++;
	for (size_t i = 0; i < CATALOGUE_COUNT; i++) {
		const char *lang = CATALOGUES[i].lang;
		if (strlen(lang) == letters && memcmp(lang, name, letters) == 0)
			return lang;
	}
	return NULL;
}

/* The first language of a list "nl_BE:nl:en" that there is a catalogue of, or NULL. */
static const char *lang_of_list(const char *list)
{
	while (*list) {
		size_t len = strcspn(list, ":");
		const char *lang = lang_of_locale(list, len);
		if (lang)
			return lang;
		list += len;
		list += *list == ':';
	}
	return NULL;
}

const char *lang_from_environment(void)
{
	/* The order of gettext, save that LANGUAGE counts in the C locale too: many machines that
	 * people reach over SSH have no other. */
	const char *list = getenv("LANGUAGE");
	const char *lang = list ? lang_of_list(list) : NULL;
	if (lang)
		return lang;

	static const char *const NAMES[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++) {
		const char *name = getenv(NAMES[i]);
		if (!name || !*name)
			continue;
		lang = lang_of_locale(name, strlen(name));
		return lang ? lang : "en";
	}
	return "en";
}

const char *const *lang_list(void)
{
	return LANGS;
}
