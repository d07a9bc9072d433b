/* The only includer of expat. */
#include "config.h"

#include "files/moodle.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "files/moodle_text.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 64
#define TEXT_MOST 65536	     /* bytes of one text */
#define NULL_TEXT "$@NULL@$" /* Moodle's way of writing nothing */
#define NOT_HTML  "2"	     /* descriptionformat of plain text */

/* What an open element is to us. */
enum place { ELSEWHERE, DEFINITION, CRITERION, LEVEL, PLACES, TEXT };

/* Texts that are kept until the element around them ends. */
enum kept { METHOD, NAME, DESCRIPTION, FORMAT, ORDER, SCORE, MEANING, KEPT };

struct reading {
	XML_Parser parser;
	struct foreign_list *out;
	struct faults *faults;
	enum place path[DEPTH_MAX];
	size_t depth;
	bool stopped; /* said why */
	bool areas;   /* the root is what it should be */
	struct foreign_rubric *rubric;
	struct foreign_criterion *criterion;
	enum kept now; /* of the text that is open */
	struct buf text;
	char *kept[PLACES][KEPT]; /* by the element around them; owned; NULL */
};

/* Both from where expat is; the line from 1, the column from 0. */
static unsigned line_now(const struct reading *reading)
{
#ifdef HAVE_XML_GETCURRENTLINENUMBER64
	return (unsigned)XML_GetCurrentLineNumber64(reading->parser);
#else
	return (unsigned)XML_GetCurrentLineNumber(reading->parser);
#endif
}

static unsigned column_now(const struct reading *reading)
{
#ifdef HAVE_XML_GETCURRENTLINENUMBER64
	return (unsigned)XML_GetCurrentColumnNumber64(reading->parser);
#else
	return (unsigned)XML_GetCurrentColumnNumber(reading->parser);
#endif
}

static void stop(struct reading *reading, const char *hint, const char *what)
{
	faults_add(reading->faults, FAULT_ERROR, line_now(reading), 0, hint, "%s", what);
	reading->stopped = true;
	XML_StopParser(reading->parser, XML_FALSE);
}

static void fault(struct reading *reading, const char *hint, const char *what)
{
	faults_add(reading->faults, FAULT_ERROR, line_now(reading), 0, hint, "%s", what);
	reading->rubric->bad = true;
}

/* --- texts -------------------------------------------------------------------------------------
 */

/* A kept text as a reader sees it; the caller frees. */
static char *shown(const struct reading *reading, enum place of, enum kept which)
{
	const char *raw = reading->kept[of][which];
	const char *format = reading->kept[of][FORMAT];

	if (!raw || strcmp(raw, NULL_TEXT) == 0)
		return mem_text("");
	return format && strcmp(format, NOT_HTML) == 0 ? mem_text(raw) : moodle_text(raw);
}

static char *clean(struct reading *reading, const char *text, const char *what, unsigned line)
{
	const struct foreign_place place = {reading->faults, line, what};
	bool bad = false;
	char *good = foreign_text(text, &place, &bad);

	if (bad)
		reading->rubric->bad = true;
	return good;
}

static void forget(struct reading *reading, enum place of)
{
	for (size_t i = 0; i < KEPT; i++) {
		free(reading->kept[of][i]);
		reading->kept[of][i] = NULL;
	}
}

/* --- what ends ---------------------------------------------------------------------------------
 */

/* A level in Moodle has no name; its score is what people see. */
static void end_level(struct reading *reading)
{
	char *text = shown(reading, LEVEL, MEANING);
	const char *score = reading->kept[LEVEL][SCORE];
	struct foreign_rating *rating = foreign_add_rating(reading->criterion);
	char label[64];

	free(rating->text);
	rating->text = clean(reading, text, "definition of a level", line_now(reading));
	if (!score || !foreign_points(score, &rating->points))
		fault(reading, "Moodle writes <score>2.00000</score>",
			"a level without a score that is a number");
	decimal_text(label, sizeof(label), rating->points);
	mem_replace(&rating->label, label);
	free(text);
}

/* The first line is the title; what follows is the question. */
static void end_criterion(struct reading *reading)
{
	struct foreign_criterion *criterion = reading->criterion;
	char *text = shown(reading, CRITERION, DESCRIPTION);
	char *first = text + strspn(text, " \t\r\n");
	char *rest = first + strcspn(first, "\n");
	const char *order = reading->kept[CRITERION][ORDER];
	uint64_t number;

	if (*rest != '\0')
		*rest++ = '\0';
	free(criterion->title);
	free(criterion->question);
	criterion->title = clean(reading, first, "description of a criterion", criterion->line);
	criterion->question = clean(reading, rest, "description of a criterion", criterion->line);
	if (criterion->title[0] == '\0')
		fault(reading, NULL, "a criterion without a description");
	if (order && decimal_whole(order, 1000000, &number))
		criterion->order = (long)number;
	mem_replace(&criterion->where, "criterion");
	free(text);
	if (reading->rubric->criterion_count > RUBRIC_CRITERIA_MAX)
		stop(reading, "split the rubric", "more criteria than can be read");
}

static void end_definition(struct reading *reading)
{
	struct foreign_rubric *rubric = reading->rubric;
	char *name = mem_text(reading->kept[DEFINITION][NAME]);
	char *about = shown(reading, DEFINITION, DESCRIPTION);
	const char *method = reading->kept[DEFINITION][METHOD];

	free(rubric->title);
	free(rubric->purpose);
	rubric->title = clean(reading, name ? name : "", "name of a rubric", rubric->line);
	rubric->purpose = clean(reading, about, "description of a rubric", rubric->line);
	if (rubric->title[0] == '\0')
		mem_replace(&rubric->title, "Moodle");
	if (method && strcmp(method, "rubric") != 0) {
		faults_add(reading->faults, FAULT_WARNING, rubric->line, 0, NULL,
			"%s is no rubric but a %s: left out", rubric->title, method);
		rubric->bad = true;
	}
	free(name);
	free(about);
	reading->rubric = NULL;
	if (reading->out->count > FOREIGN_RUBRICS_MAX)
		stop(reading, "split the file", "more rubrics than can be read");
}

/* --- elements ----------------------------------------------------------------------------------
 */

static bool named(const char *element, const char *name)
{
	/* some write rubric_criterion, rubric_level */
	if (strncmp(element, "rubric_", 7) == 0)
		element += 7;
	return strcmp(element, name) == 0;
}

static bool is_kept(const char *element, enum kept *which)
{
	static const struct {
		const char *name;
		enum kept kept;
	} texts[] = {{"method", METHOD}, {"name", NAME}, {"description", DESCRIPTION},
		{"descriptionformat", FORMAT}, {"definitionformat", FORMAT}, {"sortorder", ORDER},
		{"score", SCORE}, {"definition", MEANING}};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		if (strcmp(texts[i].name, element) != 0)
			continue;
		*which = texts[i].kept;
		return true;
	}
	return false;
}

/* The nearest open element that means something. */
static enum place within(const struct reading *reading)
{
	for (size_t i = reading->depth; i-- > 0;)
		if (reading->path[i] != ELSEWHERE)
			return reading->path[i];
	return ELSEWHERE;
}

static enum place begin(struct reading *reading, const char *element)
{
	enum place around = within(reading);
	bool child = reading->depth > 0 && reading->path[reading->depth - 1] != ELSEWHERE;

	if (around == ELSEWHERE && strcmp(element, "definition") == 0) {
		reading->rubric = foreign_add(reading->out, line_now(reading));
		return DEFINITION;
	}
	if (around == DEFINITION && named(element, "criterion")) {
		reading->criterion = foreign_add_criterion(reading->rubric, line_now(reading));
		return CRITERION;
	}
	if (around == CRITERION && named(element, "level"))
		return LEVEL;
	return child && around < PLACES && is_kept(element, &reading->now) ? TEXT : ELSEWHERE;
}

static void XMLCALL start_element(void *context, const XML_Char *element, const XML_Char **pairs)
{
	struct reading *reading = context;
	enum place place;

	(void)pairs;
	if (reading->stopped)
		return;
	if (reading->depth == DEPTH_MAX) {
		stop(reading, "this is not a grading.xml of Moodle", "elements nested too deep");
		return;
	}
	if (reading->depth == 0)
		reading->areas = strcmp(element, "areas") == 0;
	place = begin(reading, element);
	if (place == TEXT)
		buf_cut(&reading->text, 0);
	reading->path[reading->depth++] = place;
}

static void XMLCALL end_element(void *context, const XML_Char *element)
{
	struct reading *reading = context;
	enum place place;

	(void)element;
	if (reading->stopped)
		return;
	place = reading->path[--reading->depth];
	switch (place) {
	case TEXT:
		mem_replace(&reading->kept[reading->path[reading->depth - 1]][reading->now],
			buf_text(&reading->text));
		return;
	case LEVEL: end_level(reading); break;
	case CRITERION: end_criterion(reading); break;
	case DEFINITION: end_definition(reading); break;
	default: return;
	}
	forget(reading, place);
}

static void XMLCALL take_text(void *context, const XML_Char *text, int len)
{
	struct reading *reading = context;

	if (reading->stopped || reading->depth == 0 || reading->path[reading->depth - 1] != TEXT)
		return;
	if (reading->text.len + (size_t)len > TEXT_MOST)
		stop(reading, NULL, "a text of more than 65,536 bytes");
	else
		buf_add(&reading->text, text, (size_t)len);
}

/* Nothing outside the file is ever opened, and no entity is ever made. */
static void XMLCALL refuse_doctype(void *context, const XML_Char *name, const XML_Char *system_id,
	const XML_Char *public_id, int internal)
{
	(void)name;
	(void)system_id;
	(void)public_id;
	(void)internal;
	stop(context, "Moodle writes none: take the line that begins with <!DOCTYPE out",
		"a document type, and so entities, which are not read");
}

/* --- the file ----------------------------------------------------------------------------------
 */

static void give_up(struct reading *reading)
{
	foreign_free(reading->out);
	reading->rubric = NULL;
	reading->criterion = NULL;
}

static void parse(struct reading *reading, const char *bytes, size_t len)
{
	XML_SetUserData(reading->parser, reading);
	XML_SetElementHandler(reading->parser, start_element, end_element);
	XML_SetCharacterDataHandler(reading->parser, take_text);
	XML_SetStartDoctypeDeclHandler(reading->parser, refuse_doctype);
	if (XML_Parse(reading->parser, bytes, (int)len, XML_TRUE) != XML_STATUS_OK) {
		if (!reading->stopped)
			faults_add(reading->faults, FAULT_ERROR, line_now(reading),
				column_now(reading) + 1,
				"take grading.xml from an unpacked backup as it is",
				"this is no good XML: %s",
				XML_ErrorString(XML_GetErrorCode(reading->parser)));
		give_up(reading);
	} else if (!reading->areas) {
		faults_add(reading->faults, FAULT_ERROR, 1, 0,
			"it is in an unpacked backup, as activities/.../grading.xml",
			"this is not a grading.xml of Moodle");
		give_up(reading);
	} else if (reading->out->count == 0) {
		faults_add(reading->faults, FAULT_ERROR, 1, 0, NULL, "there is no rubric in it");
	}
}

void moodle_read(const char *bytes, size_t len, struct foreign_list *out, struct faults *faults)
{
	struct reading reading = {.out = out, .faults = faults};

	reading.parser = XML_ParserCreate(NULL);
	if (!reading.parser)
		abort(); /* out of memory, as base/mem does */
	parse(&reading, bytes, len);
	for (int place = 0; place < PLACES; place++)
		forget(&reading, (enum place)place);
	buf_free(&reading.text);
	XML_ParserFree(reading.parser);
}
