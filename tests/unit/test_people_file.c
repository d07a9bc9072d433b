/* private/people.csv: whose address a line holds, and what is said about lines that are wrong. */
#include "config.h"

#include "files/people_file.h"
#include "world.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void addresses_find_their_people(void **state)
{
	static const struct {
		const char *bytes, *email, *number, *second; /* two of the first person */
		unsigned line;				     /* 0: all is good */
		const char *words;
	} cases[] = {
		{"person,email,number\np1,a@b,7\n", "a@b", "7", "", 0, NULL},
		{"number,colour,email,person\n7,red,a@b,p1\n", "a@b", "7", "", 0, NULL},
		{"Login;E-mail\nana;a@b\n", "a@b", "", "", 0, NULL},
		{"name,email\nAna Bo,a@b\n", "a@b", "", "", 0, NULL},
		{"Last name,Email address,First name\nBo,a@b,Ana\n", "a@b", "", "", 0, NULL},
		/* The id goes before the login, that before the name. */
		{"person,login,email\np2,ana,a@b\n", "", "", "a@b", 0, NULL},
		{"login,name,email\ncy,Ana Bo,a@b\n", "", "", "a@b", 0, NULL},
		{"person,name,email\np9,Ana Bo,a@b\n", "a@b", "", "", 0, NULL},
		/* Two are called so: neither has it. */
		{"name,email\nCy,a@b\n", "", "", "", 0, NULL},
		{"person,email\np1,'=a@b\n", "=a@b", "", "", 0, NULL},
		{"", "", "", "", 0, NULL},
		{"email,number\na@b,7\n", "", "", "", 1, "there is no column person"},
		{"person,email\np1\np1,a@b\n", "a@b", "", "", 2, "not as many columns"},
		{"person,email\np1,a@b\np2,\"x\"y\n", "a@b", "", "", 3, "quote"},
	};
	struct person people[] = {{.id = "p1", .login = "ana", .name = "Ana Bo"},
		{.id = "p2", .login = "cy", .name = "Cy"}, {.id = "p3", .login = "", .name = "Cy"}};
	const struct roster roster = {people, LENGTH(people)};
	struct world world;
	char path[120], where[140];

	(void)state;
	world_open(&world);
	snprintf(path, sizeof(path), "%s/private", world.dir);
	assert_int_equal(mkdir(path, 0700), 0);
	snprintf(path, sizeof(path), "%s/private/people.csv", world.dir);
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct people found;
		struct err err = ERR_OK;
		bool good;

		world_write(path, cases[i].bytes, strlen(cases[i].bytes));
		good = people_read(world.dir, &roster, &found, &err);
		if (good != (cases[i].line == 0))
			fail_msg("%s: %s", cases[i].bytes, good ? "good" : err.message);
		if (strcmp(found.email[0], cases[i].email) != 0 ||
			strcmp(found.number[0], cases[i].number) != 0)
			fail_msg("%s: %s %s", cases[i].bytes, found.email[0], found.number[0]);
		assert_string_equal(found.email[1], cases[i].second);
		assert_string_equal(found.email[2], "");
		if (!good) {
			snprintf(where, sizeof(where), "%s:%u", path, cases[i].line);
			assert_string_equal(err.where, where);
			assert_non_null(strstr(err.message, cases[i].words));
		}
		err_free(&err);
		people_free(&found);
	}
	world_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_find_their_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
