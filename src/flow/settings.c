#include "config.h"

#include "flow/settings.h"

#include "base/buf.h"
#include "base/mem.h"
#include "files/atomic.h"
#include "files/ini.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECTION "peil"

/* The directory of the settings, "" when there is no home. The caller frees. */
static char *settings_dir(void)
{
	const char *config = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");
	struct buf path = BUF_EMPTY;

	if (config != NULL && config[0] == '/')
		buf_format(&path, "%s/peil", config);
	else if (home != NULL && home[0] == '/')
		buf_format(&path, "%s/.config/peil", home);
	return buf_take(&path);
}

static char *settings_path(const char *dir)
{
	struct buf path = BUF_EMPTY;

	buf_format(&path, "%s/config.ini", dir);
	return buf_take(&path);
}

/* `plain = yes` may stand alone in the file: the section's name is then understood, in a line of
 * its own before it. How many lines that is. */
static unsigned with_section(struct buf *text)
{
	static const char HEAD[] = "[" SECTION "]\n";
	const char *at = buf_text(text);

	while (*at != '\0') {
		at += strspn(at, " \t\r\n");
		if (*at != ';' && *at != '#')
			break;
		at += strcspn(at, "\n");
	}
	if (*at == '[')
		return 0;
	buf_add(text, HEAD, strlen(HEAD));
	memmove(text->data + strlen(HEAD), text->data, text->len - strlen(HEAD));
	memcpy(text->data, HEAD, strlen(HEAD));
	return 1;
}

static bool yes(struct ini *ini, const char *key, struct faults *faults)
{
	const char *value = ini_get(ini, SECTION, key);

	if (value == NULL || strcmp(value, "no") == 0)
		return false;
	if (strcmp(value, "yes") == 0)
		return true;
	faults_add(faults, FAULT_WARNING, ini_line(ini, SECTION, key), 0, "write yes or no",
		"%s is neither yes nor no", key);
	return false;
}

static void take(struct settings *settings, struct ini *ini, struct faults *faults)
{
	const char *lang = ini_get(ini, SECTION, "lang");

	if (lang != NULL && (strcmp(lang, "nl") == 0 || strcmp(lang, "en") == 0))
		settings->lang = mem_text(lang);
	else if (lang != NULL)
		faults_add(faults, FAULT_WARNING, ini_line(ini, SECTION, "lang"), 0,
			"write nl or en", "no such language");
	settings->plain = yes(ini, "plain", faults);
	settings->ascii = yes(ini, "ascii", faults);
}

void settings_read(struct settings *settings, struct faults *faults)
{
	char *dir = settings_dir();
	char *path = settings_path(dir);
	struct buf text = BUF_EMPTY;
	unsigned added = 0;
	struct ini *ini;

	memset(settings, 0, sizeof *settings);
	if (dir[0] != '\0' && access(path, F_OK) == 0) {
		mem_replace(&faults->file, path);
		if (ini_file_bytes(path, &text, faults) && text.len > 0) {
			added = with_section(&text);
			ini = ini_parse(text.data, text.len, faults);
			if (ini != NULL)
				take(settings, ini, faults);
			ini_free(ini);
		}
		for (size_t i = 0; i < faults->count; i++)
			faults->list[i].line -= faults->list[i].line > added ? added : 0;
	}
	buf_free(&text);
	free(path);
	free(dir);
}

void settings_free(struct settings *settings)
{
	free(settings->lang);
	settings->lang = NULL;
}

/* Every line but the one of `lang`, which gets the new value where it stood, or at the top. */
static void with_lang(struct buf *out, const char *text, const char *lang)
{
	bool done = false;

	while (*text != '\0') {
		size_t len = strcspn(text, "\n");
		const char *key = text + strspn(text, " \t");
		size_t key_len = strcspn(key, " \t=\n");
		if (key_len == 4 && strncmp(key, "lang", 4) == 0) {
			buf_format(out, "lang = %s\n", lang);
			done = true;
		} else {
			buf_add(out, text, len);
			buf_byte(out, '\n');
		}
		text += len + (text[len] == '\n');
	}
	if (!done)
		buf_format(out, "lang = %s\n", lang);
}

bool settings_remember_lang(const char *lang)
{
	char *dir = settings_dir(), *path = settings_path(dir);
	struct faults faults;
	struct err err = ERR_OK;
	struct buf old = BUF_EMPTY, new = BUF_EMPTY;
	bool fine = dir[0] != '\0';

	faults_init(&faults, path);
	if (fine && access(path, F_OK) == 0)
		fine = ini_file_bytes(path, &old, &faults);
	else if (fine && errno != ENOENT && errno != ENOTDIR)
		fine = false; /* what stands there must not be written over unseen */
	if (fine) {
		char *parent = mem_text_n(dir, (size_t)(strrchr(dir, '/') - dir));
		mkdir(parent, 0700);
		mkdir(dir, 0700);
		free(parent);
		if (old.len == 0)
			buf_text_add(&new, "[" SECTION "]\n");
		with_lang(&new, buf_text(&old), lang);
		fine = (old.len == new.len &&memcmp(old.data, new.data, old.len) == 0) ||
		       atomic_write(path, new.data, new.len, 0600, true, &err);
	}
	err_free(&err);
	faults_free(&faults);
	buf_free(&old);
	buf_free(&new);
	free(path);
	free(dir);
	return fine;
}
