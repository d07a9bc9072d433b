/* session.ini: made once, never changed. */
#include "config.h"
#include "files/session_parts.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/ini.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SECTION "session"

static void add_word(struct buf *out, const char *key, const char *word)
{
	if (word[0] != '\0')
		buf_format(out, "%s = %s\n", key, word);
}

static void add_text(struct buf *out, const char *key, const char *text)
{
	if (text[0] == '\0')
		return;
	buf_format(out, "%s = ", key);
	ini_quote(out, text);
	buf_byte(out, '\n');
}

/* What only sessions of several people have. */
static void add_group(struct buf *out, const struct session *session)
{
	buf_format(out, "rounds = %d\nthreshold = %d\nminutes = %d\n", session->rounds,
		session->threshold, session->minutes);
	add_word(out, "names", session->names_shown ? "shown" : "hidden");
	add_word(out, "roles", session->roles_apart ? "apart" : "merged");
	add_word(out, "profile", session->profile);
	add_text(out, "purpose", session->purpose);
	add_text(out, "closes", session->closes);
	add_text(out, "timezone", session->timezone);
	add_word(out, "research", session->research_ask ? "ask" : "");
	add_word(out, "keep-until", session->keep_until);
}

static void add_number(struct buf *out, const char *key, double value, const char *unit)
{
	char text[32];

	if (isnan(value))
		return;
	decimal_text(text, sizeof(text), value);
	buf_format(out, "%s = %s%s\n", key, text, unit);
}

/* What only peer sessions have. */
static void add_peer(struct buf *out, const struct session *session)
{
	char low[32], high[32];

	decimal_text(low, sizeof(low), session->scale_low);
	decimal_text(high, sizeof(high), session->scale_high);
	add_word(out, "method", session_method_word(session->method));
	add_number(out, "weight", session->weight, "");
	add_number(out, "cap", session->cap, "");
	add_number(out, "penalty", session->penalty, session->penalty_points ? "p" : "");
	buf_format(out, "scale = %s..%s\n", low, high);
	add_word(out, "self", session->self_counted ? "counted" : "shown");
	add_text(out, "signals", session->signals);
}

static void add_all(struct buf *out, const struct session *session, size_t criteria)
{
	buf_text_add(out, "[" SECTION "]\nformat = " SESSION_FORMAT "\n");
	add_word(out, "id", session->id);
	add_word(out, "kind", session_kind_word(session->kind));
	add_text(out, "title", session->title);
	add_text(out, "description", session->description);
	add_word(out, "moment", session_moment_word(session->moment));
	add_word(out, "rubric", session->rubric);
	add_text(out, "rubric-version", session->rubric_version);
	add_word(out, "rubric-fingerprint", session->rubric_fingerprint);
	buf_format(out, "criteria = %zu\n", criteria);
	add_text(out, "rater", session->rater);
	add_text(out, "role", session->role);
	add_text(out, "made", session->made_at);
	if (session->kind != SESSION_SOLO)
		add_group(out, session);
	if (session->kind == SESSION_PEER)
		add_peer(out, session);
}

/* session.ini as it is read: what is wrong becomes a fault with its line. */
struct taking {
	struct ini *ini;
	struct session *session;
	struct faults *faults;
};

static const char *get(const struct taking *taking, const char *key)
{
	const char *value = ini_get(taking->ini, SECTION, key);

	return value != NULL ? value : "";
}

/* A key that misses is said where its section starts. */
static bool refuse(const struct taking *taking, const char *key, const char *message)
{
	unsigned line = ini_line(taking->ini, SECTION, key);

	if (line == 0)
		line = ini_line(taking->ini, SECTION, NULL);
	faults_add(taking->faults, FAULT_ERROR, line, 0, NULL, "%s", message);
	return false;
}

static bool refuse_number(const struct taking *taking, const char *key)
{
	return refuse(taking, key, _("a number in the session is not possible"));
}

static bool refuse_word(const struct taking *taking, const char *key)
{
	return refuse(taking, key, _("a setting of the session has an unknown word"));
}

static bool take_number(
	const struct taking *taking, const char *key, unsigned low, unsigned high, int *out)
{
	const char *text = get(taking, key);
	uint64_t value;

	if (text[0] == '\0')
		return true;
	if (!decimal_whole(text, high, &value) || value < low)
		return refuse_number(taking, key);
	*out = (int)value;
	return true;
}

/* One of two words, the first by default. */
static bool take_choice(
	const struct taking *taking, const char *key, const char *no, const char *yes, bool *out)
{
	const char *text = get(taking, key);

	*out = strcmp(text, yes) == 0;
	return *out || text[0] == '\0' || strcmp(text, no) == 0 || refuse_word(taking, key);
}

static bool take_group(const struct taking *taking)
{
	struct session *session = taking->session;

	if (!take_number(taking, "rounds", 1, SESSION_ROUNDS_MAX, &session->rounds) ||
		!take_number(
			taking, "threshold", SESSION_THRESHOLD_MIN, 100, &session->threshold) ||
		!take_number(taking, "minutes", 0, SESSION_MINUTES_MAX, &session->minutes) ||
		!take_choice(taking, "names", "hidden", "shown", &session->names_shown) ||
		!take_choice(taking, "roles", "merged", "apart", &session->roles_apart) ||
		!take_choice(taking, "research", "no", "ask", &session->research_ask))
		return false;
	mem_replace(&session->profile, get(taking, "profile"));
	mem_replace(&session->purpose, get(taking, "purpose"));
	mem_replace(&session->closes, get(taking, "closes"));
	mem_replace(&session->timezone, get(taking, "timezone"));
	mem_replace(&session->keep_until, get(taking, "keep-until"));
	return true;
}

static bool take_decimal(
	const struct taking *taking, const char *key, double low, double high, double *out)
{
	const char *text = get(taking, key);
	double value;

	if (text[0] == '\0')
		return true;
	if (!decimal_parse(text, &value) || value < low || value > high)
		return refuse_number(taking, key);
	*out = value;
	return true;
}

/* A share, or points with a p behind it. */
static bool take_penalty(const struct taking *taking)
{
	struct session *session = taking->session;
	char *text = mem_text(get(taking, "penalty"));
	size_t len = strlen(text);
	bool good = true;

	session->penalty_points = len > 0 && text[len - 1] == 'p';
	if (session->penalty_points)
		text[len - 1] = '\0';
	if (len > 0)
		good = decimal_parse(text, &session->penalty) && session->penalty >= 0 &&
		       (session->penalty_points || session->penalty <= 1);
	free(text);
	return good || refuse_number(taking, "penalty");
}

static bool take_scale(const struct taking *taking)
{
	struct session *session = taking->session;
	char *text = mem_text(get(taking, "scale")), *dots = strstr(text, "..");
	bool good = text[0] == '\0';

	if (dots != NULL) {
		*dots = '\0';
		good = decimal_parse(text, &session->scale_low) &&
		       decimal_parse(dots + 2, &session->scale_high) &&
		       session->scale_low < session->scale_high;
	}
	free(text);
	return good || refuse_number(taking, "scale");
}

static bool take_peer(const struct taking *taking)
{
	struct session *session = taking->session;
	const char *method = get(taking, "method");

	if (!take_decimal(taking, "weight", 0, 1, &session->weight) ||
		!take_decimal(taking, "cap", 0, 1000, &session->cap) || !take_penalty(taking) ||
		!take_scale(taking))
		return false;
	if (method[0] != '\0' && !session_method_from(method, &session->method))
		return refuse_word(taking, "method");
	mem_replace(&session->signals, get(taking, "signals"));
	return take_choice(taking, "self", "shown", "counted", &session->self_counted);
}

/* What makes it a session that this program can read. */
static bool take_head(const struct taking *taking)
{
	struct session *session = taking->session;

	if (strcmp(get(taking, "format"), SESSION_FORMAT) != 0)
		return refuse(taking, "format",
			_("this session has a format that this peil does not know; hint: use a "
			  "newer peil"));
	if (!id_is_hex(get(taking, "id"), ID_WRITER_LEN))
		return refuse(taking, "id", _("the session has no good id"));
	strcpy(session->id, get(taking, "id"));
	if (!session_kind_from(get(taking, "kind"), &session->kind))
		return refuse(taking, "kind", _("the session has an unknown kind"));
	if (!session_moment_from(get(taking, "moment"), &session->moment))
		return refuse(taking, "moment", _("the session has an unknown moment"));
	if (!id_is_hex(get(taking, "rubric-fingerprint"), ID_FINGERPRINT_LEN))
		return refuse(taking, "rubric-fingerprint",
			_("the session does not say which rubric it is about"));
	return true;
}

static bool take(const struct taking *taking, size_t *criteria)
{
	struct session *session = taking->session;
	uint64_t count;

	if (!take_head(taking))
		return false;
	mem_replace(&session->title, get(taking, "title"));
	mem_replace(&session->description, get(taking, "description"));
	mem_replace(&session->rubric, get(taking, "rubric"));
	mem_replace(&session->rubric_version, get(taking, "rubric-version"));
	mem_replace(&session->rubric_fingerprint, get(taking, "rubric-fingerprint"));
	mem_replace(&session->rater, get(taking, "rater"));
	mem_replace(&session->role, get(taking, "role"));
	mem_replace(&session->made_at, get(taking, "made"));
	if (criteria != NULL)
		*criteria = decimal_whole(get(taking, "criteria"), RUBRIC_CRITERIA_MAX, &count)
				    ? (size_t)count
				    : SESSION_NO_COUNT;
	return (session->kind == SESSION_SOLO || take_group(taking)) &&
	       (session->kind != SESSION_PEER || take_peer(taking));
}

/* Takes `ini` and `faults` over. */
static bool finish(struct ini *ini, struct faults *faults, struct session *session,
	size_t *criteria, struct err *err)
{
	const struct taking taking = {ini, session, faults};
	bool done = false;

	if (ini != NULL) {
		session_init(session);
		done = take(&taking, criteria);
		if (!done)
			session_free(session);
	}
	if (!done)
		err_fault(err, ERR_INPUT, faults);
	ini_free(ini);
	faults_free(faults);
	return done;
}

static bool equal(const struct session *a, const struct session *b)
{
	return strcmp(a->id, b->id) == 0 && a->kind == b->kind && a->moment == b->moment &&
	       strcmp(a->title, b->title) == 0 && strcmp(a->description, b->description) == 0 &&
	       strcmp(a->rubric, b->rubric) == 0 && strcmp(a->rater, b->rater) == 0 &&
	       strcmp(a->role, b->role) == 0 &&
	       strcmp(a->rubric_fingerprint, b->rubric_fingerprint) == 0 &&
	       strcmp(a->purpose, b->purpose) == 0 && strcmp(a->profile, b->profile) == 0 &&
	       strcmp(a->closes, b->closes) == 0 && strcmp(a->timezone, b->timezone) == 0 &&
	       strcmp(a->signals, b->signals) == 0;
}

bool session_ini_text(
	struct buf *out, const struct session *session, size_t criteria, struct err *err)
{
	size_t start = out->len;
	struct session back;
	struct faults faults;
	bool same;

	add_all(out, session, criteria);
	/* A folder that cannot be opened again would be worse than none. */
	faults_init(&faults, SESSION_INI);
	if (!finish(ini_parse(out->data + start, out->len - start, &faults), &faults, &back, NULL,
		    err))
		return false;
	same = equal(session, &back);
	session_free(&back);
	if (same)
		return true;
	return err_set(err, ERR_INPUT, SESSION_INI, "%s",
		_("a name in this session cannot be written to its file"));
}

bool session_look(const char *path, struct session *session, struct err *err)
{
	char *file = session_join(path, SESSION_INI);
	bool done = session_ini_read(file, session, NULL, err);

	free(file);
	return done;
}

bool session_ini_read(const char *path, struct session *session, size_t *criteria, struct err *err)
{
	struct faults faults;

	faults_init(&faults, path);
	return finish(ini_read(path, &faults), &faults, session, criteria, err);
}
