/* The columns of every table of a package, as data: what the tables hold, and what the codebook and
 * the files that load them say of it. */
#include "config.h"

#include "report/package.h"

#define STATUSES "scored|unknown|not_applicable|unanswered|no_consensus|open|agreed"

/* clang-format off */
/* Columns of several tables. */
#define SESSION \
	{"session", PACKAGE_TEXT, "The session's id.", NULL}
#define RUBRIC \
	{"rubric", PACKAGE_TEXT, "The rubric's id.", NULL}
#define MOMENT \
	{"moment", PACKAGE_TEXT, "start, mid, end or empty.", "start|mid|end"}
#define ROUND \
	{"round", PACKAGE_TEXT, "1, 2, ... or consensus.", NULL}
#define RATER_ROLE \
	{"rater_role", PACKAGE_TEXT, "In which role.", NULL}
#define SUBMITTED \
	{"submitted", PACKAGE_TEXT, "Whether the form was handed in.", "yes|no|late"}
#define ENTERED_BY \
	{"entered_by", PACKAGE_TEXT, "self or owner.", "self|owner"}
#define ENTERED_BY_ANY \
	{"entered_by", PACKAGE_TEXT, "self, or owner when any answer was entered by the owner.", "self|owner"}
#define LEVEL \
	{"status", PACKAGE_TEXT, "Whether there is a level, and why not.", STATUSES}, \
	{"level", PACKAGE_TEXT, "The level's id or label; empty unless scored.", NULL}, \
	{"value", PACKAGE_NUMBER, "The level's number; empty unless scored.", NULL}
#define ABOUT_SESSION \
	SESSION, \
	RUBRIC, \
	{"rubric_version", PACKAGE_TEXT, "The rubric's version.", NULL}, \
	{"rubric_fingerprint", PACKAGE_TEXT, "BLAKE2b of the rubric file: equal means the same text.", NULL}
#define ABOUT_SHEET \
	ABOUT_SESSION, \
	MOMENT, \
	ROUND, \
	{"group", PACKAGE_TEXT, "The group, empty where there is none.", NULL}, \
	{"rater", PACKAGE_TEXT, "Code of the person who answered; empty for a consensus.", NULL}, \
	RATER_ROLE, \
	{"target", PACKAGE_TEXT, "What was rated, or the code of the person who was.", NULL}, \
	{"relation", PACKAGE_TEXT, "self, peer or outside.", "self|peer|outside"}

static const struct package_column RATINGS[] = {
	ABOUT_SHEET,
	{"criterion", PACKAGE_TEXT, "The criterion's id; see the codebook.", NULL},
	LEVEL,
	{"note", PACKAGE_TEXT, "The note or reason; empty unless notes were asked for.", NULL},
	{"recorded_at", PACKAGE_TIME, "When it was answered, UTC.", NULL},
	ENTERED_BY,
	SUBMITTED,
};
static const struct package_column SHEETS[] = {
	ABOUT_SHEET,
	{"scored", PACKAGE_WHOLE, "Criteria with a level.", NULL},
	{"unknown", PACKAGE_WHOLE, "Criteria answered with unknown.", NULL},
	{"not_applicable", PACKAGE_WHOLE, "Criteria answered with not applicable.", NULL},
	{"unanswered", PACKAGE_WHOLE, "Criteria asked and not answered.", NULL},
	{"first_at", PACKAGE_TIME, "The first answer that stands, UTC.", NULL},
	{"last_at", PACKAGE_TIME, "The last answer, UTC.", NULL},
	ENTERED_BY_ANY,
	SUBMITTED,
};
static const struct package_column PEOPLE[] = {
	SESSION,
	{"person", PACKAGE_TEXT, "Code of the person, different in every session.", NULL},
	{"role", PACKAGE_TEXT, "The role.", NULL},
	{"group", PACKAGE_TEXT, "The group.", NULL},
	{"consent", PACKAGE_TEXT, "yes, or not_asked where the session does not ask.", "yes|not_asked"},
	{"link", PACKAGE_TEXT, "A code that is the same for a person in all sessions; empty unless linking was asked for.", NULL},
	{"sheets", PACKAGE_WHOLE, "Forms by this person.", NULL},
};
static const struct package_column SESSIONS[] = {
	ABOUT_SESSION,
	{"kind", PACKAGE_TEXT, "solo, workshop or peer.", "solo|workshop|peer"},
	MOMENT,
	{"title", PACKAGE_TEXT, "The session's title.", NULL},
	{"made_at", PACKAGE_TIME, "When the session was made, UTC.", NULL},
	{"rounds", PACKAGE_WHOLE, "How many rounds there may be.", NULL},
	{"threshold", PACKAGE_WHOLE, "Percent that must choose one level to call it agreed.", NULL},
	{"attested", PACKAGE_TEXT, "no: nothing but names of folders says who wrote what.", "yes|no"},
	{"people", PACKAGE_WHOLE, "People of whom something is in this package.", NULL},
	{"refused", PACKAGE_WHOLE, "People left out: they said no to research.", NULL},
	{"not_asked", PACKAGE_WHOLE, "People left out: they were not asked yet.", NULL},
	{"unasked", PACKAGE_WHOLE, "People in this package whose session does not ask for consent.", NULL},
	{"withheld", PACKAGE_WHOLE, "Answers left out since fewer than five people gave one.", NULL},
};
static const struct package_column TEXTS[] = {
	SESSION,
	RUBRIC,
	MOMENT,
	ROUND,
	{"group", PACKAGE_TEXT, "The group.", NULL},
	{"rater", PACKAGE_TEXT, "Code of the person who wrote it.", NULL},
	RATER_ROLE,
	{"target", PACKAGE_TEXT, "What it is about, or the code of the person.", NULL},
	{"criterion", PACKAGE_TEXT, "The criterion's id.", NULL},
	{"kind", PACKAGE_TEXT, "note, comment, question, agreement, answer, action or reason.", NULL},
	{"part", PACKAGE_TEXT, "Tells texts of one criterion apart.", NULL},
	{"text", PACKAGE_TEXT, "The text.", NULL},
	{"due", PACKAGE_TEXT, "By when, for an action or agreement.", NULL},
	{"status", PACKAGE_TEXT, "open or agreed, or empty.", NULL},
	{"recorded_at", PACKAGE_TIME, "When it was written, UTC.", NULL},
};
static const struct package_column HISTORY[] = {
	SESSION,
	{"round", PACKAGE_TEXT, "1, 2, ...", NULL},
	{"rater", PACKAGE_TEXT, "Code of the person who answered.", NULL},
	{"target", PACKAGE_TEXT, "What was rated, or the code of the person.", NULL},
	{"criterion", PACKAGE_TEXT, "The criterion's id.", NULL},
	{"turn", PACKAGE_WHOLE, "1 for the first answer, 2 for the first change of mind, ...", NULL},
	LEVEL,
	{"recorded_at", PACKAGE_TIME, "When it was said, UTC.", NULL},
	ENTERED_BY,
};
static const struct package_column WIDE[] = {
	ABOUT_SHEET,
	{"recorded_at", PACKAGE_TIME, "The last answer, UTC.", NULL},
	ENTERED_BY_ANY,
	SUBMITTED,
};
static const struct package_column CODEBOOK[] = {
	RUBRIC,
	{"rubric_version", PACKAGE_TEXT, "Its version.", NULL},
	{"rubric_fingerprint", PACKAGE_TEXT, "BLAKE2b of the rubric file.", NULL},
	{"variable", PACKAGE_TEXT, "The column in the wide file of this rubric.", NULL},
	{"criterion", PACKAGE_TEXT, "The criterion's id in the other tables.", NULL},
	{"entry", PACKAGE_TEXT, "What this line gives: a title, question, level, description or missing value.", "title|question|level|description|missing"},
	{"code", PACKAGE_NUMBER, "The number of a level or missing value.", NULL},
	{"level", PACKAGE_TEXT, "The level's id, or the status of a missing value.", NULL},
	{"lang", PACKAGE_TEXT, "The language of the text.", NULL},
	{"text", PACKAGE_TEXT, "The text.", NULL},
	{"reverse", PACKAGE_TEXT, "yes: the statement is turned, its value counts from the other end.", "yes|no"},
};

#define TABLE(word, columns) {word, columns, sizeof(columns) / sizeof((columns)[0])}
static const struct {
	const char *name;
	const struct package_column *columns;
	size_t count;
} TABLES[PACKAGE_TABLES] = {
	[PACKAGE_RATINGS] = TABLE("ratings", RATINGS),
	[PACKAGE_SHEETS] = TABLE("sheets", SHEETS),
	[PACKAGE_PEOPLE] = TABLE("people", PEOPLE),
	[PACKAGE_SESSIONS] = TABLE("sessions", SESSIONS),
	[PACKAGE_TEXTS] = TABLE("texts", TEXTS),
	[PACKAGE_HISTORY] = TABLE("history", HISTORY),
	[PACKAGE_WIDE] = TABLE("wide", WIDE),
	[PACKAGE_CODEBOOK] = TABLE("codebook", CODEBOOK),
};
/* clang-format on */

size_t package_columns(enum package_table table)
{
	return TABLES[table].count;
}

const struct package_column *package_column(enum package_table table, size_t nth)
{
	return nth < TABLES[table].count ? &TABLES[table].columns[nth] : NULL;
}

const char *package_table_name(enum package_table table)
{
	return TABLES[table].name;
}
