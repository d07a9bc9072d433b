/* Reports: the HTML writer watches itself, sentences in both languages, CSV, no leak of what was
 * not shown. */
#include "config.h"

#include "base/lang.h"
#include "discussion_world.h"
#include "report/html.h"
#include "stats/say.h"
#include "report/workshop.h"

#include <locale.h>

/* --- the HTML writer ---------------------------------------------------------------------------
 */

struct paper {
	struct buf out;
	struct sink sink;
	struct html html;
};

static void paper_new(struct paper *paper)
{
	paper->out = (struct buf)BUF_EMPTY;
	paper->sink = sink_to_buf(&paper->out);
	paper->html = html_to(&paper->sink);
}

static void test_escape(void **state)
{
	struct paper paper;

	(void)state;
	paper_new(&paper);
	html_open(&paper.html, "p", "title", "a \"b\" <c> & d", "class", NULL, NULL);
	html_text(&paper.html, "1 < 2 & \"3\" > </p><script>\xFF\x1B[31m \xE2\x80\xAE");
	html_close(&paper.html, "p");
	assert_true(html_good(&paper.html));
	assert_string_equal(buf_text(&paper.out),
		"<p title=\"a &quot;b&quot; &lt;c&gt; &amp; d\">1 &lt; 2 &amp; &quot;3&quot; &gt; "
		"&lt;/p&gt;&lt;script&gt;\xEF\xBF\xBD\xEF\xBF\xBD[31m \xEF\xBF\xBD</p>\n");
	buf_free(&paper.out);
}

/* Each does one thing wrong. */
static void wrong_close(struct html *html)
{
	html_open(html, "p", NULL);
	html_open(html, "b", NULL);
	html_close(html, "p");
	html_close(html, "b");
}
static void close_too_often(struct html *html)
{
	html_close(html, "p");
}
static void left_open(struct html *html)
{
	html_open(html, "p", NULL);
}
static void cell_without_row(struct html *html)
{
	html_open(html, "table", NULL);
	html_put(html, "td", "x", NULL);
	html_close(html, "table");
}
static void text_in_table(struct html *html)
{
	html_open(html, "table", NULL);
	html_text(html, "x");
	html_close(html, "table");
}
static void block_in_list(struct html *html)
{
	html_open(html, "ul", NULL);
	html_put(html, "p", "x", NULL);
	html_close(html, "ul");
}
static void script(struct html *html)
{
	html_put(html, "script", "x", NULL);
}
static void handler(struct html *html)
{
	html_put(html, "p", "x", "onclick", "x()", NULL);
}
static void address(struct html *html)
{
	html_put(html, "p", "x", "src", "http://example.org", NULL);
}
static void style_import(struct html *html)
{
	html_open(html, "html", NULL);
	html_open(html, "head", NULL);
	html_style(html, "p{background:url(x)}");
	html_close(html, "head");
	html_close(html, "html");
}
static void open_void(struct html *html)
{
	html_open(html, "br", NULL);
	html_close(html, "br");
}
static void too_deep(struct html *html)
{
	for (int i = 0; i <= HTML_DEPTH_MAX; i++)
		html_open(html, "div", NULL);
	for (int i = 0; i <= HTML_DEPTH_MAX; i++)
		html_close(html, "div");
}

static void test_nesting(void **state)
{
	static void (*const wrongs[])(struct html *) = {wrong_close, close_too_often, left_open,
		cell_without_row, text_in_table, block_in_list, script, handler, address,
		style_import, open_void, too_deep};

	(void)state;
	for (size_t i = 0; i < sizeof(wrongs) / sizeof(wrongs[0]); i++) {
		struct paper paper;

		paper_new(&paper);
		wrongs[i](&paper.html);
		assert_false(html_good(&paper.html));
		buf_free(&paper.out);
	}
}

/* --- sentences ---------------------------------------------------------------------------------
 */

static void open_dialogue(struct meeting *meeting)
{
	meeting_open(meeting, "complextool", "student:3,lecturer:2,workfield:1");
	meeting_cards(meeting, "1", "interests", "111444");
	meeting_cards(meeting, "1", "urgency", "333333");
	meeting_cards(meeting, "1", "novelty", "22u2x-");
	meeting_answer(meeting, "1", 0, "openness", '2', "It is <open> & \"free\"");
	meeting_cards(meeting, "1", "openness", "-22334");
}

static char *written(const struct meeting *meeting, bool names)
{
	struct workshop_report report = {.ledger = meeting->ledger,
		.discussion = meeting->discussion,
		.target = meeting->session.title,
		.names = names};
	struct buf out = BUF_EMPTY;
	struct sink sink = sink_to_buf(&out);

	workshop_plain_write(&sink, &report);
	return buf_take(&out);
}

static void has_line(const char *text, const char *line)
{
	char around[512];

	snprintf(around, sizeof(around), "\n%s\n", line);
	if (strstr(text, around) == NULL)
		print_error("not there: %s\n---\n%s---\n", line, text);
	assert_non_null(strstr(text, around));
}

static void test_sentences(void **state)
{
	struct meeting meeting;
	char *text;

	(void)state;
	open_dialogue(&meeting);
	meeting_step(&meeting, "revealed", "1", NULL);
	meeting_make(&meeting);
	text = written(&meeting, false);
	has_line(text, "Interests: three times low, three times very high. Far apart. Students "
		       "chose low; lecturers and work field chose very high.");
	has_line(text, "Urgency: six times high. United.");
	has_line(text, "Novelty: three times moderate. One does not know. One says: not "
		       "applicable. One did not answer. United.");
	has_line(text, "Openness of the question: three times moderate, twice high, once very "
		       "high. Spread. Students chose moderate; lecturers and work field chose high "
		       "to very high.");
	has_line(
		text, "Six people: three students, two lecturers, one person from the work field.");
	free(text);
	meeting_close(&meeting);
}

static void test_dutch(void **state)
{
	struct meeting meeting;
	char *text;

	(void)state;
	open_dialogue(&meeting);
	meeting_step(&meeting, "revealed", "1", NULL);
	meeting_make(&meeting);
	assert_true(lang_set("nl"));
	text = written(&meeting, false);
	has_line(text, "Belangen: drie keer laag, drie keer zeer hoog. Ver uiteen. Studenten kozen "
		       "laag; docenten en mensen uit het werkveld kozen zeer hoog.");
	has_line(text, "Urgentie: zes keer hoog. Eens.");
	has_line(text, "Nieuwheid: drie keer matig. Eén weet het niet. Eén zegt: niet van "
		       "toepassing. Eén heeft niet geantwoord. Eens.");
	has_line(text, "Zes mensen: drie studenten, twee docenten, één persoon uit het werkveld.");
	lang_set("en");
	free(text);
	meeting_close(&meeting);
}

static void test_numbers(void **state)
{
	static const char *const dutch[] = {"nul", "één", "twee", "drie", "vier", "vijf", "zes",
		"zeven", "acht", "negen", "tien", "elf", "twaalf", "13"};
	static const char *const english[] = {"no", "one", "two", "three", "four", "five", "six",
		"seven", "eight", "nine", "ten", "eleven", "twelve", "13"};

	(void)state;
	for (size_t n = 0; n < sizeof(dutch) / sizeof(dutch[0]); n++) {
		struct buf word = BUF_EMPTY;

		say_number(&word, n);
		assert_string_equal(buf_text(&word), english[n]);
		lang_set("nl");
		buf_cut(&word, 0);
		say_number(&word, n);
		assert_string_equal(buf_text(&word), dutch[n]);
		lang_set("en");
		buf_free(&word);
	}
}

static void test_dates(void **state)
{
	struct buf text = BUF_EMPTY;

	(void)state;
	say_date(&text, "2026-12-12", true);
	assert_string_equal(buf_text(&text), "Saturday 12 December 2026");
	buf_cut(&text, 0);
	lang_set("nl");
	say_date(&text, "2026-03-01T09:00:00Z", false);
	lang_set("en");
	assert_string_equal(buf_text(&text), "1 maart 2026");
	buf_cut(&text, 0);
	say_date(&text, "soon", true);
	assert_string_equal(buf_text(&text), "soon");
	buf_free(&text);
}

/* --- what every form keeps to itself -------------------------------------------------------------
 */

static void write_all(struct buf *out, const struct workshop_report *report)
{
	struct sink sink = sink_to_buf(out);

	workshop_plain_write(&sink, report);
	workshop_text_write(&sink, report, 80, false);
	workshop_csv_write(&sink, report, 1, false);
	workshop_csv_write(&sink, report, 1, true);
	assert_true(workshop_html_write(&sink, report, 1));
	assert_true(workshop_json_write(&sink, report, 1));
}

static void test_not_shown(void **state)
{
	struct meeting meeting;
	struct buf before = BUF_EMPTY, after = BUF_EMPTY;

	(void)state;
	/* With and without answers: as long as nothing was shown, every byte is the same. */
	open_dialogue(&meeting);
	meeting_make(&meeting);
	write_all(&before, &(struct workshop_report){.ledger = meeting.ledger,
				   .discussion = meeting.discussion,
				   .target = "Wijkenergie"});
	meeting_close(&meeting);
	meeting_open(&meeting, "complextool", "student:3,lecturer:2,workfield:1");
	meeting_make(&meeting);
	write_all(&after, &(struct workshop_report){.ledger = meeting.ledger,
				  .discussion = meeting.discussion,
				  .target = "Wijkenergie"});
	meeting_close(&meeting);
	assert_string_equal(buf_text(&before), buf_text(&after));
	assert_non_null(strstr(buf_text(&before), "The answers were not shown yet."));
	buf_free(&before);
	buf_free(&after);
}

static void test_names(void **state)
{
	struct meeting meeting;
	struct buf out = BUF_EMPTY;
	struct workshop_report report;

	(void)state;
	meeting_open(&meeting, "complextool", "student:Quirine+Xandra,lecturer:Zeger");
	meeting_cards(&meeting, "1", "novelty", "124");
	meeting_step(&meeting, "revealed", "1", NULL);
	meeting_make(&meeting);
	report = (struct workshop_report){.ledger = meeting.ledger,
		.discussion = meeting.discussion,
		.target = "Wijkenergie"};
	write_all(&out, &report);
	assert_null(strstr(buf_text(&out), "Xandra"));
	assert_null(strstr(buf_text(&out), "Zeger"));
	assert_null(strstr(buf_text(&out), "student-1"));
	buf_cut(&out, 0);
	report.names = true;
	write_all(&out, &report);
	assert_non_null(strstr(buf_text(&out), "Who took part: Quirine, Xandra, Zeger."));
	buf_free(&out);
	meeting_close(&meeting);
}

static void test_page(void **state)
{
	struct meeting meeting;
	struct buf out = BUF_EMPTY;
	struct sink sink = sink_to_buf(&out);

	(void)state;
	open_dialogue(&meeting);
	mem_replace(&meeting.session.description, "</main><script>alert(1)</script>");
	meeting_step(&meeting, "revealed", "1", NULL);
	meeting_make(&meeting);
	assert_true(workshop_html_write(&sink,
		&(struct workshop_report){.ledger = meeting.ledger,
			.discussion = meeting.discussion,
			.target = "Wijkenergie"},
		1));
	assert_non_null(strstr(buf_text(&out), "<html lang=\"en\">"));
	assert_non_null(strstr(buf_text(&out), "It is &lt;open&gt; &amp; &quot;free&quot;"));
	assert_null(strstr(buf_text(&out), "<script"));
	assert_null(strstr(buf_text(&out), "http://"));
	assert_null(strstr(buf_text(&out), "https://"));
	buf_free(&out);
	meeting_close(&meeting);
}

static void test_csv(void **state)
{
	struct meeting meeting;
	struct buf out = BUF_EMPTY;
	struct sink sink = sink_to_buf(&out);
	struct workshop_report report;

	(void)state;
	open_dialogue(&meeting);
	meeting_step(&meeting, "revealed", "1", NULL);
	meeting_make(&meeting);
	report = (struct workshop_report){.ledger = meeting.ledger,
		.discussion = meeting.discussion,
		.target = meeting.session.title};
	workshop_csv_write(&sink, &report, 1, false);
	assert_non_null(strstr(buf_text(&out),
		"\n0123456789abcdef,,*,1,*,Wijkenergie,interests,6,0,0,0,1.000000,2.500000,"
		"4.000000,2.500000,1.643168,0.000000,no\n"));
	assert_non_null(strstr(buf_text(&out),
		"\n0123456789abcdef,,*,1,student,Wijkenergie,interests,3,0,0,0,1.000000,1.000000,"
		"1.000000,1.000000,0.000000,1.000000,yes\n"));
	assert_non_null(strstr(buf_text(&out),
		",1,\"lecturer, workfield\",Wijkenergie,novelty,1,0,1,1,2.000000,2.000000,2.000000,"
		"2.000000,NA,1.000000,yes\n"));
	assert_non_null(strstr(
		buf_text(&out), ",1,*,Wijkenergie,disciplines,0,0,0,6,NA,NA,NA,NA,NA,NA,NA\n"));
	buf_cut(&out, 0);
	workshop_csv_write(&sink, &report, 1, true);
	assert_non_null(strstr(
		buf_text(&out), "session,moment,group,round,role,target,criterion,level,count\n"));
	assert_non_null(strstr(buf_text(&out), ",1,*,Wijkenergie,interests,very-high,3\n"));
	assert_non_null(strstr(buf_text(&out), ",1,*,Wijkenergie,interests,high,0\n"));
	buf_free(&out);
	meeting_close(&meeting);
}

static void test_grid(void **state)
{
	struct meeting meeting;
	struct record *record;
	struct buf out = BUF_EMPTY;

	(void)state;
	meeting_open(&meeting, "collaboration-matrix", "team:1");
	meeting_cards(&meeting, "1", "task.overview", "3");
	record = meeting_record(&meeting, RECORD_AGREEMENT, "task.overview");
	mem_replace(&record->round, "1");
	mem_replace(&record->rater, "team-1");
	mem_replace(&record->part, "00aa");
	record->status = RECORD_OPEN;
	mem_replace(&record->note, "One board for all tasks");
	mem_replace(&record->owner, "Bo");
	mem_replace(&record->due, "2026-12-12");
	record = meeting_record(&meeting, RECORD_QUESTION, "task.overview");
	mem_replace(&record->round, "1");
	mem_replace(&record->rater, "team-1");
	mem_replace(&record->part, "00ab");
	record->status = RECORD_OPEN;
	mem_replace(&record->note, "Who keeps the board?");
	meeting_step(&meeting, "revealed", "1", NULL);
	meeting_make(&meeting);
	write_all(&out, &(struct workshop_report){.ledger = meeting.ledger,
				.discussion = meeting.discussion,
				.target = "Team 4",
				.solo = true});
	assert_non_null(
		strstr(buf_text(&out), "Agreement, Task / Create overview: One board for "
				       "all tasks. Who: Bo. By: Saturday 12 December 2026.\n"));
	assert_non_null(strstr(buf_text(&out), "<td class=\"f\">Saturday 12 December 2026</td>"));
	assert_non_null(strstr(buf_text(&out), "Who keeps the board?</th>"));
	assert_non_null(strstr(buf_text(&out), "<table class=\"matrix\">"));
	buf_free(&out);
	meeting_close(&meeting);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_escape),
		cmocka_unit_test(test_nesting),
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_dutch),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_not_shown),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_page),
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_grid),
	};

	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
