/* What the options of `peil session new` say about the session. */
#include "config.h"
#include "cli/cmd_session_new.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "stats/flags_text.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_MAX_LEN 900 /* a line of session.ini */

static bool take_text(
	char **slot, const struct given *given, enum option_id option, struct err *err)
{
	const char *text = given->of[option];
	char *normal;

	if (text == NULL)
		return true;
	if (text_valid(text, strlen(text)) != strlen(text))
		return err_set(
			err, ERR_USAGE, NULL, "--%s: this is not UTF-8", option_info(option)->name);
	if (strlen(text) > TEXT_MAX_LEN)
		return err_set(err, ERR_USAGE, NULL, "--%s: longer than %d bytes",
			option_info(option)->name, TEXT_MAX_LEN);
	normal = text_normal(text);
	mem_replace(slot, normal);
	free(normal);
	return true;
}

static bool take_number(int *slot, const struct given *given, enum option_id option, int low,
	int high, struct err *err)
{
	uint64_t value;

	if (given->of[option] == NULL)
		return true;
	if (!decimal_whole(given->of[option], (uint64_t)high, &value) || value < (uint64_t)low)
		return err_set(err, ERR_USAGE, NULL, "--%s %s: hint: %d to %d",
			option_info(option)->name, given->of[option], low, high);
	*slot = (int)value;
	return true;
}

static bool take_choice(bool *slot, const struct given *given, enum option_id option,
	const char *no, const char *yes, struct err *err)
{
	const char *word = given->of[option];

	if (word == NULL)
		return true;
	*slot = strcmp(word, yes) == 0;
	return *slot || strcmp(word, no) == 0 ||
	       err_set(err, ERR_USAGE, NULL, "--%s %s: hint: %s or %s", option_info(option)->name,
		       word, no, yes);
}

static bool take_profile(struct making *making, const struct given *given, struct err *err)
{
	const struct rubric *rubric = making->rubric;
	const char *id = given->of[OPT_PROFILE];
	struct buf names = BUF_EMPTY;

	if (id == NULL)
		return true;
	mem_replace(&making->session.profile, id);
	for (size_t i = 0; i < rubric->profile_count; i++) {
		if (strcmp(rubric->profiles[i].id, id) == 0)
			return true;
	}
	for (size_t i = 0; i < rubric->profile_count; i++)
		buf_format(&names, "%s%s", i > 0 ? ", " : "", rubric->profiles[i].id);
	err_set(err, ERR_USAGE, NULL, "--profile %s: this rubric has %s", id,
		names.len > 0 ? buf_text(&names) : "none");
	buf_free(&names);
	return false;
}

/* --- peers ------------------------------------------------------------------------------------ */

static bool wrong(
	const struct given *given, enum option_id option, const char *hint, struct err *err)
{
	return err_set(err, ERR_USAGE, NULL, "--%s %s: hint: %s", option_info(option)->name,
		given->of[option], hint);
}

/* A number with one of the letters in `units` behind it, or none; *unit is that letter or 0. */
static bool take_value(const char *text, const char *units, double *value, char *unit)
{
	char *copy = mem_text(text);
	size_t len = strlen(copy);
	bool good;

	*unit = '\0';
	if (len > 1 && strchr(units, copy[len - 1]) != NULL) {
		*unit = copy[len - 1];
		copy[len - 1] = '\0';
	}
	good = decimal_parse(copy, value);
	free(copy);
	return good;
}

static bool take_scale(struct session *session, const struct given *given, struct err *err)
{
	const char *text = given->of[OPT_SCALE];
	char *copy, *dots;
	bool good;

	if (text == NULL)
		return true;
	copy = mem_text(text);
	dots = strstr(copy, "..");
	if (dots != NULL)
		*dots = '\0';
	good = dots != NULL && decimal_parse(copy, &session->scale_low) &&
	       decimal_parse(dots + 2, &session->scale_high) &&
	       session->scale_low < session->scale_high;
	free(copy);
	return good || wrong(given, OPT_SCALE, "0..100 or 1..10", err);
}

static bool take_grading(struct session *session, const struct given *given, struct err *err)
{
	char unit;

	if (given->of[OPT_METHOD] != NULL &&
		!session_method_from(given->of[OPT_METHOD], &session->method))
		return wrong(given, OPT_METHOD, "webpa, spa, catme, teammates or none", err);
	if (given->of[OPT_WEIGHT] != NULL) {
		if (!take_value(given->of[OPT_WEIGHT], "%", &session->weight, &unit))
			session->weight = -1;
		if (unit == '%')
			session->weight /= 100;
		if (session->weight < 0 || session->weight > 1)
			return wrong(given, OPT_WEIGHT, "0 to 1, or 0% to 100%", err);
	}
	if (given->of[OPT_CAP] != NULL && (!decimal_parse(given->of[OPT_CAP], &session->cap) ||
						  session->cap <= 0 || session->cap > 1000))
		return wrong(given, OPT_CAP, "a factor above 0, such as 1.2", err);
	if (given->of[OPT_PENALTY] != NULL) {
		if (!take_value(given->of[OPT_PENALTY], "%p", &session->penalty, &unit))
			session->penalty = -1;
		session->penalty_points = unit == 'p';
		if (unit != 'p')
			session->penalty /= 100;
		if (session->penalty < 0 || (unit != 'p' && session->penalty > 1))
			return wrong(
				given, OPT_PENALTY, "10% of the grade, or 1p for one point", err);
	}
	return take_scale(session, given, err);
}

static bool take_signals(struct session *session, const struct given *given, struct err *err)
{
	struct flag_settings settings = flag_defaults(1, 5);
	struct buf names = BUF_EMPTY;

	if (given->of[OPT_SIGNALS] == NULL)
		return true;
	mem_replace(&session->signals, given->of[OPT_SIGNALS]);
	if (flags_text_take(&settings, session->signals))
		return true;
	for (size_t i = 0; flags_text_name(i) != NULL; i++)
		buf_format(&names, "%s%s=N", i > 0 ? ", " : "", flags_text_name(i));
	wrong(given, OPT_SIGNALS, buf_text(&names), err);
	buf_free(&names);
	return false;
}

/* --- times ------------------------------------------------------------------------------------ */

static void today(char out[CLOCK_DATE_LEN + 1])
{
	clock_date(out, clock_now());
}

/* "2026-12-11 17:00", "11-12 17:00", "+14": a date as date_parse reads it, and a time or the end of
 * the day. */
bool making_closing_time(
	char out[CLOCK_OFFSET_LEN + 1], const char *zone, const char *text, struct err *err)
{
	static const char hint[] = "\"2026-12-11 17:00\", \"11-12 17:00\" or +14";
	char now[CLOCK_DATE_LEN + 1], date[DATE_LEN + 1], *copy = mem_text(text), *space;
	unsigned hour = 23, minute = 59;
	bool good = true;
	time_t at;

	today(now);
	space = strrchr(copy, ' ');
	if (space != NULL && strchr(space, ':') != NULL) {
		char rest;

		good = sscanf(space + 1, "%2u:%2u%c", &hour, &minute, &rest) == 2 && hour < 24 &&
		       minute < 60;
		*space = '\0';
	}
	good = good && date_parse(date, copy, now);
	free(copy);
	if (!good)
		return err_set(err, ERR_USAGE, NULL, "--closes %s: hint: %s", text, hint);
	if (!clock_in_zone(out, zone, date, (int)hour, (int)minute))
		return err_set(err, ERR_USAGE, NULL,
			"there is no time zone %s; hint: such as Europe/Amsterdam", zone);
	if (clock_parse_offset(out, &at) && at <= clock_now())
		return err_set(err, ERR_USAGE, NULL, "--closes %s: this is in the past", text);
	return true;
}

static bool take_times(struct session *session, const struct given *given, struct err *err)
{
	char closes[CLOCK_OFFSET_LEN + 1], date[DATE_LEN + 1], now[CLOCK_DATE_LEN + 1];

	if (given->of[OPT_TIMEZONE] != NULL) {
		mem_replace(&session->timezone, given->of[OPT_TIMEZONE]);
	} else if (session->timezone[0] == '\0') {
		free(session->timezone);
		session->timezone = clock_zone();
	}
	if (!clock_in_zone(closes, session->timezone, "2026-01-01", 0, 0))
		return err_set(err, ERR_USAGE, NULL,
			"there is no time zone %s; hint: such as Europe/Amsterdam",
			session->timezone);
	if (given->of[OPT_CLOSES] != NULL) {
		if (!making_closing_time(closes, session->timezone, given->of[OPT_CLOSES], err))
			return false;
		mem_replace(&session->closes, closes);
	}
	if (given->of[OPT_KEEP_UNTIL] != NULL) {
		today(now);
		if (!date_parse(date, given->of[OPT_KEEP_UNTIL], now))
			return wrong(given, OPT_KEEP_UNTIL, "2027-07-01", err);
		if (strcmp(date, now) < 0)
			return err_set(err, ERR_USAGE, NULL, "--keep-until %s: this is in the past",
				given->of[OPT_KEEP_UNTIL]);
		mem_replace(&session->keep_until, date);
	}
	return true;
}

/* --- all of it -------------------------------------------------------------------------------- */

static void begin(struct making *making)
{
	struct session *session = &making->session;
	const struct rubric *rubric = making->rubric;
	char made[CLOCK_TEXT_LEN + 1];

	id_random(session->id, ID_WRITER_LEN);
	clock_text(made, clock_now());
	mem_replace(&session->made_at, made);
	mem_replace(&session->rubric, rubric->id);
	mem_replace(&session->rubric_version, rubric->version);
	mem_replace(&session->rubric_fingerprint, rubric->fingerprint);
	if (session->title[0] == '\0')
		mem_replace(&session->title,
			rubric_say(rubric, &rubric->title, rubric_lang(rubric, lang_current())));
	if (session->kind == SESSION_PEER) {
		session->rounds = 1;
		session->minutes = 0;
	}
}

/* What one kind has and the other has not would be kept and do nothing: that is refused. */
static bool is_of_kind(const struct making *making, const struct given *given, struct err *err)
{
	static const enum option_id peer[] = {OPT_METHOD, OPT_WEIGHT, OPT_CAP, OPT_PENALTY,
		OPT_SCALE, OPT_SELF, OPT_SIGNALS, OPT_CLOSES};
	static const enum option_id workshop[] = {
		OPT_ROUNDS, OPT_THRESHOLD, OPT_MINUTES, OPT_ROLES, OPT_PROFILE};
	bool of_peer = making->session.kind == SESSION_PEER;
	const enum option_id *none = of_peer ? workshop : peer;
	size_t count =
		of_peer ? sizeof(workshop) / sizeof(*workshop) : sizeof(peer) / sizeof(*peer);

	for (size_t i = 0; i < count; i++) {
		if (given->of[none[i]] != NULL)
			return err_set(err, ERR_USAGE, NULL, "--%s does not go with --kind %s",
				option_info(none[i])->name,
				session_kind_word(making->session.kind));
	}
	return true;
}

bool making_settings(struct making *making, const struct given *given, struct err *err)
{
	struct session *session = &making->session;
	const char *moment = given->of[OPT_MOMENT];

	if (moment != NULL && (moment[0] == '\0' || !session_moment_from(moment, &session->moment)))
		return wrong(given, OPT_MOMENT, "start, mid or end", err);
	if (making->like != NULL && moment == NULL)
		return err_set(err, ERR_USAGE, NULL,
			"--like takes --moment, so that the two can be told apart; hint: "
			"--moment mid");
	begin(making);
	return is_of_kind(making, given, err) &&
	       take_text(&session->title, given, OPT_TITLE, err) &&
	       take_text(&session->description, given, OPT_DESCRIPTION, err) &&
	       take_text(&session->purpose, given, OPT_PURPOSE, err) &&
	       take_number(&session->rounds, given, OPT_ROUNDS, 1, SESSION_ROUNDS_MAX, err) &&
	       take_number(&session->threshold, given, OPT_THRESHOLD, SESSION_THRESHOLD_MIN, 100,
		       err) &&
	       take_number(&session->minutes, given, OPT_MINUTES, 0, SESSION_MINUTES_MAX, err) &&
	       take_choice(&session->names_shown, given, OPT_WITH_NAMES, "hidden", "shown", err) &&
	       take_choice(&session->roles_apart, given, OPT_ROLES, "merged", "apart", err) &&
	       take_choice(&session->self_counted, given, OPT_SELF, "shown", "counted", err) &&
	       take_choice(&session->research_ask, given, OPT_RESEARCH, "no", "ask", err) &&
	       take_profile(making, given, err) && take_grading(session, given, err) &&
	       take_signals(session, given, err) && take_times(session, given, err);
}
