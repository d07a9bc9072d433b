/* What the peer_form_*.c files share; nobody else includes this. */
#ifndef PEIL_FLOW_PEER_FORM_PARTS_H
#define PEIL_FLOW_PEER_FORM_PARTS_H

#include "base/buf.h"
#include "files/receipt.h"
#include "files/session_folder.h"
#include "files/store.h"
#include "flow/peer_form.h"
#include "ui/screens_peer.h"

struct peer_form {
	const struct peer_form_request *request;
	struct session_data *data;
	size_t person; /* in data->roster */
	struct peers *peers;
	struct store *store;
	struct peer_view view;
	char *me, *closes; /* the view's */
	struct receipt receipt;
	bool asked_straight;
	struct peer_form_outcome *outcome;
	struct buf notes;
};

/* Read the session, see who this is and whether it is open. False with *err. */
bool peer_form_open(struct peer_form *form, struct err *err);
/* Say when it closes, for this person, in the language of now. */
void peer_form_say_closes(struct peer_form *form);
void peer_form_free(struct peer_form *form);
/* Move every new record to the store. */
void peer_form_changed(struct peer_form *form);
void peer_form_consent(struct peer_form *form, bool yes);
/* Hand in and say so on the screen: the receipt, or that it is not saved. */
void peer_form_hand_in(struct peer_form *form, struct screen *top);
/* Whether what is said now is late. */
bool peer_form_is_over(const struct peer_form *form);
/* "Bo, contribution = unprompted" */
void peer_form_said(const struct peer_form *form, struct telling *telling);
/* What is open, in a sentence. */
void peer_form_open_names(const struct peer_form *form, struct buf *out);

#endif
