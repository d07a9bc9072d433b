#include "config.h"

#include "base/buf.h"
#include "ui/keyfile.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct keyfile *parse(const char *text)
{
	struct faults faults;
	struct keyfile *keyfile;

	faults_init(&faults, "keys");
	keyfile = keyfile_parse(text, strlen(text), &faults);
	assert_non_null(keyfile);
	assert_int_equal(faults.count, 0);
	faults_free(&faults);
	return keyfile;
}

/* The faults of a text, written as the user sees them. */
static char *faults_of(const char *text, size_t len)
{
	struct faults faults;
	struct keyfile *keyfile;
	struct buf out = BUF_EMPTY;

	faults_init(&faults, "keys");
	keyfile = keyfile_parse(text, len, &faults);
	assert_null(keyfile);
	for (size_t i = 0; i < faults.count; i++)
		fault_write(&out, faults.file, &faults.list[i]);
	faults_free(&faults);
	return buf_take(&out);
}

static void assert_fault(const char *text, const char *begin)
{
	char *out = faults_of(text, strlen(text));

	if (strncmp(out, begin, strlen(begin)) != 0)
		fail_msg("%s does not begin with %s", out, begin);
	assert_non_null(strstr(out, "hint: "));
	free(out);
}

static void all_kinds_of_steps(void **state)
{
	struct keyfile *file =
		parse("3 j <Down> <C-w> <Hash> : < # a comment <Up>\n"
		      "\"a \303\251\" :paste \"p\nq\" :bytes ff E9 :tick 2.5 :saved\n:hangup :size "
		      "60x16 :dump name#1 \303\251");
	static const enum keyfile_kind kinds[] = {KEYFILE_KEY, KEYFILE_KEY, KEYFILE_KEY,
		KEYFILE_KEY, KEYFILE_KEY, KEYFILE_KEY, KEYFILE_KEY, KEYFILE_KEY, KEYFILE_KEY,
		KEYFILE_KEY, KEYFILE_PASTE, KEYFILE_BYTES, KEYFILE_TICK, KEYFILE_SAVED,
		KEYFILE_HANGUP, KEYFILE_SIZE, KEYFILE_DUMP, KEYFILE_KEY};
	struct keyfile_step *list = file->list;

	(void)state;
	assert_int_equal(file->count, sizeof(kinds) / sizeof(kinds[0]));
	for (size_t i = 0; i < file->count; i++)
		assert_int_equal(list[i].kind, kinds[i]);
	assert_int_equal(list[2].key.name, KEY_N_DOWN);
	assert_int_equal(list[3].key.point, 'w' - 'a' + 1);
	assert_int_equal(list[4].key.point, '#');
	assert_int_equal(list[5].key.point, ':');
	assert_int_equal(list[7].key.point, 'a');
	assert_int_equal(list[7].line, 2);
	assert_int_equal(list[8].key.name, KEY_N_SPACE);
	assert_int_equal(list[9].key.point, 0xe9);
	assert_string_equal(list[10].text, "p\nq");
	assert_int_equal(list[11].len, 2);
	assert_memory_equal(list[11].text, "\xff\xe9", 2);
	assert_int_equal(list[12].number, 2500);
	assert_int_equal(list[14].line, 4);
	assert_int_equal(list[15].number, 60);
	assert_int_equal(list[15].number2, 16);
	assert_string_equal(list[16].text, "name#1");
	keyfile_free(file);
}

static void mistakes_name_the_line(void **state)
{
	(void)state;
	assert_fault("a\nbc\n", "keys:2: error: \"bc\" is no key");
	assert_fault("a\n\n<Entr>", "keys:3: error: \"<Entr>\" is no key");
	assert_fault("<C-1>", "keys:1: error:");
	assert_fault("a \"never\nended", "keys:1: error: a quoted text has no end");
	assert_fault("\"a\nb\"c", "keys:2: error: something is stuck");
	assert_fault(":fly", "keys:1: error: \":fly\" is no command");
	assert_fault("\n:paste word", "keys:2: error: :paste has no text");
	assert_fault("\n:bytes zz", "keys:2: error: :bytes has no bytes");
	assert_fault(":tick", "keys:1: error: :tick has no number");
	assert_fault(":tick -1", "keys:1: error: :tick has no number");
	assert_fault(":size 60", "keys:1: error: :size has no size");
	assert_fault(":size 0x10", "keys:1: error: :size has no size");
	assert_fault(":size 60x99999", "keys:1: error: :size has no size");
	assert_fault(":dump", "keys:1: error: :dump has no name");
	assert_fault("a\n\xff", "keys:2: error: not UTF-8 text");
}

static void all_mistakes_are_listed(void **state)
{
	char *out = faults_of("ab\ncd\n:ef\n", 10);

	(void)state;
	assert_non_null(strstr(out, "keys:1:"));
	assert_non_null(strstr(out, "keys:2:"));
	assert_non_null(strstr(out, "keys:3:"));
	free(out);
	out = faults_of("a\n\0b", 4);
	assert_non_null(strstr(out, "keys:2:"));
	free(out);
}

static void control_bytes_do_not_reach_the_message(void **state)
{
	char *out = faults_of("\033[31m", 5);

	(void)state;
	assert_null(strchr(out, '\033'));
	free(out);
}

static void reading_a_file(void **state)
{
	struct faults faults;

	(void)state;
	faults_init(&faults, "none");
	assert_null(keyfile_read("no/such/file", &faults));
	assert_int_equal(faults.errors, 1);
	faults_free(&faults);
	faults_init(&faults, "dir");
	assert_null(keyfile_read(".", &faults));
	assert_int_equal(faults.errors, 1);
	faults_free(&faults);
	faults_init(&faults, "zero");
	assert_null(keyfile_read("/dev/zero", &faults));
	assert_int_equal(faults.errors, 1);
	faults_free(&faults);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_kinds_of_steps),
		cmocka_unit_test(mistakes_name_the_line),
		cmocka_unit_test(all_mistakes_are_listed),
		cmocka_unit_test(control_bytes_do_not_reach_the_message),
		cmocka_unit_test(reading_a_file),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
