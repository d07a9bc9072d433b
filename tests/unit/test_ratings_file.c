/* Ratings and marks from tables that people made: blanks around cells and between lines, several
 * files into one table, faults without end. */
#include "config.h"

#include "files/ratings_file.h"
#include "files/ratings_scan.h"
#include "reading.h"

static void blanks_do_not_matter(void **state)
{
	static const struct {
		const char *bytes;
		size_t rows;
		const char *words; /* NULL: it is fine */
		unsigned line;
	} cases[] = {
		{" rater, target , criterion ,value\n a,\tt , c\t, 1\t\na, u,c, NA\n", 2, NULL, 0},
		{"rater,target,value\n\n \t\na,t,1\n\t\n", 1, NULL, 0},
		{"rater,target,value,criterion\na,t,1,c,\n", 0, "5 columns where the header has 4",
			2},
		{"\n \n", 0, "there is no header", 1},
		{"\"rater,target", 0, "quote", 1},
		{"rater,target,value\na,t,:\n", 0, "not a number", 2},
	};
	static const struct ratings_reading plain = {.level_count = 0};
	struct world world;

	(void)state;
	world_open(&world);
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct ratings *ratings = ratings_new();
		struct err err = ERR_OK;
		struct faults faults;
		char path[120];
		bool own;

		put(&world, path, "ratings.csv", cases[i].bytes);
		faults_init(&faults, path);
		assert_true(ratings_file_read(ratings, path, &plain, &own, &faults, &err));
		if (cases[i].words != NULL) {
			expect_fault(&faults, cases[i].line, cases[i].words, cases[i].bytes);
			assert_int_equal(faults.count, 1);
		} else if (faults.count > 0) {
			fail_msg("%s: %s", cases[i].bytes, faults.list[0].message);
		} else {
			assert_int_equal(ratings->row_count, cases[i].rows);
			assert_int_not_equal(names_find(ratings->people, "a"), NAMES_NONE);
			assert_int_not_equal(names_find(ratings->people, "t"), NAMES_NONE);
			assert_true(ratings->values[ratings->rows[0].value] == 1);
		}
		ratings_free(ratings);
		faults_free(&faults);
	}
	world_close(&world);
}

static void marks_are_checked(void **state)
{
	static const struct {
		const char *bytes, *words; /* words NULL: group a has 7.5 */
		unsigned line;
	} cases[] = {
		{"group,mark\na,7.5\n\n", NULL, 0},
		{"mark;group\n7,5;a\n", NULL, 0},
		{"team,mark\na,7\n", "there is no column group", 1},
		{"group,grade\na,7\n", "there is no column mark", 1},
		{"group,mark\na\n", "1 columns where the header has 2", 2},
		{"group,mark\nz,7\n", "z", 2},
		{"group,mark\na,seven\n", "seven", 2},
		{"group,mark\na,7\na,8\n", "a", 3},
		{"\n \n group , mark\n\na ,\t7.5 \n\t\n", NULL, 0},
		{"\n\n", "there is no header", 1},
		{"\"group", "quote", 1},
		{"group,mark\na,7,5\n", "3 columns where the header has 2", 2},
	};
	struct world world;

	(void)state;
	world_open(&world);
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct names *groups = names_new();
		struct err err = ERR_OK;
		struct faults faults;
		char path[120];
		double *marks;

		names_add(groups, "a");
		put(&world, path, "marks.csv", cases[i].bytes);
		faults_init(&faults, path);
		marks = ratings_file_marks(path, groups, &faults, &err);
		assert_non_null(marks);
		if (cases[i].words != NULL) {
			expect_fault(&faults, cases[i].line, cases[i].words, cases[i].bytes);
			assert_int_equal(faults.count, 1);
		} else {
			assert_true(faults.count == 0 && marks[0] == 7.5);
		}
		free(marks);
		names_free(groups);
		faults_free(&faults);
	}
	world_close(&world);
}

/* Files in turn into one table: what is twice is said with where it was first; a fault in every
 * line ends the reading, and that is said. */
static void ratings_of_several_files(void **state)
{
	static const struct ratings_reading plain = {.level_count = 0},
					    renamed = {.names = {[RATINGS_TARGET] = "subject"}};
	static const struct {
		const char *first, *second;
		const struct ratings_reading *reading;
		unsigned line;
		const char *words;
	} cases[] = {
		{"rater,target,value\na,t,1\n", "rater,target,value\na,t,2\n", &plain, 2,
			"first in another file"},
		{"rater,target,value\na,t,1\n", "rater,target,value\na,u,2\na,u,3\n", &plain, 3,
			"first in line 2"},
		{"rater,subject,value\na,t,1\n", "rater,target,value\na,t,1\n", &renamed, 1,
			"there is no column subject"},
		{"rater,target,value\na,t,1\n", "rater,target,value\na,\xff,1\n", &plain, 2,
			"not UTF-8"},
		{"rater,target,value\na,t,1\n", "rater,target,value,group\na,t,1,\xff\n", &plain, 2,
			"not UTF-8"},
	};
	struct world world;

	(void)state;
	world_open(&world);
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct ratings *ratings = ratings_new();
		struct err err = ERR_OK;
		struct faults faults;
		char path[120];
		bool own;

		put(&world, path, "first.csv", cases[i].first);
		faults_init(&faults, path);
		assert_true(
			ratings_file_read(ratings, path, cases[i].reading, &own, &faults, &err));
		assert_int_equal(faults.count, 0);
		put(&world, path, "second.csv", cases[i].second);
		assert_true(
			ratings_file_read(ratings, path, cases[i].reading, &own, &faults, &err));
		expect_fault(&faults, cases[i].line, cases[i].words, cases[i].second);
		faults_free(&faults);
		ratings_free(ratings);
	}
	world_close(&world);
}

/* A fault in every line: some are listed, the rest is not read, and that is said. */
static void faults_without_end(void **state)
{
	static const struct ratings_reading plain = {.level_count = 0};
	struct ratings *ratings = ratings_new();
	struct buf text = BUF_EMPTY;
	struct err err = ERR_OK;
	struct faults faults;
	struct world world;
	char path[120];
	bool own;

	(void)state;
	world_open(&world);
	buf_text_add(&text, "rater,target,value\n");
	for (int i = 0; i < 5000; i++)
		buf_text_add(&text, "a,t,x\n");
	put(&world, path, "ratings.csv", buf_text(&text));
	faults_init(&faults, path);
	assert_true(ratings_file_read(ratings, path, &plain, &own, &faults, &err));
	assert_true(faults.errors > 0 && faults.errors < 5000);
	expect_fault(&faults, 0, "the rest was not read", "5000 faults");
	faults_free(&faults);
	ratings_free(ratings);
	buf_free(&text);
	world_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blanks_do_not_matter),
		cmocka_unit_test(marks_are_checked),
		cmocka_unit_test(ratings_of_several_files),
		cmocka_unit_test(faults_without_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
