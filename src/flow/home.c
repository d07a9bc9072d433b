#include "config.h"

#include "flow/home.h"

#include "base/buf.h"
#include "base/mem.h"
#include "files/rubric_file.h"
#include "files/session_folder.h"
#include "ui/screens.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct home {
	char **paths; /* of the rubrics that could be read */
	struct rubric **rubrics;
	size_t rubric_count;
	struct session_summaries sessions;
};

static void read_rubrics(struct home *home, struct buf *notes)
{
	struct rubric_places places;

	rubric_places_find(&places);
	home->rubrics = mem_grow(NULL, 0, places.count + 1, sizeof(struct rubric *));
	home->paths = mem_grow(NULL, 0, places.count + 1, sizeof(char *));
	for (size_t i = 0; i < places.count; i++) {
		struct faults faults;
		struct rubric *rubric;

		faults_init(&faults, places.list[i].path);
		rubric = rubric_file_read(places.list[i].path, &faults);
		if (rubric == NULL)
			buf_format(notes,
				"%s: warning: has faults and is left out; hint: peil "
				"rubric check %s\n",
				faults.file, places.list[i].id);
		else {
			home->paths[home->rubric_count] = mem_text(places.list[i].path);
			home->rubrics[home->rubric_count++] = rubric;
		}
		faults_free(&faults);
	}
	rubric_places_free(&places);
}

struct home *home_find(struct buf *notes)
{
	struct home *home = MEM_NEW(struct home);
	size_t unreadable = 0;

	read_rubrics(home, notes);
	session_summaries_find(&home->sessions, &unreadable);
	if (unreadable > 0)
		buf_format(notes,
			lang_plural("peil: %zu session could not be read and is left out\n",
				"peil: %zu sessions could not be read and are left out\n",
				unreadable),
			unreadable);
	return home;
}

void home_free(struct home *home)
{
	if (home == NULL)
		return;
	for (size_t i = 0; i < home->rubric_count; i++) {
		rubric_free(home->rubrics[i]);
		free(home->paths[i]);
	}
	free(home->rubrics);
	free(home->paths);
	session_summaries_free(&home->sessions);
	free(home);
}

/* The title of a session's rubric: of the rubric that is there with its id, else the id. */
static const char *title_of(const struct home *home, const char *id)
{
	for (size_t i = 0; i < home->rubric_count; i++) {
		const struct rubric *rubric = home->rubrics[i];
		if (strcmp(rubric->id, id) == 0)
			return rubric_say(
				rubric, &rubric->title, rubric_lang(rubric, lang_current()));
	}
	return id;
}

/* Make the screen (NULL) or fill it anew. */
static struct screen *fill(const struct home *home, struct screen *screen)
{
	size_t session_count = home->sessions.count;
	struct home_rubric *rubrics =
		mem_grow(NULL, 0, home->rubric_count + 1, sizeof(struct home_rubric));
	struct home_session *sessions =
		mem_grow(NULL, 0, session_count + 1, sizeof(struct home_session));

	for (size_t i = 0; i < home->rubric_count; i++) {
		const struct rubric *rubric = home->rubrics[i];
		size_t lang = rubric_lang(rubric, lang_current());
		rubrics[i].id = rubric->id;
		rubrics[i].title = rubric_say(rubric, &rubric->title, lang);
		rubrics[i].purpose = rubric_say(rubric, &rubric->purpose, lang);
	}
	for (size_t i = 0; i < session_count; i++) {
		const struct session_summary *summary = &home->sessions.list[i];
		sessions[i].title = title_of(home, summary->session.rubric);
		sessions[i].target = summary->session.kind != SESSION_SOLO ? summary->session.title
				     : summary->target != NULL		   ? summary->target
									   : "";
		sessions[i].when = summary->at;
		sessions[i].answered = summary->answered;
		sessions[i].criteria = summary->criteria;
		sessions[i].submitted = summary->submitted;
	}
	if (screen == NULL)
		screen = scr_home_new(rubrics, home->rubric_count, sessions, session_count);
	else
		scr_home_fill(screen, rubrics, home->rubric_count, sessions, session_count);
	free(rubrics);
	free(sessions);
	return screen;
}

struct screen *home_screen(const struct home *home)
{
	return fill(home, NULL);
}

void home_refresh(struct home *home, struct screen *screen)
{
	size_t unreadable = 0; /* they were told of at the start */

	session_summaries_free(&home->sessions);
	session_summaries_find(&home->sessions, &unreadable);
	fill(home, screen);
}

void home_relabel(const struct home *home, struct screen *screen)
{
	fill(home, screen);
}

const struct rubric *home_rubric_of(const struct home *home, size_t nth)
{
	return nth < home->rubric_count ? home->rubrics[nth] : NULL;
}

bool home_is_led(const struct home *home, size_t nth)
{
	struct stat about;

	if (nth >= home->sessions.count || home->sessions.list[nth].session.kind == SESSION_SOLO)
		return false;
	return stat(home->sessions.list[nth].path, &about) == 0 && about.st_uid == geteuid();
}

const char *home_rubric(const struct home *home, size_t nth)
{
	return nth < home->rubric_count ? home->paths[nth] : NULL;
}

const char *home_session(const struct home *home, size_t nth)
{
	return nth < home->sessions.count ? home->sessions.list[nth].path : NULL;
}
