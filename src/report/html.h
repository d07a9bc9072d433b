/* HTML and inline SVG: a small writer that escapes every text and checks its own nesting. It knows
 * no scripts and no addresses: a page that it makes loads nothing. */
#ifndef PEIL_REPORT_HTML_H
#define PEIL_REPORT_HTML_H

#include "base/sink.h"

#include <stddef.h>

#define HTML_DEPTH_MAX 32

struct html {
	struct sink *sink;		  /* borrowed */
	const char *open[HTML_DEPTH_MAX]; /* constants */
	size_t depth;
	bool wrong; /* something was nested, named or closed as it must not be */
};

/* A writer into `sink`, with nothing open. */
struct html html_to(struct sink *sink);
/* An element with attributes as pairs of name and value, a NULL at the end. Values are escaped; a
 * pair whose value is NULL is left out. Element and attribute names are constants. */
void html_open(struct html *html, const char *element, ...) __attribute__((sentinel));
void html_close(struct html *html, const char *element);
/* An element that holds nothing (meta, br, and in SVG line, rect, circle, ...). */
void html_void(struct html *html, const char *element, ...) __attribute__((sentinel));
/* An element with only a text in it. */
void html_put(struct html *html, const char *element, const char *text, ...)
	__attribute__((sentinel));
void html_text(struct html *html, const char *text);
void html_text_n(struct html *html, const char *text, size_t len);
/* Our own style sheet, as it is. */
void html_style(struct html *html, const char *css);
/* A page from its first line up to its body, which the caller opens: the language, the title, our
 * style sheet, and a policy by which a browser loads nothing for it. */
void html_head(struct html *html, const char *lang, const char *title, const char *css);
/* True when all that was opened is closed and nothing went wrong. */
bool html_good(const struct html *html);

#endif
