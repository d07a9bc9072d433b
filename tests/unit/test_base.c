/* Memory, buffers, errors, sinks and decimals. */
#include "config.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <float.h>
#include <locale.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void mem_grow_keeps_and_zeroes(void **state)
{
	(void)state;
	int *list = mem_grow(NULL, 0, 2, sizeof(*list));
	assert_int_equal(list[0], 0);
	list[0] = 7;
	list[1] = 8;
	list = mem_grow(list, 2, 500, sizeof(*list));
	assert_int_equal(list[0], 7);
	assert_int_equal(list[1], 8);
	for (size_t i = 2; i < 500; i++)
		assert_int_equal(list[i], 0);
	free(list);
}

static void mem_grow_aborts_on_overflow(void **state)
{
	(void)state;
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		/* cmocka would catch the signal and go on. */
		signal(SIGABRT, SIG_DFL);
		free(mem_grow(NULL, 0, SIZE_MAX / 2, 3));
		_exit(0);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
}

static void mem_text_copies(void **state)
{
	(void)state;
	assert_null(mem_text(NULL));
	char *text = mem_text_n("novelty", 3);
	assert_string_equal(text, "nov");
	/* From its own inside. */
	mem_replace(&text, text + 1);
	assert_string_equal(text, "ov");
	mem_replace(&text, NULL);
	assert_null(text);
}

static void buf_grows(void **state)
{
	(void)state;
	struct buf buf = BUF_EMPTY;
	assert_string_equal(buf_text(&buf), "");
	for (int i = 0; i < 1000; i++)
		buf_format(&buf, "%d,", i % 10);
	assert_int_equal(buf.len, 2000);
	assert_int_equal(strlen(buf_text(&buf)), 2000);
	assert_string_equal(buf_text(&buf) + 1996, "8,9,");
	buf_cut(&buf, 4);
	assert_string_equal(buf_text(&buf), "0,1,");
	buf_cut(&buf, 100);
	assert_int_equal(buf.len, 4);

	char *text = buf_take(&buf);
	assert_string_equal(text, "0,1,");
	assert_null(buf.data);
	assert_int_equal(buf.len, 0);
	free(text);
	text = buf_take(&buf);
	assert_string_equal(text, "");
	free(text);
}

static void buf_takes_its_own_contents(void **state)
{
	(void)state;
	struct buf buf = BUF_EMPTY;
	buf_text_add(&buf, "abc");
	for (int i = 0; i < 8; i++)
		buf_add(&buf, buf.data, buf.len);
	assert_int_equal(buf.len, 3 * 256);
	buf_cut(&buf, 3);
	buf_format(&buf, "-%s", buf_text(&buf));
	assert_string_equal(buf_text(&buf), "abc-abc");
	buf_free(&buf);
}

static void buf_keeps_nul_bytes(void **state)
{
	(void)state;
	struct buf buf = BUF_EMPTY;
	buf_add(&buf, "a\0b", 3);
	buf_byte(&buf, '\0');
	assert_int_equal(buf.len, 4);
	assert_memory_equal(buf.data, "a\0b\0\0", 5);
	buf_free(&buf);
}

static void err_replaces_and_is_safe(void **state)
{
	(void)state;
	struct err err = ERR_OK;
	assert_false(err_set(NULL, ERR_INPUT, NULL, "nobody listens"));
	assert_false(err_set(&err, ERR_INPUT, "a\033b", "bad %s", "x\x07y"));
	assert_int_equal(err.code, ERR_INPUT);
	assert_null(strchr(err.where, '\033'));
	assert_null(strchr(err.message, '\x07'));
	assert_non_null(strstr(err.message, "bad x"));

	/* Its own message as an argument. */
	assert_false(err_set(&err, ERR_SAVE, NULL, "again: %s", err.message));
	assert_int_equal(err.code, ERR_SAVE);
	assert_null(err.where);
	assert_non_null(strstr(err.message, "again: bad x"));

	assert_false(err_errno(&err, ERR_PARTIAL, "f", ENOENT, "cannot open"));
	assert_string_equal(err.message, "cannot open: No such file or directory");
	err_free(&err);
	assert_int_equal(err.code, ERR_NONE);
	err_free(NULL);
}

static void faults_are_kept_in_order(void **state)
{
	(void)state;
	struct faults faults;
	struct buf out = BUF_EMPTY;

	faults_init(&faults, "x.ini");
	faults_add(&faults, FAULT_ERROR, 9, 4, "put it in quotes", "stray %s", "quote");
	faults_add(&faults, FAULT_WARNING, 3, 0, "", "first");
	faults_add(&faults, FAULT_ERROR, 3, 0, NULL, "second");
	faults_add(&faults, FAULT_ERROR, 0, 0, NULL, "no title");
	assert_int_equal(faults.errors, 3);
	faults_sort(&faults);
	for (size_t i = 0; i < faults.count; i++)
		fault_write(&out, faults.file, &faults.list[i]);
	assert_string_equal(buf_text(&out),
		"x.ini: error: no title\n"
		"x.ini:3: warning: first\n"
		"x.ini:3: error: second\n"
		"x.ini:9:4: error: stray quote; hint: put it in quotes\n");
	buf_free(&out);
	faults_free(&faults);
	assert_int_equal(faults.count, 0);
}

static bool take_three(void *context, const char *bytes, size_t len)
{
	(void)bytes;
	size_t *taken = context;
	if (*taken + len > 3)
		return false;
	*taken += len;
	return true;
}

static void sink_stays_failed(void **state)
{
	(void)state;
	size_t taken = 0;
	struct sink sink = {.take = take_three, .context = &taken};
	sink_text(&sink, "ab");
	assert_false(sink.failed);
	sink_text(&sink, "cd");
	assert_true(sink.failed);
	sink_text(&sink, "e");
	assert_int_equal(taken, 2);
}

static void sink_writes_to_buf(void **state)
{
	(void)state;
	struct buf buf = BUF_EMPTY;
	struct sink sink = sink_to_buf(&buf);
	sink_text(&sink, "rows: ");
	sink_format(&sink, "%d of %d", 2, 8);
	sink_add(&sink, "!!", 1);
	assert_string_equal(buf_text(&buf), "rows: 2 of 8!");
	assert_false(sink.failed);
	buf_free(&buf);
}

/* More than a pipe holds, through a descriptor that does not block. */
static void sink_writes_to_slow_fd(void **state)
{
	(void)state;
	enum { SIZE = 300000 };
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(ends[1]);
		size_t total = 0;
		char room[4096];
		ssize_t got;
		while ((got = read(ends[0], room, sizeof(room))) > 0)
			total += (size_t)got;
		_exit(total == SIZE ? 0 : 1);
	}
	close(ends[0]);
	assert_int_equal(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
	char *bytes = mem_new(SIZE);
	struct sink sink = sink_to_fd(&ends[1]);
	sink_add(&sink, bytes, SIZE);
	assert_false(sink.failed);
	free(bytes);
	close(ends[1]);
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void sink_fails_on_full_device(void **state)
{
	(void)state;
	int fd = open("/dev/full", O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		skip();
	struct sink sink = sink_to_fd(&fd);
	sink_text(&sink, "x");
	assert_true(sink.failed);
	close(fd);
}

static void decimal_accepts(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		double value;
	} CASES[] = {
		{"3", 3},
		{"-1.75", -1.75},
		{"+0.5", 0.5},
		{"08", 8},
		{"0000000000000000000001", 1},
		{"123456789012345", 123456789012345},
		{"-0", 0},
	};
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		double value = 99;
		assert_true(decimal_parse(CASES[i].text, &value));
		assert_true(value == CASES[i].value);
	}
}

static void decimal_refuses(void **state)
{
	(void)state;
	static const char *const CASES[] = {"", " 1", "1 ", "1e3", "0x10", "1,5", "1.2.3", ".", "-",
		"--1", "nan", "inf", "1234567890123456", "12abc", "\xD9\xA3"};
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		double value = 99;
		assert_false(decimal_parse(CASES[i], &value));
		assert_true(value == 99);
	}

	char longest[400];
	memset(longest, '0', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	double value = 99;
	assert_false(decimal_parse(longest, &value));
}

static void decimal_reads_whole_numbers(void **state)
{
	(void)state;
	uint64_t value = 5;
	assert_false(decimal_whole("", 9, &value));
	assert_false(decimal_whole("-1", 9, &value));
	assert_false(decimal_whole("10", 9, &value));
	assert_false(decimal_whole("1x", 9, &value));
	assert_false(decimal_whole("18446744073709551616", UINT64_MAX, &value));
	assert_int_equal(value, 5);
	assert_true(decimal_whole("18446744073709551615", UINT64_MAX, &value));
	assert_true(value == UINT64_MAX);
	assert_true(decimal_whole("007", 9, &value));
	assert_int_equal(value, 7);
}

static void assert_text(double value, const char *text)
{
	char out[512];
	decimal_text(out, sizeof(out), value);
	assert_string_equal(out, text);
}

static void decimal_writes_the_shortest(void **state)
{
	(void)state;
	assert_text(3, "3");
	assert_text(1.75, "1.75");
	assert_text(-0.0, "0");
	assert_text(0.1, "0.1");
	assert_text(0.1 + 0.2, "0.30000000000000004");
	assert_text(-1200, "-1200");
	assert_text(0.000001, "0.000001");
	assert_text(1e21, "1000000000000000000000");

	char room[4];
	decimal_text(room, sizeof(room), 12345);
	assert_string_equal(room, "123");

	/* Whatever it writes reads back. */
	double values[] = {DBL_MIN, DBL_MAX, 1.0 / 3, 1e-300, 123456.789};
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		char out[1200];
		decimal_text(out, sizeof(out), values[i]);
		assert_true(strtod(out, NULL) == values[i]);
	}
}

/* With a comma as the locale's point, where the machine has such a locale. */
static void decimal_ignores_the_locale(void **state)
{
	(void)state;
	if (!setlocale(LC_NUMERIC, "nl_NL.UTF-8") && !setlocale(LC_NUMERIC, "de_DE.UTF-8"))
		skip();
	double value = 0;
	assert_true(decimal_parse("1.5", &value));
	assert_true(value == 1.5);
	assert_false(decimal_parse("1,5", &value));
	assert_text(1.5, "1.5");
	setlocale(LC_NUMERIC, "C");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mem_grow_keeps_and_zeroes),
		cmocka_unit_test(mem_grow_aborts_on_overflow),
		cmocka_unit_test(mem_text_copies),
		cmocka_unit_test(buf_grows),
		cmocka_unit_test(buf_takes_its_own_contents),
		cmocka_unit_test(buf_keeps_nul_bytes),
		cmocka_unit_test(err_replaces_and_is_safe),
		cmocka_unit_test(faults_are_kept_in_order),
		cmocka_unit_test(sink_stays_failed),
		cmocka_unit_test(sink_writes_to_buf),
		cmocka_unit_test(sink_writes_to_slow_fd),
		cmocka_unit_test(sink_fails_on_full_device),
		cmocka_unit_test(decimal_accepts),
		cmocka_unit_test(decimal_refuses),
		cmocka_unit_test(decimal_reads_whole_numbers),
		cmocka_unit_test(decimal_writes_the_shortest),
		cmocka_unit_test(decimal_ignores_the_locale),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
