#include "config.h"
#include "report/sheets.h"

#include "base/buf.h"
#include "base/lang.h"
#include "report/html.h"
#include "stats/say.h"

#include <stdio.h>
#include <stdlib.h>

static const char CSS[] =
	"@page{size:A4;margin:9mm 11mm}\n"
	"body{font:8.5pt/1.2 'Liberation Sans',Arial,sans-serif;color:#000;background:#fff;"
	"margin:0 auto;max-width:188mm}\n"
	"article{break-after:page}\n"
	"article:last-child{break-after:auto}\n"
	"h1{font-size:13pt;margin:0 0 1mm}\n"
	"h2{font-size:9pt;margin:1.6mm 0 .4mm}\n"
	"h2 span{font-weight:normal}\n"
	"p{margin:0 0 .8mm}\n"
	".seat{float:right;border:.3mm solid #000;padding:1mm 3mm;font-size:11pt}\n"
	"section{break-inside:avoid}\n"
	"table{width:100%;border-collapse:collapse;table-layout:fixed}\n"
	"td{border:.2mm solid #555;padding:.4mm 1mm;vertical-align:top;font-size:7.5pt}\n"
	"b{font-weight:bold}\n"
	".reason{border-bottom:.2mm solid #555;height:4.4mm;margin:.4mm 0 0}\n";

static const char *say(const struct rubric *rubric, const struct rubric_text *text)
{
	return rubric_say(rubric, text, rubric_lang(rubric, lang_current()));
}

/* A cell to mark: an empty box, the sign that is typed in, the label and what it means. */
static void put_choice(struct html *html, const char *mark, const char *label, const char *text)
{
	struct buf head = BUF_EMPTY;

	buf_format(&head, "\xE2\x98\x90 %s %s", mark, label);
	html_open(html, "td", NULL);
	html_put(html, "b", buf_text(&head), NULL);
	if (text[0] != '\0') {
		html_void(html, "br", NULL);
		html_text(html, text);
	}
	html_close(html, "td");
	buf_free(&head);
}

static void put_others(struct html *html, const struct rubric *rubric)
{
	if (rubric->unknown_allowed)
		put_choice(html, "u", say_unknown(rubric), "");
	if (rubric->not_applicable_allowed)
		put_choice(html, "x", say_not_applicable(rubric), "");
}

static void put_criterion(struct html *html, const struct rubric *rubric, size_t at)
{
	const struct rubric_criterion *criterion = &rubric->criteria[at];
	struct buf title = BUF_EMPTY;

	buf_format(&title, "%zu %s ", at + 1, say(rubric, &criterion->title));
	html_open(html, "section", NULL);
	html_open(html, "h2", NULL);
	html_text(html, buf_text(&title));
	if (!rubric_text_empty(&criterion->question))
		html_put(html, "span", say(rubric, &criterion->question), NULL);
	html_close(html, "h2");
	html_open(html, "table", NULL);
	html_open(html, "tbody", NULL);
	html_open(html, "tr", NULL);
	for (size_t i = 0; i < criterion->step_count; i++) {
		const char mark[2] = {(char)('1' + i), '\0'};

		put_choice(html, mark, say(rubric, &criterion->steps[i].label),
			say(rubric, &criterion->steps[i].descriptor));
	}
	put_others(html, rubric);
	html_close(html, "tr");
	html_close(html, "tbody");
	html_close(html, "table");
	if (rubric->reason != RUBRIC_REASON_OFF)
		html_put(html, "p", _("Reason:"), "class", "reason", NULL);
	html_close(html, "section");
	buf_free(&title);
}

static void put_page(struct html *html, const struct ledger *ledger, size_t person)
{
	const struct session *session = ledger->session;
	char *name = roster_shown(&ledger->roster->list[person]);
	struct buf promise = BUF_EMPTY;

	sheets_promise(&promise, ledger);
	html_open(html, "article", NULL);
	html_put(html, "p", name, "class", "seat", NULL);
	html_put(html, "h1", session->title, NULL);
	if (session->description[0] != '\0')
		html_put(html, "p", session->description, NULL);
	if (session->purpose[0] != '\0')
		html_put(html, "p", session->purpose, NULL);
	html_put(html, "p", buf_text(&promise), NULL);
	for (size_t c = 0; c < ledger->rubric->criterion_count; c++) {
		if (sheets_is_asked(ledger, c))
			put_criterion(html, ledger->rubric, c);
	}
	html_close(html, "article");
	buf_free(&promise);
	free(name);
}

bool sheets_html_write(struct sink *sink, const struct ledger *ledger)
{
	struct html html = html_to(sink);

	html_head(&html, lang_current(), ledger->session->title, CSS);
	html_open(&html, "body", NULL);
	for (size_t i = 0; i < ledger->roster->count; i++) {
		if (ledger_counts(ledger, i, ledger->round))
			put_page(&html, ledger, i);
	}
	html_close(&html, "body");
	html_close(&html, "html");
	return html_good(&html);
}
