#include "config.h"

#include "report/rubric_export.h"

#include "base/buf.h"
#include "base/id.h"
#include "report/tojson.h"

#include <stdio.h>
#include <string.h>

#define UUID_LEN 36

struct writing {
	const struct rubric *rubric;
	size_t lang;
	const char *at;
};

/* A UUID of version 8 (RFC 9562): our own digest of the fingerprint and the place. */
static void make_uuid(char out[UUID_LEN + 1], const struct writing *writing, const char *place)
{
	char hex[ID_FINGERPRINT_LEN + 1];
	struct buf name = BUF_EMPTY;

	buf_format(&name, "%s/%s", writing->rubric->fingerprint, place);
	id_fingerprint(hex, buf_text(&name), name.len);
	buf_free(&name);
	hex[12] = '8';
	hex[16] = "89ab"[hex[16] % 4];
	snprintf(out, UUID_LEN + 1, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16,
		hex + 20);
}

static const char *said(const struct writing *writing, const struct rubric_text *text)
{
	return rubric_say(writing->rubric, text, writing->lang);
}

static void put_text(struct tojson *object, const char *key, const char *text)
{
	if (text[0] != '\0')
		tojson_put(object, key, tojson_text(text));
}

/* What every object begins with. */
static struct tojson *begin(const struct writing *writing, const char *place)
{
	struct tojson *object = tojson_object();
	char uuid[UUID_LEN + 1], uri[UUID_LEN + 16];

	make_uuid(uuid, writing, place);
	snprintf(uri, sizeof(uri), "urn:uuid:%s", uuid);
	tojson_put(object, "identifier", tojson_text(uuid));
	tojson_put(object, "uri", tojson_text(uri));
	return object;
}

static void put_link(
	struct tojson *object, const char *key, const struct writing *writing, const char *place)
{
	char uuid[UUID_LEN + 1];

	make_uuid(uuid, writing, place);
	tojson_put(object, key, tojson_text(uuid));
}

static struct tojson *level(
	const struct writing *writing, const struct rubric_criterion *criterion, size_t step)
{
	const struct rubric_step *at = &criterion->steps[step];
	struct buf place = BUF_EMPTY;
	struct tojson *object;

	buf_format(&place, "%s/%s", criterion->id, writing->rubric->levels[at->level].id);
	object = begin(writing, buf_text(&place));
	put_text(object, "description", said(writing, &at->descriptor));
	put_text(object, "quality", said(writing, &at->label));
	tojson_put(object, "score", tojson_number(rubric_value(criterion, step)));
	tojson_put(object, "position", tojson_whole((long long)step + 1));
	put_link(object, "rubricCriterionId", writing, criterion->id);
	tojson_put(object, "lastChangeDateTime", tojson_text(writing->at));
	buf_free(&place);
	return object;
}

static void criterion_texts(struct tojson *object, const struct writing *writing,
	const struct rubric_criterion *criterion)
{
	const struct rubric *rubric = writing->rubric;
	struct buf more = BUF_EMPTY;

	if (rubric_text_empty(&criterion->title)) {
		if (criterion->row < rubric->row_count)
			put_text(object, "category",
				said(writing, &rubric->rows[criterion->row].title));
		put_text(object, "description", said(writing, &criterion->question));
		return;
	}
	put_text(object, "category", said(writing, &criterion->title));
	buf_text_add(&more, said(writing, &criterion->question));
	for (size_t i = 0; i < criterion->prompt_count; i++)
		buf_format(&more, "%s%s", more.len > 0 ? " " : "",
			said(writing, &criterion->prompts[i].text));
	put_text(object, "description", buf_text(&more));
	buf_free(&more);
}

static struct tojson *criterion(const struct writing *writing, size_t nth)
{
	const struct rubric_criterion *at = &writing->rubric->criteria[nth];
	struct tojson *object = begin(writing, at->id), *levels = tojson_array();

	criterion_texts(object, writing, at);
	tojson_put(object, "weight", tojson_number(at->weight));
	tojson_put(object, "position", tojson_whole((long long)nth + 1));
	put_link(object, "rubricId", writing, "");
	tojson_put(object, "lastChangeDateTime", tojson_text(writing->at));
	for (size_t step = 0; step < at->step_count; step++)
		tojson_add(levels, level(writing, at, step));
	tojson_put(object, "CFRubricCriterionLevels", levels);
	return object;
}

bool rubric_case_write(
	struct sink *sink, const struct rubric *rubric, const char *lang, const char *at)
{
	const struct writing writing = {rubric, rubric_lang(rubric, lang), at};
	struct tojson *object = begin(&writing, ""), *criteria = tojson_array();

	put_text(object, "title", said(&writing, &rubric->title));
	put_text(object, "description", said(&writing, &rubric->purpose));
	tojson_put(object, "lastChangeDateTime", tojson_text(at));
	for (size_t i = 0; i < rubric->criterion_count; i++)
		tojson_add(criteria, criterion(&writing, i));
	tojson_put(object, "CFRubricCriteria", criteria);
	return tojson_write(sink, object);
}
