/* The screens on which somebody rates the people of the own team. They read one view, whose
 * contents the flow keeps; its address does not change. */
#ifndef PEIL_UI_SCREENS_PEER_H
#define PEIL_UI_SCREENS_PEER_H

#include "model/peers.h"
#include "model/roster.h"
#include "model/session.h"
#include "ui/screen.h"

struct peer_view {
	const struct session *session;
	struct peers *peers;
	const char *me, *team; /* names; team may be "" */
	const char *closes;    /* "Friday 11 December 2026, 17:00 (Europe/Amsterdam)", or "" */
	const char *receipt;   /* "3f9c 2b7a" once it was handed in in this run, else "" */
	bool asks_consent;     /* the session does */
	char consent;	       /* 'y', 'n', or 0: not said yet */
};

/* Title, purpose, what becomes of it, closing time. Enter pops and begins; CONSENT: WANT_CONSENT.
 * `about`: the same page opened from the form. */
struct screen *scr_peer_opening_new(const struct peer_view *view, bool about);
bool scr_peer_opening_begins(const struct screen *screen);

/* One criterion at a time over all people: rows are people, the levels of the criterion under them.
 * WORDS, and by itself when all is answered: WANT_WORDS. */
struct screen *scr_peer_new(const struct peer_view *view);

/* A top and a tip for each teammate, one text for the lecturer only. */
struct screen *scr_peer_words_new(const struct peer_view *view);
/* Whether the rubric asks for any. */
bool scr_peer_words_asked(const struct peers *peers);

/* What is open, by criterion; choosing pops, with the criterion and person to go to. */
struct screen *scr_peer_review_new(const struct peer_view *view);
bool scr_peer_review_at(const struct screen *screen, size_t *person, size_t *criterion);

/* --- for these screens and the flow ------------------------------------------------------------
 */

struct buf;
/* "Ana (you)", "Bo de Vries" */
void peer_words_name(struct buf *out, const struct peers *peers, size_t person);
/* A criterion's question as it is asked about that person. */
const char *peer_words_question(const struct peers *peers, size_t person, size_t criterion);
/* A question about a person, with the name in it; one for the lecturer as it stands. */
void peer_words_comment(
	struct buf *out, const struct peers *peers, size_t person, enum rubric_comment comment);
/* "top for Bo de Vries", "note for the lecturer only" */
void peer_words_part(
	struct buf *out, const struct peers *peers, size_t person, enum rubric_comment comment);
/* The two rows on top; the room under them. */
struct pane;
struct pane peer_words_bar(struct pane *pane, const struct peer_view *view);
/* "7 of 25 answered" or "handed in" */
void peer_words_progress(struct buf *out, const struct peers *peers);
/* Undo and say what it did. True when something changed. */
bool peer_words_undo(struct screen *screen, struct peers *peers);
/* Who sees what, as the session has it. */
const char *peer_words_who_sees(const struct session *session);

#endif
