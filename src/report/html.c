#include "config.h"

#include "report/html.h"

#include "base/buf.h"
#include "base/text.h"

#include <stdarg.h>
#include <string.h>

/* Elements that stand only in certain others. */
static const struct {
	const char *child;
	const char *parents; /* with a space around each */
} PLACES[] = {
	{"head", " html "},
	{"body", " html "},
	{"style", " head "},
	{"meta", " head "},
	{"caption", " table "},
	{"thead", " table "},
	{"tbody", " table "},
	{"tr", " thead tbody "},
	{"th", " tr "},
	{"td", " tr "},
	{"li", " ul ol "},
	{"dt", " dl div "},
	{"dd", " dl div "},
	{"rect", " svg g "},
	{"line", " svg g "},
	{"circle", " svg g "},
	{"polyline", " svg g "},
	{"polygon", " svg g "},
	{"text", " svg g "},
	{"g", " svg g "},
	{"desc", " svg g "},
};

/* What runs or loads something has no place here. */
static const char *const FORBIDDEN[] = {"script", "iframe", "object", "embed", "link", "base",
	"form", "img", "a", "use", "image", "foreignObject"};

static const char *const HTML_VOID[] = {"meta", "br", "hr", "col", "wbr"};
static const char *const SVG_VOID[] = {"rect", "line", "circle", "polyline", "polygon"};

static bool in_list(const char *const *list, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i], word) == 0)
			return true;
	return false;
}

#define IN(list, word) in_list(list, sizeof(list) / sizeof((list)[0]), word)

struct html html_to(struct sink *sink)
{
	return (struct html){.sink = sink};
}

static const char *inside(const struct html *html)
{
	return html->depth > 0 ? html->open[html->depth - 1] : "";
}

static bool has_word(const char *words, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = words; len > 0 && (at = strstr(at, word)) != NULL; at++)
		if (at[-1] == ' ' && at[len] == ' ')
			return true;
	return false;
}

static bool may_stand(const struct html *html, const char *element)
{
	const char *parent = inside(html);

	if (IN(FORBIDDEN, element))
		return false;
	for (size_t i = 0; i < sizeof(PLACES) / sizeof(PLACES[0]); i++)
		if (strcmp(PLACES[i].child, element) == 0)
			return has_word(PLACES[i].parents, parent);
	/* Nothing but their own parts stands in these. */
	return !has_word(" table thead tbody tr ul ol ", parent);
}

static bool may_name(const char *name)
{
	return strncmp(name, "on", 2) != 0 && !has_word(" src href xlink:href action ", name);
}

static void escape(struct sink *sink, const char *text, size_t len)
{
	struct buf safe = BUF_EMPTY;
	const char *from;

	text_safe(&safe, text, len, TEXT_NOTE);
	from = buf_text(&safe);
	for (const char *at = from;; at++) {
		const char *entity = *at == '&'	  ? "&amp;"
				     : *at == '<' ? "&lt;"
				     : *at == '>' ? "&gt;"
				     : *at == '"' ? "&quot;"
						  : NULL;

		if (*at != '\0' && !entity)
			continue;
		sink_add(sink, from, (size_t)(at - from));
		if (*at == '\0')
			break;
		sink_text(sink, entity);
		from = at + 1;
	}
	buf_free(&safe);
}

static void start(struct html *html, const char *element, va_list pairs)
{
	const char *name;

	if (!may_stand(html, element))
		html->wrong = true;
	sink_text(html->sink, "<");
	sink_text(html->sink, element);
	while ((name = va_arg(pairs, const char *)) != NULL) {
		const char *value = va_arg(pairs, const char *);

		if (!may_name(name))
			html->wrong = true;
		if (!value)
			continue;
		sink_text(html->sink, " ");
		sink_text(html->sink, name);
		sink_text(html->sink, "=\"");
		escape(html->sink, value, strlen(value));
		sink_text(html->sink, "\"");
	}
}

static void push(struct html *html, const char *element)
{
	if (html->depth < HTML_DEPTH_MAX)
		html->open[html->depth] = element;
	else
		html->wrong = true;
	html->depth++;
}

void html_open(struct html *html, const char *element, ...)
{
	va_list pairs;

	va_start(pairs, element);
	start(html, element, pairs);
	va_end(pairs);
	sink_text(html->sink, ">");
	if (IN(HTML_VOID, element) || IN(SVG_VOID, element))
		html->wrong = true;
	push(html, element);
}

/* Lines end behind what is a block, so that the file can be read. */
static bool ends_line(const char *element)
{
	return !has_word(" b i em strong span small abbr tspan code sub sup time ", element);
}

void html_close(struct html *html, const char *element)
{
	if (html->depth == 0 || html->depth > HTML_DEPTH_MAX ||
		strcmp(html->open[html->depth - 1], element) != 0)
		html->wrong = true;
	if (html->depth > 0)
		html->depth--;
	sink_text(html->sink, "</");
	sink_text(html->sink, element);
	sink_text(html->sink, ends_line(element) ? ">\n" : ">");
}

void html_void(struct html *html, const char *element, ...)
{
	va_list pairs;

	va_start(pairs, element);
	start(html, element, pairs);
	va_end(pairs);
	if (!IN(HTML_VOID, element) && !IN(SVG_VOID, element))
		html->wrong = true;
	sink_text(html->sink, IN(SVG_VOID, element) ? "/>\n" : ">\n");
}

void html_put(struct html *html, const char *element, const char *text, ...)
{
	va_list pairs;

	va_start(pairs, text);
	start(html, element, pairs);
	va_end(pairs);
	sink_text(html->sink, ">");
	push(html, element);
	html_text(html, text);
	html_close(html, element);
}

void html_text_n(struct html *html, const char *text, size_t len)
{
	if (html->depth == 0 || has_word(" table thead tbody tr ul ol ", inside(html)))
		html->wrong = true;
	escape(html->sink, text, len);
}

void html_text(struct html *html, const char *text)
{
	html_text_n(html, text, strlen(text));
}

void html_style(struct html *html, const char *css)
{
	html_open(html, "style", NULL);
	/* Escapes do not count in a style element, and addresses load something. */
	if (strchr(css, '<') || strstr(css, "url(") || strstr(css, "@import"))
		html->wrong = true;
	else
		sink_text(html->sink, css);
	html_close(html, "style");
}

void html_head(struct html *html, const char *lang, const char *title, const char *css)
{
	if (html->depth > 0)
		html->wrong = true;
	sink_text(html->sink, "<!DOCTYPE html>\n");
	html_open(html, "html", "lang", lang, NULL);
	html_open(html, "head", NULL);
	html_void(html, "meta", "charset", "utf-8", NULL);
	html_void(html, "meta", "http-equiv", "Content-Security-Policy", "content",
		"default-src 'none'; style-src 'unsafe-inline'", NULL);
	html_void(html, "meta", "name", "viewport", "content",
		"width=device-width, initial-scale=1", NULL);
	html_put(html, "title", title, NULL);
	html_style(html, css);
	html_close(html, "head");
}

bool html_good(const struct html *html)
{
	return html->depth == 0 && !html->wrong;
}
