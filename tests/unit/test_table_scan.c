/* A large table read by one parser or by several gives the same rows: those that were written. */
#include "config.h"

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "files/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#define COLUMNS 3
#define LARGE	10600000 /* bytes: enough for five parsers */
#define ANY	"*"	 /* stands for the delimiter */

/* How a field may stand in a file, and what it says. */
struct shape {
	const char *raw, *text;
};

static const struct shape SHAPES[] = {
	{"plain", "plain"},
	{"", ""},
	{" lead", " lead"},
	{"trail ", "trail "},
	{" ", " "},
	{"   ", "   "},
	{"two words  three", "two words  three"},
	{"\"quoted\"", "quoted"},
	{"\" kept \"", " kept "},
	{"\"a* b *c\"", "a* b *c"},
	{"\"she said \"\"why\"\" \"", "she said \"why\" "},
	{"\"first \n second*\n\"", "first \n second*\n"},
	{"caf\xC3\xA9 ", "caf\xC3\xA9 "},
	{"\"\"", ""},
};
static const struct shape TABS[] = {{"\tlead", "\tlead"}, {"in\tside", "in\tside"}};
/* Each line in it looks like a row. */
static const struct shape TRAP = {"\"1*2*3\n4*5*6\n7*8*9\na*b*c\nd*e*f\ng*h*i\n\"",
	"1*2*3\n4*5*6\n7*8*9\na*b*c\nd*e*f\ng*h*i\n"};

static uint64_t seed = 5;

static unsigned draw(unsigned bound)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % bound;
}

struct world {
	struct buf file, want, got[TABLE_PARTS_MAX];
	char delimiter;
	unsigned forgotten;
};

static void add_shape(struct buf *out, const char *text, char delimiter)
{
	for (; *text; text++)
		buf_byte(out, *text == ANY[0] ? delimiter : *text);
}

static void add_row(struct world *world, const struct shape *fields)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		if (i > 0)
			buf_byte(&world->file, world->delimiter);
		add_shape(&world->file, fields[i].raw, world->delimiter);
		add_shape(&world->want, fields[i].text, world->delimiter);
		buf_byte(&world->want, '\x1F');
	}
	buf_text_add(&world->file, draw(4) == 0 ? "\r\n" : "\n");
	buf_byte(&world->want, '\x1E');
}

static bool header(void *context, const struct table_row *row, bool wanted[TABLE_FIELDS_MAX],
	struct faults *faults)
{
	(void)context;
	(void)faults;
	assert_int_equal(row->count, COLUMNS);
	assert_string_equal(row->fields[COLUMNS - 1], "third");
	for (size_t i = 0; i < COLUMNS; i++)
		wanted[i] = true;
	return true;
}

static bool take(void *context, size_t part, const struct table_row *row, struct faults *faults)
{
	struct world *world = context;

	if (strcmp(row->fields[1], "refuse") == 0) {
		if (faults != NULL)
			faults_add(faults, FAULT_ERROR, row->line, 0, NULL, "refused");
		return false;
	}
	for (size_t i = 0; i < row->count; i++) {
		buf_text_add(&world->got[part], row->fields[i]);
		buf_byte(&world->got[part], '\x1F');
	}
	buf_byte(&world->got[part], '\x1E');
	return true;
}

static void forget(void *context, size_t part)
{
	struct world *world = context;

	buf_cut(&world->got[part], 0);
	world->forgotten++;
}

static void begin(struct world *world, char delimiter)
{
	*world = (struct world){.delimiter = delimiter};
	add_shape(&world->file, "first*second*third\n", delimiter);
}

/* Read it by so many parsers: what was written comes back, in order; the faults. */
static struct faults read_by(struct world *world, size_t parsers)
{
	const struct table_scan scan = {header, take, forget, parsers};
	struct err err = ERR_OK;
	struct faults faults;
	size_t at = 0;
	int fd = memfd_create("table", MFD_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, world->file.data, world->file.len), world->file.len);
	faults_init(&faults, "table");
	assert_true(table_scan(fd, &scan, world, &faults, &err));
	for (size_t i = 0; i < TABLE_PARTS_MAX; i++) {
		size_t len = world->got[i].len;

		assert_true(at + len <= world->want.len);
		assert_memory_equal(buf_text(&world->got[i]), buf_text(&world->want) + at, len);
		assert_true(i < parsers || len == 0);
		at += len;
		buf_cut(&world->got[i], 0);
	}
	assert_int_equal(at, world->want.len);
	close(fd);
	return faults;
}

static void end(struct world *world)
{
	for (size_t i = 0; i < TABLE_PARTS_MAX; i++)
		buf_free(&world->got[i]);
	buf_free(&world->file);
	buf_free(&world->want);
}

/* A block is 256 KiB: with the rows as long as they come, every shape stands at its edge. */
static void every_blank_and_quote_comes_back(void **state)
{
	static const size_t PARSERS[] = {1, 2, 5};

	(void)state;
	for (const char *delimiter = ",;\t"; *delimiter != '\0'; delimiter++) {
		struct world world;

		begin(&world, *delimiter);
		while (world.file.len < LARGE) {
			struct shape row[COLUMNS];

			for (size_t i = 0; i < COLUMNS; i++)
				row[i] = SHAPES[draw(sizeof(SHAPES) / sizeof(SHAPES[0]))];
			/* Tabs now and then: blocks with and without. */
			if (*delimiter != '\t' && draw(20000) == 0)
				row[0] = TABS[draw(2)];
			/* A line of nothing at all would be no row. */
			if (row[0].raw[0] == '\0')
				row[0] = SHAPES[0];
			add_row(&world, row);
		}
		/* And a last line that does not end. */
		add_row(&world, (const struct shape[]){SHAPES[0], SHAPES[2], SHAPES[3]});
		while (world.file.data[world.file.len - 1] < ' ')
			buf_cut(&world.file, world.file.len - 1);
		for (size_t i = 0; i < sizeof(PARSERS) / sizeof(PARSERS[0]); i++) {
			struct faults faults = read_by(&world, PARSERS[i]);

			assert_int_equal(faults.count, 0);
			faults_free(&faults);
		}
		end(&world);
	}
}

/* Nearly all of the file stands in quotes: parsers that started there are not believed. */
static void a_row_inside_quotes_is_none(void **state)
{
	struct world world;
	struct faults faults;

	(void)state;
	begin(&world, ',');
	while (world.file.len < LARGE)
		add_row(&world, (const struct shape[]){TRAP, TRAP, TRAP});
	faults = read_by(&world, 5);
	assert_int_equal(faults.count, 0);
	assert_true(world.forgotten > 0);
	faults_free(&faults);
	end(&world);
}

/* In each fifth of the file one row that cannot be used, with its line. */
static void faults_name_lines_of_the_whole_file(void **state)
{
	const struct shape good[] = {{"a b", "a b"}, {"\"two\nlines\"", "two\nlines"}, {"c", "c"}};
	const size_t parsers[] = {1, 5};
	unsigned lines[5], line = 2, count = 0;
	struct world world;

	(void)state;
	begin(&world, ',');
	while (world.file.len < LARGE) {
		if (world.file.len > (count + 1) * (size_t)(LARGE / 6) && count < 5) {
			buf_text_add(&world.file, count % 2 ? "a,refuse,c\n" : "a,b\"b,c\n");
			lines[count++] = line++;
		}
		add_row(&world, good);
		line += 2;
	}
	for (size_t p = 0; p < 2; p++) {
		struct faults faults = read_by(&world, parsers[p]);

		assert_int_equal(faults.count, 5);
		for (size_t i = 0; i < 5; i++)
			assert_int_equal(faults.list[i].line, lines[i]);
		faults_free(&faults);
	}
	end(&world);
}

/* --- small files -------------------------------------------------------------------------------
 */

static bool small_header(void *context, const struct table_row *row, bool wanted[TABLE_FIELDS_MAX],
	struct faults *faults)
{
	(void)faults;
	wanted[0] = true;
	buf_format(context, "%zu:%s ", row->count, row->fields[0]);
	return true;
}

static bool small_row(
	void *context, size_t part, const struct table_row *row, struct faults *faults)
{
	assert_int_equal(part, 0);
	if (row->fields[0][0] == '!') {
		if (faults != NULL)
			faults_add(faults, FAULT_ERROR, row->line, 0, NULL, "refused");
		return false;
	}
	buf_format(context, "%s ", row->fields[0]);
	return true;
}

static void small_forget(void *context, size_t part)
{
	(void)context;
	fail_msg("part %zu of a small file", part);
}

#define X10   "xxxxxxxxxx"
#define X100  X10 X10 X10 X10 X10 X10 X10 X10 X10 X10
#define X1000 X100 X100 X100 X100 X100 X100 X100 X100 X100 X100

/* Each row that can be used, and what is said of the others: the first fault's line. */
static void small_files(void **state)
{
	static const struct {
		const char *bytes;
		size_t nul;	  /* this byte becomes a NUL; 0: none */
		const char *seen; /* COLUMNS:FIRST of the header, and the first of each row */
		unsigned line, faults;
		const char *words; /* NULL: no faults */
	} cases[] = {
		{"", 0, "", 0, 0, NULL},
		{"\n\r\n", 0, "", 0, 0, NULL},
		{"a,b", 0, "2:a ", 0, 0, NULL},
		{"\xEF\xBB\xBF"
		 "a;b\n1;2\n",
			0, "2:a 1 ", 0, 0, NULL},
		/* A carriage return ends a row, the first one too. */
		{"a,b\r1,2\r3,4\r", 0, "2:a 1 3 ", 0, 0, NULL},
		{"a,b\r1,2\n!,4\n5,6", 0, "2:a 1 5 ", 2, 1, "refused"},
		{"a,\"b\nc\"\n!,2\n", 0, "2:a ", 3, 1, "refused"},
		{"a,b\r\n\r\n!,2\r\n3,4\r\n", 0, "2:a 3 ", 3, 1, "refused"},
		{"a,\"b\"c\n1,2\n", 0, "", 1, 1, "a quote where none can stand"},
		{"a,b\n1,2,3\n4,5\n", 0, "2:a 4 ", 2, 1, "not as many columns"},
		{"a,b\n1,_2\n3,4\n", 6, "2:a 3 ", 2, 1, "a NUL byte"},
		{"a,b\n1, x \"2\" \n3,4\n", 0, "2:a 3 ", 2, 1, "a quote where none can stand"},
		{"a,b\n1,2\n3,\"4", 0, "2:a 1 ", 3, 1, "a quote is still open"},
		{"a,b\n1,2\n3,\"4\n5,6\n!,8\n", 0, "2:a 1 5 ", 3, 2, "a quote is still open"},
		{"a,b\n1,2\n!,4", 0, "2:a 1 ", 3, 1, "refused"},
		{"a,b\n!,1\n2," X1000 X1000 X1000 X1000 X1000 X1000 X1000 X1000 X1000, 0, "2:a 2 ",
			2, 1, "refused"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct table_scan scan = {small_header, small_row, small_forget, 9};
		struct buf file = BUF_EMPTY, seen = BUF_EMPTY;
		struct err err = ERR_OK;
		struct faults faults;
		int fd = memfd_create("table", MFD_CLOEXEC);

		buf_text_add(&file, cases[i].bytes);
		if (cases[i].nul > 0)
			file.data[cases[i].nul] = '\0';
		assert_int_equal(write(fd, buf_text(&file), file.len), file.len);
		faults_init(&faults, "table");
		assert_true(table_scan(fd, &scan, &seen, &faults, &err));
		if (strcmp(buf_text(&seen), cases[i].seen) != 0)
			fail_msg("%.40s: %s", cases[i].bytes, buf_text(&seen));
		assert_int_equal(faults.errors, cases[i].faults);
		if (cases[i].words != NULL) {
			assert_int_equal(faults.list[0].line, cases[i].line);
			assert_non_null(strstr(faults.list[0].message, cases[i].words));
		}
		faults_free(&faults);
		buf_free(&file);
		buf_free(&seen);
		close(fd);
	}
}

/* So many columns, bytes and faults, and no more. */
static void a_scan_has_its_limits(void **state)
{
	static const struct {
		size_t columns, field, wrong;
		unsigned line, faults;
		const char *words;
	} cases[] = {
		{TABLE_FIELDS_MAX, 1, 0, 0, 0, NULL},
		{TABLE_FIELDS_MAX + 1, 1, 0, 1, 1, "more columns than can be read"},
		{1, TABLE_FIELD_MAX, 0, 0, 0, NULL},
		{1, 300000, 0, 2, 1, "a field of more than 65,536 bytes"},
		{1, 1, TABLE_FAULTS_MAX + 30, 3, TABLE_FAULTS_MAX, "refused"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct table_scan scan = {small_header, small_row, small_forget, 0};
		struct buf file = BUF_EMPTY, seen = BUF_EMPTY;
		struct err err = ERR_OK;
		struct faults faults;
		int fd = memfd_create("table", MFD_CLOEXEC);

		for (size_t line = 0; line < 2; line++) {
			for (size_t c = 0; c < cases[i].columns; c++)
				buf_text_add(&file, c > 0 ? ",a" : "a");
			for (size_t n = 1; line == 1 && n < cases[i].field; n++)
				buf_byte(&file, 'x');
			buf_byte(&file, '\n');
		}
		for (size_t n = 0; n < cases[i].wrong; n++)
			buf_text_add(&file, "!\n");
		assert_int_equal(write(fd, buf_text(&file), file.len), file.len);
		faults_init(&faults, "table");
		assert_true(table_scan(fd, &scan, &seen, &faults, &err));
		if (faults.errors != cases[i].faults)
			fail_msg("%zu: %u faults", i, (unsigned)faults.errors);
		if (cases[i].words != NULL) {
			assert_int_equal(faults.list[0].line, cases[i].line);
			assert_non_null(strstr(faults.list[0].message, cases[i].words));
		}
		faults_free(&faults);
		buf_free(&file);
		buf_free(&seen);
		close(fd);
	}
}

/* Each of five parsers finds faults; together they tell no more than one would. */
static void parsers_do_not_tell_more_than_one(void **state)
{
	const struct shape good[] = {{"a b", "a b"}, {"b", "b"}, {"c", "c"}};
	struct world world;
	size_t next = 0;

	(void)state;
	begin(&world, ',');
	while (world.file.len < LARGE) {
		/* The last parsers take nothing once the limit is reached; their rows are not
		 * compared. */
		if (world.file.len > next) {
			buf_text_add(&world.file, "a,refuse,c\n");
			next += LARGE / 150;
		}
		add_row(&world, good);
	}
	for (size_t parsers = 1; parsers <= 5; parsers += 4) {
		const struct table_scan scan = {header, take, forget, parsers};
		struct err err = ERR_OK;
		struct faults faults;
		int fd = memfd_create("table", MFD_CLOEXEC);

		assert_int_equal(write(fd, world.file.data, world.file.len), world.file.len);
		faults_init(&faults, "table");
		assert_true(table_scan(fd, &scan, &world, &faults, &err));
		assert_int_equal(faults.errors, TABLE_FAULTS_MAX);
		assert_int_equal(faults.list[0].line, 2);
		faults_free(&faults);
		close(fd);
	}
	end(&world);
}

static void what_is_no_file_cannot_be_scanned(void **state)
{
	const struct table_scan scan = {small_header, small_row, small_forget, 1};
	struct err err = ERR_OK;
	struct faults faults;
	struct buf seen = BUF_EMPTY;
	int ends[2], fd = memfd_create("table", MFD_CLOEXEC);

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(fd, "a\n1\n", 4), 4);
	assert_false(table_can_scan(fd)); /* not at its start */
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	assert_true(table_can_scan(fd));
	assert_false(table_can_scan(ends[0]));
	assert_false(table_can_scan(-1));
	for (int i = 0; i < 2; i++) {
		faults_init(&faults, "table");
		assert_false(table_scan(i == 0 ? ends[0] : -1, &scan, &seen, &faults, &err));
		assert_int_equal(err.code, ERR_INPUT);
		assert_string_equal(err.where, "table");
		assert_int_equal(faults.count, 0);
		err_free(&err);
		faults_free(&faults);
	}
	assert_int_equal(seen.len, 0);
	close(ends[0]);
	close(ends[1]);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_blank_and_quote_comes_back),
		cmocka_unit_test(a_row_inside_quotes_is_none),
		cmocka_unit_test(faults_name_lines_of_the_whole_file),
		cmocka_unit_test(small_files),
		cmocka_unit_test(a_scan_has_its_limits),
		cmocka_unit_test(parsers_do_not_tell_more_than_one),
		cmocka_unit_test(what_is_no_file_cannot_be_scanned),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
