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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_blank_and_quote_comes_back),
		cmocka_unit_test(a_row_inside_quotes_is_none),
		cmocka_unit_test(faults_name_lines_of_the_whole_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
