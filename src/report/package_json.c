/* datapackage.json: what the tables hold, for programs (Frictionless Data, tabular data package).
 */
#include "config.h"

#include "report/package_parts.h"

#include "base/text.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static json_t *said(const char *text)
{
	char *safe = text_safe_copy(text, TEXT_NOTE);
	json_t *value = json_string(safe);

	free(safe);
	return value;
}

struct fields {
	json_t *list;
	const struct package *package;
	const struct package_rubric *rubric;
};

static const char *type_word(const struct package *package, enum package_type type)
{
	switch (type) {
	case PACKAGE_NUMBER: return "number";
	case PACKAGE_WHOLE: return "integer";
	case PACKAGE_TIME: return package->times ? "datetime" : "date";
	case PACKAGE_TEXT: break;
	}
	return "string";
}

/* {"enum": [...]} of "a|b|c". */
static json_t *constraints_of(const char *values)
{
	json_t *list = json_array();

	while (*values != '\0') {
		size_t len = strcspn(values, "|");

		json_array_append_new(list, json_stringn(values, len));
		values += len + (values[len] == '|');
	}
	return json_pack("{s:o}", "enum", list);
}

static void take_column(
	void *context, const struct package_column *column, const struct package_code *criterion)
{
	struct fields *fields = context;
	json_t *field = json_object();

	json_object_set_new(field, "name", json_string(column->name));
	json_object_set_new(field, "type", json_string(type_word(fields->package, column->type)));
	if (criterion != NULL) {
		size_t from = 0;
		const struct package_code *title = package_next(fields->rubric, criterion->variable,
			"title", package_lang(fields->package, fields->rubric), &from);

		json_object_set_new(
			field, "title", said(title != NULL ? title->text : criterion->text));
	} else if (column->help[0] != '\0') {
		json_object_set_new(field, "description", json_string(column->help));
	}
	if (column->values != NULL)
		json_object_set_new(field, "constraints", constraints_of(column->values));
	json_array_append_new(fields->list, field);
}

/* The codes that stand for a missing value in a wide file, beside the empty cell. */
static json_t *missing_of(const struct package_rubric *rubric)
{
	json_t *list = json_pack("[s]", "");

	for (size_t i = 0; rubric != NULL && i < rubric->code_count; i++) {
		const struct package_code *code = &rubric->codes[i];

		if (strcmp(code->entry, "missing") == 0 && json_array_size(list) < 4)
			json_array_append_new(list, json_string(code->code));
	}
	return list;
}

static json_t *resource_of(const struct package *package, const struct package_written *written)
{
	const struct package_rubric *rubric =
		written->rubric != RUBRIC_NONE ? &package->rubrics[written->rubric] : NULL;
	struct fields fields = {json_array(), package, rubric};
	char path[96], name[80], delimiter[2] = {package->delimiter, '\0'};

	snprintf(path, sizeof(path), "%s.csv", written->name);
	snprintf(name, sizeof(name), "%s", written->name);
	for (char *at = name; *at != '\0'; at++)
		if (*at == '_')
			*at = '-';
	package_each_column(package, written, take_column, &fields);
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:{s:s, s:s, s:b, s:b}, s:{s:o, s:o}}",
		"profile", "tabular-data-resource", "name", name, "path", path, "format", "csv",
		"mediatype", "text/csv", "encoding", "utf-8", "dialect", "delimiter", delimiter,
		"quoteChar", "\"", "doubleQuote", 1, "header", 1, "schema", "fields", fields.list,
		"missingValues", missing_of(rubric));
}

static int take_bytes(const char *bytes, size_t len, void *context)
{
	buf_add(context, bytes, len);
	return 0;
}

bool package_json(
	struct buf *out, const struct package *package, const struct package_tables *tables)
{
	json_t *resources = json_array(), *all;
	bool good;

	for (size_t i = 0; i < tables->count; i++)
		json_array_append_new(resources, resource_of(package, &tables->list[i]));
	all = json_pack("{s:s, s:s, s:s, s:s, s:o}", "profile", "tabular-data-package", "name",
		"peil-export", "title", "Answers from rubric matrices", "description",
		"Made by peil; see README.", "resources", resources);
	good = all != NULL &&
	       json_dump_callback(all, take_bytes, out, JSON_INDENT(2) | JSON_SORT_KEYS) == 0;
	json_decref(all);
	buf_byte(out, '\n');
	return good;
}

bool package_json_read(
	const char *path, package_json_field_fn *take, void *context, struct err *err)
{
	json_error_t why;
	json_t *all = json_load_file(path, JSON_REJECT_DUPLICATES, &why), *resource, *field;
	const char *file, *name;
	size_t r, f;
	bool good = true;

	json_array_foreach(json_object_get(all, "resources"), r, resource)
	{
		file = json_string_value(json_object_get(resource, "path"));
		good = good && file != NULL;
		json_array_foreach(
			json_object_get(json_object_get(resource, "schema"), "fields"), f, field)
		{
			name = json_string_value(json_object_get(field, "name"));
			good = good && name != NULL;
			if (good)
				take(context, file, name);
		}
	}
	good = good && json_array_size(json_object_get(all, "resources")) > 0;
	json_decref(all);
	return good || err_set(err, ERR_INPUT, path, "this is not what peil export writes");
}
