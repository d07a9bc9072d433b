#include "config.h"

#include "files/rubric_build.h"

#include "base/decimal.h"
#include "base/id.h"
#include "base/mem.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* More ids than any file can have sections for. */
#define IDS_MAX 5000

void build_know(struct build *build, const char *name)
{
	/* One more for the NULL at the end; room doubles at powers of two. */
	if ((build->known_count & (build->known_count - 1)) == 0)
		build->known = mem_grow(build->known, build->known_count,
			build->known_count ? build->known_count * 2 + 1 : 2, sizeof(*build->known));
	build->known[build->known_count++] = mem_text(name);
	build->known[build->known_count] = NULL;
}

void build_error(struct build *build, unsigned line, const char *hint, const char *format, ...)
{
	struct buf message = BUF_EMPTY;
	va_list args;

	va_start(args, format);
	buf_vformat(&message, format, args);
	va_end(args);
	faults_add(build->faults, FAULT_ERROR, line, 0, hint, "%s", buf_text(&message));
	buf_free(&message);
}

/* The line of a key, or of its section when it is not there. */
static unsigned line_of(const struct build *build, const char *section, const char *key)
{
	unsigned line = ini_line(build->ini, section, key);

	return line ? line : ini_line(build->ini, section, NULL);
}

/* --- languages and texts -------------------------------------------------------------------- */

/* The "nl" of `title[nl]` when the key has that form with this base; the caller frees. */
static char *lang_of(const char *key, const char *base)
{
	const char *open = strchr(key, '[');
	size_t len = strlen(base);

	if (!open || (base[0] && ((size_t)(open - key) != len || strncmp(key, base, len) != 0)))
		return NULL;
	return mem_text_n(open + 1, strcspn(open + 1, "]"));
}

static bool lang_good(const char *lang)
{
	size_t letters = strspn(lang, "abcdefghijklmnopqrstuvwxyz");

	return (letters == 2 || letters == 3) && (!lang[letters] || lang[letters] == '-') &&
	       strlen(lang) <= 12;
}

static bool has_lang(const struct rubric *rubric, const char *lang)
{
	for (size_t i = 0; i < rubric->lang_count; i++)
		if (strcmp(rubric->langs[i], lang) == 0)
			return true;
	return false;
}

static void add_lang(struct build *build, const char *section, const char *key, char *lang)
{
	struct rubric *rubric = build->rubric;

	if (has_lang(rubric, lang)) {
		free(lang);
		return;
	}
	if (!lang_good(lang))
		build_error(build, ini_line(build->ini, section, key), "write nl, en, de, ...",
			"[%s] is no language", lang);
	else if (rubric->lang_count == RUBRIC_LANGS_MAX)
		build_error(build, ini_line(build->ini, section, key), NULL,
			"more than %d languages", RUBRIC_LANGS_MAX);
	else {
		rubric->langs[rubric->lang_count++] = lang;
		return;
	}
	ini_get(build->ini, section, key);
	free(lang);
}

static void langs_in(struct build *build, const char *section, const char *base)
{
	const char *key;

	for (size_t i = 0; (key = ini_key(build->ini, section, i)); i++) {
		char *lang = lang_of(key, base);

		if (lang)
			add_lang(build, section, key, lang);
	}
}

void build_langs(struct build *build)
{
	const char *section;

	langs_in(build, "rubric", "title");
	if (build->rubric->lang_count > 0)
		return;
	build_error(build, line_of(build, "rubric", "title"),
		"write title[en] = \"...\", and so for each language", "title[...] is missing");
	/* Without a title the languages are those of any text, so that the rest can be checked. */
	for (size_t i = 0; (section = ini_section(build->ini, i)); i++)
		langs_in(build, section, "");
}

static bool is_blank_text(const char *text)
{
	return text[strspn(text, " ")] == '\0';
}

/* One line of a text, quoted and not empty; NULL when the key is not there. */
static const char *text_line(struct build *build, const char *section, const char *key)
{
	const char *value = ini_get(build->ini, section, key);

	/* A bad one's fault has been told; it is not missing. */
	if (!value)
		return ini_bad(build->ini, section, key) ? "?" : NULL;
	if (!ini_quoted(build->ini, section, key))
		build_error(build, ini_line(build->ini, section, key),
			"put the text in double quotes", "text of %s without double quotes", key);
	else if (is_blank_text(value))
		build_error(build, ini_line(build->ini, section, key),
			"write a text, or leave it out in every language", "%s is empty", key);
	return value;
}

static void text_key(struct buf *key, const char *base, const char *lang)
{
	buf_cut(key, 0);
	buf_text_add(key, base);
	buf_byte(key, '[');
	buf_text_add(key, lang);
	buf_byte(key, ']');
}

/* The text of base[lang], with base[lang].2 and so on; NULL when it is not there. */
static char *text_in(struct build *build, const char *section, const char *base, const char *lang)
{
	struct buf key = BUF_EMPTY, text = BUF_EMPTY;
	const char *value;

	text_key(&key, base, lang);
	value = text_line(build, section, buf_text(&key));
	for (unsigned nth = 2; value; nth++) {
		if (nth > 2)
			buf_byte(&text, ' ');
		buf_text_add(&text, value);
		text_key(&key, base, lang);
		buf_format(&key, ".%u", nth);
		value = text_line(build, section, buf_text(&key));
	}
	buf_free(&key);
	return text.data ? buf_take(&text) : NULL;
}

/* base[lang] for the first language that has the text. */
static void first_key(const struct build *build, const struct rubric_text *text, const char *base,
	struct buf *out)
{
	for (size_t i = 0; i < build->rubric->lang_count; i++)
		if (text->by[i]) {
			buf_format(out, "%s[%s]", base, build->rubric->langs[i]);
			return;
		}
}

static void check_complete(
	struct build *build, const char *section, const char *base, const struct rubric_text *text)
{
	struct buf there = BUF_EMPTY;

	for (size_t i = 0; i < build->rubric->lang_count; i++) {
		const char *lang = build->rubric->langs[i];
		struct buf hint = BUF_EMPTY;

		if (text->by[i])
			continue;
		if (there.len == 0)
			first_key(build, text, base, &there);
		buf_format(
			&hint, "the rubric has a title[%s], so every text needs [%s]", lang, lang);
		build_error(build, ini_line(build->ini, section, buf_text(&there)), buf_text(&hint),
			"%s[%s] is missing in [%s]", base, lang, section);
		buf_free(&hint);
	}
	buf_free(&there);
}

bool build_text(struct build *build, const char *section, const char *base, bool required,
	enum build_limit limit, struct rubric_text *out)
{
	const struct rubric *rubric = build->rubric;
	struct buf key = BUF_EMPTY;

	for (size_t i = 0; i < rubric->lang_count; i++) {
		out->by[i] = text_in(build, section, base, rubric->langs[i]);
		if (!out->by[i] || limit == FITS_ALWAYS)
			continue;
		text_key(&key, base, rubric->langs[i]);
		build_check_width(build, section, buf_text(&key), out->by[i], limit);
	}
	buf_free(&key);
	if (!rubric_text_empty(out)) {
		check_complete(build, section, base, out);
		return true;
	}
	if (required && rubric->lang_count > 0) {
		struct buf hint = BUF_EMPTY;

		buf_format(&hint, "write %s[%s] = \"...\"%s", base, rubric->langs[0],
			rubric->lang_count > 1 ? ", and so for each language" : "");
		build_error(build, ini_line(build->ini, section, NULL), buf_text(&hint),
			"%s is missing in [%s]", base, section);
		buf_free(&hint);
	}
	return false;
}

void build_text_copy(struct rubric_text *to, const struct rubric_text *from)
{
	for (size_t i = 0; i < RUBRIC_LANGS_MAX; i++)
		to->by[i] = mem_text(from->by[i]);
}

void build_text_join(const struct build *build, struct rubric_text *out,
	const struct rubric_text *one, const char *between, const struct rubric_text *two)
{
	for (size_t i = 0; i < build->rubric->lang_count; i++) {
		struct buf text = BUF_EMPTY;

		buf_text_add(&text, rubric_say(build->rubric, one, i));
		buf_text_add(&text, between);
		buf_text_add(&text, rubric_say(build->rubric, two, i));
		out->by[i] = buf_take(&text);
	}
}

/* --- words, numbers, ids -------------------------------------------------------------------- */

char *build_plain(struct build *build, const char *section, const char *key, bool quoted,
	const char *standard)
{
	const char *value = ini_get(build->ini, section, key);

	if (value && quoted && !ini_quoted(build->ini, section, key))
		build_error(build, ini_line(build->ini, section, key),
			"put the text in double quotes", "text of %s without double quotes", key);
	return mem_text(value ? value : standard);
}

size_t build_word(struct build *build, const char *section, const char *key,
	const char *const *words, size_t standard)
{
	const char *value = ini_get(build->ini, section, key);
	struct buf hint = BUF_EMPTY;

	if (!value)
		return standard;
	for (size_t i = 0; words[i]; i++)
		if (strcmp(words[i], value) == 0)
			return i;
	for (size_t i = 0; words[i]; i++)
		buf_format(&hint, "%s%s",
			i == 0	       ? "write "
			: words[i + 1] ? ", "
				       : " or ",
			words[i]);
	build_error(build, ini_line(build->ini, section, key), buf_text(&hint), "%s cannot be %s",
		key, value);
	buf_free(&hint);
	return standard;
}

bool build_yes(struct build *build, const char *section, const char *key, bool standard)
{
	static const char *const words[] = {"no", "yes", NULL};

	return build_word(build, section, key, words, standard) == 1;
}

double build_decimal(struct build *build, const char *section, const char *key, double standard)
{
	const char *value = ini_get(build->ini, section, key);
	double number = standard;

	if (value && !decimal_parse(value, &number))
		build_error(build, ini_line(build->ini, section, key),
			"write digits, with a point before the decimals", "%s is no number: %s",
			key, value);
	return number;
}

bool build_check_id(struct build *build, unsigned line, const char *id)
{
	const char *hint = "an id begins with a small letter and has at most 32 small letters, "
			   "digits and -";

	if (id_valid(id))
		return true;
	if (strlen(id) > 60)
		build_error(build, line, hint, "an id of %zu bytes", strlen(id));
	else
		build_error(build, line, hint, "this is no id: %s", id);
	return false;
}

void build_swallow(struct build *build, const char *section)
{
	const char *key;

	for (size_t i = 0; (key = ini_key(build->ini, section, i)); i++)
		ini_get(build->ini, section, key);
}

static void add_id(struct build *build, struct build_ids *ids, const char *key, char *id)
{
	for (size_t i = 0; i < ids->count; i++)
		if (strcmp(ids->list[i], id) == 0) {
			build_error(build, ids->line, "take one out", "%s has %s twice", key, id);
			free(id);
			return;
		}
	if (id[0] == '\0')
		build_error(
			build, ids->line, "take the extra comma out", "%s has an empty place", key);
	if (id[0] == '\0' || !build_check_id(build, ids->line, id)) {
		ids->unsure = true;
		free(id);
		return;
	}
	if ((ids->count & (ids->count - 1)) == 0)
		ids->list = mem_grow(
			ids->list, ids->count, ids->count ? ids->count * 2 : 1, sizeof(*ids->list));
	ids->list[ids->count++] = id;
}

static void add_ids(struct build *build, struct build_ids *ids, const char *key, const char *value)
{
	while (ids->count < IDS_MAX) {
		size_t len = strcspn(value, ",");
		const char *from = value + strspn(value, " \t");
		size_t before = (size_t)(from - value), used = before < len ? len - before : 0;

		while (used > 0 && (from[used - 1] == ' ' || from[used - 1] == '\t'))
			used--;
		add_id(build, ids, key, mem_text_n(from, used));
		if (!value[len])
			return;
		value += len + 1;
	}
}

struct build_ids build_ids(
	struct build *build, const char *section, const char *key, const char *what, size_t max)
{
	struct build_ids ids = {NULL, 0, line_of(build, section, key), false};
	const char *value = ini_get(build->ini, section, key);
	struct buf next = BUF_EMPTY;

	ids.unsure = !value;
	if (!value && !ini_bad(build->ini, section, key))
		build_error(build, ids.line ? ids.line : 1, NULL,
			"[%s] %s is missing: it names the %s", section, key, what);
	for (unsigned nth = 2; value; nth++) {
		add_ids(build, &ids, key, value);
		buf_cut(&next, 0);
		buf_format(&next, "%s.%u", key, nth);
		value = ini_get(build->ini, section, buf_text(&next));
	}
	buf_free(&next);
	if (ids.count > max)
		build_error(build, ids.line, NULL, "%zu %s; %zu is the most", ids.count, what, max);
	return ids;
}

void build_ids_free(struct build_ids *ids)
{
	for (size_t i = 0; i < ids->count; i++)
		free(ids->list[i]);
	free(ids->list);
}

/* --- sections ------------------------------------------------------------------------------- */

bool build_section(struct build *build, struct buf *out, const char *prefix, const char *id,
	const char *list, unsigned list_line)
{
	buf_cut(out, 0);
	buf_format(out, "%s.%s", prefix, id);
	build_know(build, buf_text(out));
	ini_use_section(build->ini, buf_text(out));
	if (ini_line(build->ini, buf_text(out), NULL))
		return true;
	build_error(build, list_line, "add the section, or take it out of the order",
		"%s is in the order of [%s], but there is no section [%s]", id, list,
		buf_text(out));
	return false;
}

static bool in_ids(const struct build_ids *ids, const char *id)
{
	for (size_t i = 0; i < ids->count; i++)
		if (strcmp(ids->list[i], id) == 0)
			return true;
	return false;
}

void build_orphans(
	struct build *build, const char *prefix, const char *list, const struct build_ids *ids)
{
	size_t len = strlen(prefix);
	const char *section;

	for (size_t i = 0; (section = ini_section(build->ini, i)); i++) {
		struct buf hint = BUF_EMPTY;

		if (strncmp(section, prefix, len) != 0 || section[len] != '.' ||
			in_ids(ids, section + len + 1))
			continue;
		/* Said once; its keys are not looked at. */
		ini_use_section(build->ini, section);
		build_swallow(build, section);
		if (ids->unsure)
			continue;
		buf_format(&hint, "add %s to order in line %u", section + len + 1, ids->line);
		build_error(build, ini_line(build->ini, section, NULL), buf_text(&hint),
			"section [%s] is not in the order of [%s]", section, list);
		buf_free(&hint);
	}
}

size_t build_parts(struct build *build, const char *list, const char *prefix, bool narrow,
	struct rubric_part **out)
{
	struct build_ids ids = build_ids(build, list, "order", list, RUBRIC_CRITERIA_MAX);
	struct buf section = BUF_EMPTY;
	size_t count = ids.count;

	ini_use_section(build->ini, list);
	*out = count ? mem_grow(NULL, 0, count, sizeof(**out)) : NULL;
	for (size_t i = 0; i < count; i++) {
		(*out)[i].id = mem_text(ids.list[i]);
		if (build_section(build, &section, prefix, ids.list[i], list, ids.line))
			build_text(build, buf_text(&section), "title", true,
				narrow ? FITS_TITLE : FITS_ALWAYS, &(*out)[i].title);
	}
	build_orphans(build, prefix, list, &ids);
	buf_free(&section);
	build_ids_free(&ids);
	return count;
}

/* --- leftovers ------------------------------------------------------------------------------ */

static bool is_text_name(const struct build *build, const char *name)
{
	static const char *const names[] = {"title", "purpose", "noun", "unknown", "not-applicable",
		"label", "text", "question", "self", "ask", "down", "up", "i", "we"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return rubric_find_level(build->rubric, name) != RUBRIC_NONE;
}

/* key[lang].N whose line before it is not there. */
static bool leftover_line(struct build *build, const char *section, const char *key)
{
	const char *close = strchr(key, ']');
	uint64_t number;
	struct buf before = BUF_EMPTY;
	bool told = false;

	if (!close || !close[1])
		return false;
	if (close[1] != '.' || close[2] == '0' || !decimal_whole(close + 2, 9999, &number) ||
		number < 2) {
		build_error(build, ini_line(build->ini, section, key),
			"second and further lines are numbered .2, .3, ... without gaps",
			"%s is no further line of a text", key);
		return true;
	}
	buf_add(&before, key, (size_t)(close + 1 - key));
	if (number > 2)
		buf_format(&before, ".%u", (unsigned)(number - 1));
	if (!ini_line(build->ini, section, buf_text(&before))) {
		build_error(build, ini_line(build->ini, section, key),
			"second and further lines are numbered .2, .3, ... without gaps",
			"%s without %s", key, buf_text(&before));
		told = true;
	}
	buf_free(&before);
	return told;
}

static bool leftover_text(struct build *build, const char *section, const char *key)
{
	char *lang = lang_of(key, "");
	struct buf hint = BUF_EMPTY;
	bool told = false;

	if (!lang) {
		/* A known name, or the i.1 of a question, that stands here without its language. */
		const char *example = build->rubric->lang_count ? build->rubric->langs[0] : "en";
		char *base = mem_text_n(key, strcspn(key, "."));

		buf_format(&hint, "%s[%s]", key, example);
		told = ini_line(build->ini, section, buf_text(&hint)) || is_text_name(build, base);
		buf_cut(&hint, 0);
		buf_format(&hint, "write %s[%s] = \"...\"", key, example);
		if (told)
			build_error(build, ini_line(build->ini, section, key), buf_text(&hint),
				"%s without its language", key);
		free(base);
	} else if (!has_lang(build->rubric, lang)) {
		buf_format(&hint,
			"give the rubric a title[%s] and all its texts in that language, "
			"or take this out",
			lang);
		build_error(build, ini_line(build->ini, section, key), buf_text(&hint),
			"%s is in a language that the rubric's title does not have", key);
		told = true;
	} else {
		told = leftover_line(build, section, key);
	}
	free(lang);
	buf_free(&hint);
	return told;
}

void build_leftovers(struct build *build)
{
	const char *section, *key;

	for (size_t i = 0; (section = ini_section(build->ini, i)); i++)
		for (size_t j = 0; (key = ini_key(build->ini, section, j)); j++)
			if (ini_used(build->ini, section, NULL) &&
				!ini_used(build->ini, section, key) &&
				leftover_text(build, section, key))
				ini_get(build->ini, section, key);
}
