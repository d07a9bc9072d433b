#include "config.h"

#include "report/tojson.h"

#include "base/mem.h"
#include "base/text.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>

/* A struct tojson is a json_t under a name of its own, so that nobody else needs jansson. */
static struct tojson *ours(json_t *value)
{
	return (struct tojson *)value;
}

static json_t *theirs(struct tojson *value)
{
	return (json_t *)value;
}

struct tojson *tojson_object(void)
{
	return ours(json_object());
}

struct tojson *tojson_array(void)
{
	return ours(json_array());
}

struct tojson *tojson_text(const char *text)
{
	char *safe;
	json_t *value;

	if (!text)
		return tojson_null();
	safe = text_safe_copy(text, TEXT_NOTE);
	value = json_string(safe);
	free(safe);
	return ours(value);
}

struct tojson *tojson_number(double value)
{
	if (isnan(value))
		return tojson_null();
	/* 3, not 3.0 */
	if (value >= -1e15 && value <= 1e15 && trunc(value) >= value && trunc(value) <= value)
		return tojson_whole((long long)value);
	return ours(json_real(value));
}

struct tojson *tojson_whole(long long value)
{
	return ours(json_integer(value));
}

void tojson_memory(void)
{
	json_set_alloc_funcs(mem_new, free);
}

struct tojson *tojson_bool(bool value)
{
	return ours(json_boolean(value));
}

struct tojson *tojson_null(void)
{
	return ours(json_null());
}

void tojson_put(struct tojson *object, const char *key, struct tojson *value)
{
	json_object_set_new(theirs(object), key, theirs(value));
}

void tojson_add(struct tojson *array, struct tojson *value)
{
	json_array_append_new(theirs(array), theirs(value));
}

static int take(const char *bytes, size_t len, void *context)
{
	struct sink *sink = context;

	sink_add(sink, bytes, len);
	return sink->failed ? -1 : 0;
}

bool tojson_write(struct sink *sink, struct tojson *value)
{
	bool good = value && json_dump_callback(theirs(value), take, sink, JSON_INDENT(2)) == 0;

	sink_text(sink, "\n");
	json_decref(theirs(value));
	return good && !sink->failed;
}
