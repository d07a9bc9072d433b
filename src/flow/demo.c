#include "config.h"

#include "flow/demo.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/rubric_file.h"
#include "files/session_new.h"
#include "flow/workshop.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEATS "student:6,lecturer:4,workfield:2"

/* Cards in seating order: six students, four lecturers, two from the work field. */
static const struct {
	const char *criterion, *first, *second; /* second: NULL when not asked again */
} CARDS[] = {
	{"openness", "223223333433", NULL},
	{"interdependence", "333323333333", NULL},
	{"novelty", "222222223222", NULL},
	{"disciplines", "33233u333323", NULL},
	{"stakeholders", "22uu3u343u44", "333u33333343"},
	{"interests", "112112344344", "332333344344"},
	{"urgency", "333343333333", NULL},
	{"self-direction", "222322122132", NULL},
};
#define CARDS_COUNT (sizeof(CARDS) / sizeof(CARDS[0]))

static const struct {
	const char *criterion;
	size_t seat;
	const char *text;
} REASONS[] = {
	{"openness", 0, N_("The client asked for a plan; that seems clear.")},
	{"openness", 9, N_("Ask three residents and you hear three questions.")},
	{"disciplines", 2, N_("Energy technology gets us most of the way.")},
	{"stakeholders", 3, N_("We have only met the client so far.")},
	{"stakeholders", 11, N_("Residents, housing corporation, grid operator and two shops.")},
	{"interests", 0, N_("Everybody wants cleaner energy.")},
	{"interests", 3, N_("Nobody in our team has heard of a conflict.")},
	{"interests", 7, N_("Owners want a return; tenants want a lower bill.")},
	{"interests", 10, N_("The grid operator cannot promise what the residents ask for.")},
	{"self-direction", 3, N_("We like to plan our own work.")},
	{"self-direction", 6, N_("In the first year we meet every week.")},
	{"urgency", 4, N_("The subsidy closes this spring.")},
};

static const struct {
	const char *criterion;
	size_t step; /* RUBRIC_NONE: no agreed level */
	const char *reason;
} AGREED[] = {
	{"interests", 2,
		N_("Interests differ, but the parties want to talk: high, not very high.")},
	{"stakeholders", 2, N_("Four organisations, and we know whom to call.")},
	{"openness", RUBRIC_NONE,
		N_("What counts as a solution is the first question to the client.")},
	{"self-direction", 1, N_("The team plans, the supervisor looks on every week.")},
};

static const struct {
	const char *criterion;
	size_t step;
	const char *text, *owner, *due;
} ACTIONS[] = {
	{"interests", 1, N_("Start with the tenants of one block and their housing corporation."),
		N_("lecturer 2"), "+14"},
	{"openness", 1, N_("Ask the client to choose one question and three requirements."),
		N_("work field 1"), "+7"},
};

/* --- the session -------------------------------------------------------------------------------
 */

static void name_session(struct session *session)
{
	char stamp[CLOCK_TEXT_LEN + 1];

	clock_text(stamp, clock_now());
	mem_replace(&session->made_at, stamp);
	/* A build that repeats gives the same session. */
	if (getenv("SOURCE_DATE_EPOCH")) {
		char print[ID_FINGERPRINT_LEN + 1];

		id_fingerprint(print, stamp, strlen(stamp));
		memcpy(session->id, print, ID_WRITER_LEN);
		session->id[ID_WRITER_LEN] = '\0';
	} else {
		id_random(session->id, ID_WRITER_LEN);
	}
}

static void fill_session(struct session *session, const struct rubric *rubric)
{
	session_init(session);
	name_session(session);
	session->kind = SESSION_WORKSHOP;
	mem_replace(&session->title, _("Energy for the East district"));
	mem_replace(&session->description,
		_("How can the residents of the East district share the energy that they make?"));
	mem_replace(&session->rubric, rubric->id);
	mem_replace(&session->rubric_version, rubric->version);
	mem_replace(&session->rubric_fingerprint, rubric->fingerprint);
	mem_replace(&session->purpose,
		_("To see together how complex this problem is, and whether it fits."));
	mem_replace(&session->profile, "first-year");
	session->rounds = 2;
	session->threshold = 75;
	session->minutes = 50;
}

static struct rubric *read_rubric(struct err *err)
{
	char *path = rubric_path("complextool", err);
	struct rubric *rubric = NULL;
	struct faults faults;

	if (!path)
		return NULL;
	faults_init(&faults, path);
	rubric = rubric_file_read(path, &faults);
	if (!rubric)
		err_set(err, ERR_INPUT, path,
			"the example needs a rubric without faults; hint: "
			"peil rubric check");
	faults_free(&faults);
	free(path);
	return rubric;
}

static bool make_folder(const char *path, struct err *err)
{
	struct rubric *rubric = read_rubric(err);
	struct roster roster = {NULL, 0};
	struct session session;
	bool done;

	if (!rubric)
		return false;
	fill_session(&session, rubric);
	done = roster_seats(&roster, SEATS, err) &&
	       session_make_group(path, &session, rubric, &roster, NULL, err);
	roster_free(&roster);
	session_free(&session);
	rubric_free(rubric);
	return done;
}

/* --- what happened in it ------------------------------------------------------------------------
 */

static size_t criterion_at(const struct workshop *workshop, const char *id)
{
	return rubric_find_criterion(workshop_rubric(workshop), id);
}

static bool first_round(struct workshop *workshop, struct err *err)
{
	for (size_t i = 0; i < CARDS_COUNT; i++)
		if (!workshop_cards(workshop, criterion_at(workshop, CARDS[i].criterion),
			    CARDS[i].first, err))
			return false;
	for (size_t i = 0; i < sizeof(REASONS) / sizeof(REASONS[0]); i++) {
		const char *cards = NULL;

		for (size_t c = 0; c < CARDS_COUNT; c++)
			if (strcmp(CARDS[c].criterion, REASONS[i].criterion) == 0)
				cards = CARDS[c].first;
		if (!cards || !workshop_answer(workshop, REASONS[i].seat,
				      criterion_at(workshop, REASONS[i].criterion),
				      cards[REASONS[i].seat], lang_text(REASONS[i].text), err))
			return false;
	}
	return workshop_reveal(workshop, err);
}

static bool second_round(struct workshop *workshop, struct err *err)
{
	size_t again[CARDS_COUNT], count = 0;

	for (size_t i = 0; i < CARDS_COUNT; i++)
		if (CARDS[i].second)
			again[count++] = criterion_at(workshop, CARDS[i].criterion);
	if (!workshop_round(workshop, again, count, err))
		return false;
	for (size_t i = 0; i < CARDS_COUNT; i++)
		if (CARDS[i].second &&
			!workshop_cards(workshop, criterion_at(workshop, CARDS[i].criterion),
				CARDS[i].second, err))
			return false;
	return workshop_reveal(workshop, err);
}

static bool conclusions(struct workshop *workshop, struct err *err)
{
	for (size_t i = 0; i < sizeof(AGREED) / sizeof(AGREED[0]); i++)
		if (!workshop_agree(workshop, criterion_at(workshop, AGREED[i].criterion),
			    AGREED[i].step, lang_text(AGREED[i].reason), err))
			return false;
	for (size_t i = 0; i < sizeof(ACTIONS) / sizeof(ACTIONS[0]); i++)
		if (!workshop_action(workshop, NULL, criterion_at(workshop, ACTIONS[i].criterion),
			    ACTIONS[i].step, lang_text(ACTIONS[i].text),
			    lang_text(ACTIONS[i].owner), ACTIONS[i].due, err))
			return false;
	return true;
}

static char *temporary_folder(struct err *err)
{
	const char *top = getenv("TMPDIR");
	struct buf path = BUF_EMPTY;

	buf_format(&path, "%s/peil-demo-XXXXXX", top && top[0] == '/' ? top : "/tmp");
	if (!mkdtemp(path.data)) {
		err_errno(err, ERR_SAVE, path.data, errno, "cannot make a temporary folder");
		buf_free(&path);
	}
	return path.data;
}

char *demo_make(const char *path, struct err *err)
{
	char *folder = path ? mem_text(path) : temporary_folder(err);
	struct workshop *workshop = NULL;
	bool done = false;

	if (!folder)
		return NULL;
	if (make_folder(folder, err))
		workshop = workshop_open(folder, err);
	if (workshop)
		done = first_round(workshop, err) && second_round(workshop, err) &&
		       conclusions(workshop, err);
	workshop_free(workshop);
	if (done)
		return folder;
	free(folder);
	return NULL;
}
