#include "config.h"

#include "kill_walk.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const part_words[PARTS] = {
	"note with ", "own question with ", "agreement with "};
static const char part_marks[PARTS + 1] = "nqa";

/* --- the rubric ------------------------------------------------------------------------------- */

/* The text between quotes when the line gives `key` a value. */
static bool quoted(const char *line, const char *key, char *out, size_t size)
{
	size_t len = strlen(key);
	const char *from = strchr(line, '"');

	if (strncmp(line, key, len) != 0 || strchr(" =", line[len]) == NULL || from == NULL)
		return false;
	snprintf(out, size, "%.*s", (int)strcspn(from + 1, "\""), from + 1);
	return true;
}

/* As in the middle of a sentence. */
static void lower_first(char *text)
{
	text[0] = (char)tolower((unsigned char)text[0]);
}

static void add_criterion(struct world *world, const char *id, const char *title)
{
	struct criterion *criterion = &world->criteria[world->count];

	if (world->count == CRITERIA)
		return;
	world->count++;
	snprintf(criterion->id, sizeof(criterion->id), "%s", id);
	snprintf(criterion->row, sizeof(criterion->row), "%s", title);
	snprintf(criterion->said, sizeof(criterion->said), "%s", title);
	lower_first(criterion->said);
}

struct axis {
	char id[8][40], title[8][64];
	size_t count;
};

static void cross(struct world *world, const struct axis *rows, const struct axis *columns)
{
	world->grid = rows->count > 0;
	for (size_t r = 0; r < rows->count; r++) {
		for (size_t c = 0; c < columns->count; c++) {
			struct criterion *cell = &world->criteria[world->count];
			char id[100], column[64];

			snprintf(id, sizeof(id), "%s.%s", rows->id[r], columns->id[c]);
			add_criterion(world, id, rows->title[r]);
			snprintf(cell->column, sizeof(cell->column), "%s", columns->title[c]);
			snprintf(column, sizeof(column), "%s", columns->title[c]);
			lower_first(column);
			snprintf(cell->said + strlen(cell->said), 68, ", %s", column);
		}
	}
}

static void add_axis(struct axis *axis, const char *id, const char *title)
{
	if (axis->count == 8)
		return;
	snprintf(axis->id[axis->count], sizeof(axis->id[0]), "%s", id);
	snprintf(axis->title[axis->count++], sizeof(axis->title[0]), "%s", title);
}

static bool read_rubric(struct world *world)
{
	struct axis rows = {0}, columns = {0};
	char line[1100], kind[32] = "", id[64] = "", text[64];
	size_t levels = 0;
	FILE *file = fopen(world->rubric, "r");

	while (file != NULL && fgets(line, sizeof(line), file)) {
		if (sscanf(line, "[%31[a-z].%63[^]]]", kind, id) >= 1)
			continue;
		if (strcmp(kind, "level") == 0 && levels < LEVELS &&
			quoted(line, "label[en]", text, sizeof(text))) {
			snprintf(world->levels[levels], sizeof(world->levels[0]), "%s", id);
			snprintf(world->labels[levels++], sizeof(world->labels[0]), "%s", text);
		}
		if (!quoted(line, "title[en]", text, sizeof(text)))
			continue;
		if (strcmp(kind, "criterion") == 0)
			add_criterion(world, id, text);
		else if (strcmp(kind, "row") == 0)
			add_axis(&rows, id, text);
		else if (strcmp(kind, "column") == 0)
			add_axis(&columns, id, text);
	}
	if (file != NULL)
		fclose(file);
	cross(world, &rows, &columns);
	world->columns = world->grid ? 100 : 80;
	return levels == LEVELS && world->count > 0;
}

struct world *walk_new(const char *peil, const char *rubric, const char *folder, uint64_t seed)
{
	struct world *world = calloc(1, sizeof(*world));
	const char *slash = strrchr(rubric, '/');

	if (world == NULL)
		return NULL;
	world->peil = peil;
	world->rubric = rubric;
	world->folder = folder;
	world->seed = seed;
	slash = slash == NULL ? rubric : slash + 1;
	snprintf(world->id, sizeof(world->id), "%.*s", (int)strcspn(slash, "."), slash);
	snprintf(world->keys, sizeof(world->keys), "%s/walk.keys", folder);
	snprintf(world->table, sizeof(world->table), "%s/table.csv", folder);
	snprintf(world->messages, sizeof(world->messages), "%s/messages", folder);
	if (!read_rubric(world)) {
		fprintf(stderr, "kill_walk: cannot use the rubric %s\n", rubric);
		walk_free(world);
		return NULL;
	}
	return world;
}

void walk_free(struct world *world)
{
	free(world);
}

uint64_t walk_random(struct world *world, uint64_t below)
{
	world->seed = world->seed * 6364136223846793005U + 1442695040888963407U;
	return (world->seed >> 24) % below;
}

void walk_new_session(struct world *world)
{
	snprintf(world->session, sizeof(world->session), "%s/s%lu", world->folder,
		world->sessions++);
	for (size_t i = 0; i < world->count; i++) {
		struct criterion *criterion = &world->criteria[i];

		criterion->promised = criterion->sent = 0;
		criterion->new_promise = false;
		memset(criterion->parts, 0, sizeof(criterion->parts));
		memset(criterion->new_parts, 0, sizeof(criterion->new_parts));
	}
}

/* --- the steps -------------------------------------------------------------------------------- */

const char *walk_token(const struct world *world, size_t at, enum part part)
{
	static char text[64];

	snprintf(text, sizeof(text), "%c%lux%zu", part_marks[part], world->sessions, at);
	return text;
}

/* Appends to the last step. */
static void add(struct world *world, const char *text)
{
	char *step = world->steps[world->step_count];
	size_t len = strlen(step);

	snprintf(step + len, STEP_MAX - len, "%s", text);
}

struct tongue {
	const char *first, *down, *right, *key_end, *line, *line_end, *clear, *enter, *note, *done;
	const char *back, *question, *agreement;
};
static const struct tongue tongues[MODES] = {
	{"first\n", "j\n", "l\n", "\n", "", "\n", "", "enter\n", "n\n", ".\n", "q\n", "a\n", "g\n"},
	{"\033[1~", "j", "l", "", "", "\r", "\025", "\r", "n", "", "q", "a", "g"},
	{"<Home> ", "j ", "l ", " ", "\"", "\" <Enter> ", "<C-u> ", "<Enter> ", "n ", "", "q ",
		"a ", "g "},
};

static void add_line(struct world *world, const struct tongue *say, const char *text)
{
	add(world, say->line);
	add(world, text);
	add(world, say->line_end);
}

static void go_to(struct world *world, const struct tongue *say, size_t at)
{
	size_t down = world->grid ? at / 4 : at, right = world->grid ? at % 4 : 0;

	add(world, say->first);
	while (down-- > 0)
		add(world, say->down);
	while (right-- > 0)
		add(world, say->right);
}

static void answer(struct world *world, const struct tongue *say, size_t at)
{
	struct criterion *criterion = &world->criteria[at];
	char value[2] = {(char)('1' + walk_random(world, LEVELS)), 0};

	if (!world->grid && walk_random(world, 8) == 0)
		value[0] = 'u';
	criterion->sent = value[0];
	add(world, value);
	add(world, say->key_end);
	if (world->grid)
		add(world, say->note);
	add(world, say->clear);
	add_line(world, say, walk_token(world, at, PART_NOTE));
	if (world->grid)
		add(world, say->done);
}

/* In a grid: a question of their own and what was agreed, once in a session. */
static void fill_cell(struct world *world, const struct tongue *say, size_t at)
{
	add(world, say->enter);
	add(world, say->question);
	add_line(world, say, walk_token(world, at, PART_QUESTION));
	add(world, say->agreement);
	add_line(world, say, walk_token(world, at, PART_AGREEMENT));
	add_line(world, say, "Ana");
	add_line(world, say, "12 dec");
	add(world, say->back);
}

void walk_plan(struct world *world, enum mode mode)
{
	const struct tongue *say = &tongues[mode];

	memset(world->steps, 0, sizeof(world->steps));
	world->step_count = 0;
	world->mode = mode;
	world->frame_rows = 0;
	world->all_saved = false;
	add(world, say->enter);
	if (mode == MODE_PLAIN)
		snprintf(world->steps[0], STEP_MAX, "\n");
	world->step_count++;
	for (size_t i = 0; i < world->count && world->step_count < STEPS - 2; i++) {
		struct criterion *criterion = &world->criteria[i];

		criterion->sent = 0;
		/* An answer that stands is changed now and then. */
		if (criterion->promised && walk_random(world, 6) != 0)
			continue;
		go_to(world, say, i);
		answer(world, say, i);
		if (mode == MODE_KEYS)
			add(world, ":dump early :saved :dump saved\n");
		world->step_count++;
		if (!world->grid || criterion->parts[PART_QUESTION] || walk_random(world, 2) == 0)
			continue;
		fill_cell(world, say, i);
		if (mode == MODE_KEYS)
			add(world, ":saved :dump saved\n");
		world->step_count++;
	}
	if (mode == MODE_SCREEN)
		snprintf(world->steps[world->step_count++], STEP_MAX, "%s", say->back);
}

void walk_join(const struct world *world, char *out, size_t size)
{
	size_t len = 0;

	out[0] = '\0';
	for (size_t i = 0; i < world->step_count; i++)
		len += (size_t)snprintf(out + len, size - len, "%s", world->steps[i]);
}

const char *walk_part_name(enum part part)
{
	return part_words[part];
}

bool walk_write_keys(const struct world *world, const char *all)
{
	FILE *file = fopen(world->keys, "w");

	if (file == NULL)
		return false;
	fputs(all, file);
	return fclose(file) == 0;
}

/* --- the promises ----------------------------------------------------------------------------- */

static void promise(struct world *world, struct criterion *criterion, char value)
{
	if (criterion->promised == value)
		return;
	criterion->promised = value;
	world->tally.acked += !criterion->new_promise;
	criterion->new_promise = true;
}

static void promise_part(struct world *world, struct criterion *criterion, enum part part)
{
	if (criterion->parts[part])
		return;
	criterion->parts[part] = criterion->new_parts[part] = true;
	world->tally.acked++;
}

static char value_of(const struct world *world, const char *label)
{
	for (size_t i = 0; i < LEVELS; i++) {
		if (strcmp(world->labels[i], label) == 0)
			return (char)('1' + i);
	}
	return strcmp(label, "I don't know") == 0 ? 'u' : 0;
}

/* `Saved 3 of 8: novelty = high`, `Saved 3 of 8: note with novelty` */
static void spoken(struct world *world, const char *line)
{
	const char *what = strstr(line, ": ");

	if (strncmp(line, "Saved ", 6) != 0 || !isdigit((unsigned char)line[6]) || what == NULL)
		return;
	what += 2;
	for (size_t i = 0; i < world->count; i++) {
		struct criterion *criterion = &world->criteria[i];
		size_t len = strlen(criterion->said);

		if (strncmp(what, criterion->said, len) == 0 && strncmp(what + len, " = ", 3) == 0)
			promise(world, criterion, value_of(world, what + len + 3));
		for (enum part part = 0; part < PARTS; part++) {
			len = strlen(part_words[part]);
			if (strncmp(what, part_words[part], len) == 0 &&
				strcmp(what + len, criterion->said) == 0)
				promise_part(world, criterion, part);
		}
	}
}

/* Of `. . # .` the place of the #, or 'u' when a ? follows; 0: none; -1: not such a row. */
static int marks_of(const char *row)
{
	size_t len = strlen(row);

	for (size_t at = len < 7 ? 0 : len - 7; at > 0; at--) {
		int chosen = 0;
		size_t i;

		for (i = 0; i < 7; i++) {
			if (i % 2 ? row[at + i] != ' ' : row[at + i] != '.' && row[at + i] != '#')
				break;
			if (row[at + i] == '#')
				chosen = (int)('1' + i / 2);
		}
		if (i == 7)
			return chosen == 0 && strncmp(row + at + 7, " ?", 2) == 0 ? 'u' : chosen;
	}
	return -1;
}

struct shown {
	int value;
	bool parts[PARTS];
};

static bool see_level(
	const struct world *world, const struct criterion *criterion, struct shown *shown)
{
	for (size_t i = 1; i < world->frame_rows; i++) {
		const char *row = world->frame[i];

		if (strlen(row) > 4 && isdigit((unsigned char)row[2]) &&
			strncmp(row + 4, criterion->row, strlen(criterion->row)) == 0) {
			shown->value = marks_of(row);
			return shown->value >= 0;
		}
	}
	return false;
}

/* `3 agreed aqn` under the head of the column. */
static bool see_cell(
	const struct world *world, const struct criterion *criterion, struct shown *shown)
{
	const char *head =
		world->frame_rows > 2 ? strstr(world->frame[2], criterion->column) : NULL;
	size_t at, len = strlen(criterion->row);

	if (head == NULL)
		return false;
	at = (size_t)(head - world->frame[2]);
	for (size_t i = 3; i < world->frame_rows; i++) {
		const char *row = world->frame[i], *label;

		if (strncmp(row, "  ", 2) != 0 || strncmp(row + 2, criterion->row, len) != 0 ||
			strlen(row) < at + 1 || row[2 + len] != ' ')
			continue;
		if (row[at] < '1' || row[at] > '4')
			return row[at] == '.';
		shown->value = row[at];
		label = world->labels[row[at] - '1'];
		if (strncmp(row + at + 2, label, strlen(label)) != 0)
			return false;
		/* A dump has no spaces at the ends of its rows: behind the label the row may end.
		 */
		row += at + 2 + strlen(label);
		if (*row == '\0')
			return true;
		for (row++; *row && *row != ' '; row++) {
			const char *mark = strchr(part_marks, *row);

			if (row[-1] == ' ' || strchr(part_marks, row[-1]) != NULL) {
				if (mark != NULL)
					shown->parts[mark - part_marks] = true;
			}
		}
		return true;
	}
	return false;
}

/* A whole frame of the walk that says "saved" promises every mark on it. */
static bool promised_frame(struct world *world)
{
	struct shown shown[CRITERIA] = {0};
	const char *counted;
	size_t seen = 0, said;

	if (world->frame_rows < 8 ||
		strncmp(world->frame[world->frame_rows - 1], "saved  ", 7) != 0)
		return false;
	for (size_t i = 0; i < world->count; i++) {
		bool there = world->grid ? see_cell(world, &world->criteria[i], &shown[i])
					 : see_level(world, &world->criteria[i], &shown[i]);
		if (!there)
			return false;
		seen += shown[i].value != 0;
	}
	counted = strstr(world->frame[0], " of ");
	while (counted != NULL && counted > world->frame[0] && counted[-1] != ' ')
		counted--;
	said = counted == NULL ? 0 : strtoul(counted, NULL, 10);
	if (said != seen)
		return false;
	for (size_t i = 0; i < world->count; i++) {
		if (shown[i].value)
			promise(world, &world->criteria[i], (char)shown[i].value);
		for (enum part part = 0; part < PARTS; part++) {
			if (shown[i].parts[part])
				promise_part(world, &world->criteria[i], part);
		}
	}
	return true;
}

void walk_line(struct world *world, char *line)
{
	if (world->mode == MODE_PLAIN) {
		spoken(world, line);
	} else if (strncmp(line, "== ", 3) == 0) {
		world->frame_rows = 0;
	} else if (strncmp(line, "-- cursor", 9) == 0) {
		promised_frame(world);
	} else if (world->frame_rows < FRAME_ROWS) {
		snprintf(world->frame[world->frame_rows++], sizeof(world->frame[0]), "%s", line);
	}
}

/* Before the first answer the screen says neither saved nor saving. */
static bool nothing_pending(const struct world *world)
{
	return world->frame_rows > 0 && strstr(world->frame[0], " 0 of ") != NULL &&
	       strncmp(world->frame[world->frame_rows - 1], "1-4 ", 4) == 0;
}

bool walk_screen(struct world *world)
{
	const struct pty_screen *screen = &world->screen;

	world->frame_rows = (size_t)screen->rows;
	for (int r = 0; r < screen->rows && r < FRAME_ROWS; r++) {
		char *out = world->frame[r];
		int end = 0;

		for (int c = 0; c < screen->columns; c++) {
			uint32_t cell = screen->cells[r][c];

			out[c] = cell < ' ' ? ' ' : cell > '~' ? '?' : (char)cell;
			if (out[c] != ' ')
				end = c + 1;
		}
		out[end] = '\0';
	}
	world->all_saved = promised_frame(world) || nothing_pending(world);
	return world->all_saved;
}
