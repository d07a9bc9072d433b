/* The language of the screens: our own texts, from catalogues built into the program.
 *
 * The catalogues are ordinary gettext ones (po/nl.po through msgfmt), but looked up here and not
 * through libintl: glibc ignores LANGUAGE in the C locale, and Dutch must work on a machine
 * without a Dutch locale and without an installed file. */
#ifndef PEIL_BASE_LANG_H
#define PEIL_BASE_LANG_H

#include <stdbool.h>
#include <stddef.h>

/* The translation of `msgid` in the current language, or msgid itself. Borrowed for ever. */
const char *lang_text(const char *msgid) __attribute__((format_arg(1)));
/* With a number: the catalogue's plural rule of English and Dutch (n != 1). */
const char *lang_plural(const char *one, const char *many, unsigned long n)
	__attribute__((format_arg(1), format_arg(2)));
/* A text whose meaning depends on its place (gettext's msgctxt). */
const char *lang_context(const char *context, const char *msgid) __attribute__((format_arg(2)));
/* Choose "en" or "nl"; false and no change when there is no such catalogue. */
bool lang_set(const char *lang);
/* The current language: "en" or "nl". */
const char *lang_current(void);
/* The language that the environment asks for (LC_ALL, LC_MESSAGES, LANG, LANGUAGE): "nl" or "en".
 */
const char *lang_from_environment(void);
/* The languages there are, a NULL-terminated constant list. */
const char *const *lang_list(void);

#define _(text)	       lang_text(text)
#define N_(text)       (text)
#define C_(ctx, text)  lang_context(ctx, text)
#define NC_(ctx, text) (text)

#endif
