/* One student's own page: a sheet of paper that loads nothing. */
#include "config.h"

#include "base/lang.h"
#include "report/feedback_words.h"
#include "report/html.h"

static const char STYLE[] =
	":root{color-scheme:light;--ink:#1d2b33;--soft:#55646e;--hair:#dfe5e8;--deep:#1f5668}\n"
	"*{box-sizing:border-box}\n"
	"html{background:#e9edef;font-size:16px}\n"
	"body{margin:0 auto;max-width:46rem;background:#fff;color:var(--ink);padding:2.6rem 3rem "
	"2.4rem;font:1rem/1.55 'Source Sans 3','Segoe UI','Noto Sans','DejaVu Sans',Helvetica,"
	"Arial,sans-serif}\n"
	"h1,h2{line-height:1.25;margin:0;text-wrap:balance}\n"
	"h1{font-size:1.7rem;font-weight:600}\n"
	"h2{font-size:1.1rem;font-weight:600;color:var(--deep);margin:0 0 .4rem}\n"
	"p{margin:.35rem 0;overflow-wrap:anywhere}\n"
	".name{color:var(--deep);font-weight:600;margin:0}\n"
	".soft{color:var(--soft);font-size:.92rem}\n"
	"header{border-bottom:2px solid var(--deep);padding-bottom:.9rem}\n"
	"section{margin-top:1.6rem;break-inside:avoid}\n"
	"table{border-collapse:collapse;width:100%}\n"
	"th,td{text-align:left;vertical-align:top;padding:.45rem .8rem .45rem 0;"
	"border-bottom:1px solid var(--hair)}\n"
	"thead th{font-weight:500;color:var(--soft);font-size:.88rem}\n"
	"tbody th{font-weight:600;width:46%}\n"
	"tbody th span{display:block;font-weight:400;color:var(--soft);font-size:.88rem}\n"
	"ul{margin:.2rem 0 0;padding:0;list-style:none}\n"
	"li{margin:0 0 .55rem;padding-left:.9rem;border-left:3px solid var(--hair);"
	"white-space:pre-line;overflow-wrap:anywhere}\n"
	"@media(max-width:36rem){body{padding:1.2rem 1rem}}\n"
	"@page{size:A4;margin:16mm}\n"
	"@media print{html{background:#fff;font-size:11pt}body{max-width:none;padding:0}}\n";

static void put_line(struct html *html, const struct feedback_line *line)
{
	html_open(html, "tr", NULL);
	html_open(html, "th", "scope", "row", NULL);
	html_text(html, line->title);
	if (line->question[0] != '\0')
		html_put(html, "span", line->question, NULL);
	html_close(html, "th");
	html_put(html, "td", feedback_shown_words(line), "class",
		line->shown != NULL ? NULL : "soft", NULL);
	html_put(html, "td", line->own != NULL ? line->own : "", NULL);
	html_close(html, "tr");
}

static void put_table(struct html *html, const struct feedback_page *page)
{
	html_open(html, "section", NULL);
	html_put(html, "h2", _("What teammates saw"), NULL);
	html_open(html, "table", NULL);
	html_open(html, "thead", NULL);
	html_open(html, "tr", NULL);
	html_put(html, "td", "", NULL);
	html_put(html, "th", _("teammates"), "scope", "col", NULL);
	html_put(html, "th", _("yourself"), "scope", "col", NULL);
	html_close(html, "tr");
	html_close(html, "thead");
	html_open(html, "tbody", NULL);
	for (size_t i = 0; i < page->line_count; i++)
		put_line(html, &page->lines[i]);
	html_close(html, "tbody");
	html_close(html, "table");
	html_close(html, "section");
}

static void put_list(struct html *html, const char *title, char *const *texts, size_t count)
{
	if (count == 0)
		return;
	html_open(html, "section", NULL);
	html_put(html, "h2", title, NULL);
	html_open(html, "ul", NULL);
	for (size_t i = 0; i < count; i++)
		html_put(html, "li", texts[i], NULL);
	html_close(html, "ul");
	html_close(html, "section");
}

static void put_body(struct html *html, const struct feedback_page *page, const char *title)
{
	const char *sentence;

	html_open(html, "header", NULL);
	html_put(html, "p", page->name, "class", "name", NULL);
	html_put(html, "h1", title, NULL);
	if (page->purpose[0] != '\0')
		html_put(html, "p", page->purpose, NULL);
	if (page->status[0] != '\0')
		html_put(html, "p", page->status, "class", "soft", NULL);
	html_close(html, "header");
	html_open(html, "section", NULL);
	for (size_t i = 0; (sentence = feedback_says(page, i)) != NULL; i++)
		html_put(html, "p", sentence, NULL);
	html_close(html, "section");
	if (page->scores && !page->few)
		put_table(html, page);
	if (page->words) {
		put_list(html, _("Tops"), page->tops, page->top_count);
		put_list(html, _("Tips"), page->tips, page->tip_count);
		if (page->top_count + page->tip_count == 0)
			html_put(html, "p", _("There are no remarks to read."), NULL);
	}
	html_open(html, "section", NULL);
	html_put(html, "h2", _("And now"), NULL);
	html_put(html, "p", feedback_advice(), NULL);
	html_close(html, "section");
}

bool feedback_html(struct sink *sink, const struct feedback_page *page)
{
	struct html html = html_to(sink);
	struct buf title = BUF_EMPTY;

	feedback_title(&title, page);
	html_head(&html, lang_current(), buf_text(&title), STYLE);
	html_open(&html, "body", NULL);
	put_body(&html, page, buf_text(&title));
	html_close(&html, "body");
	html_close(&html, "html");
	buf_free(&title);
	return html_good(&html);
}
