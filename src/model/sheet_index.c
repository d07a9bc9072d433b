#include "config.h"

#include "model/sheet_index.h"

#include "base/buf.h"
#include "base/mem.h"
#include "model/names.h"
#include "model/rubric.h"

#include <stdlib.h>
#include <string.h>

struct sheet_index {
	struct names *names;
	struct buf key; /* of the record that was looked for last */
};

struct sheet_index *sheet_index_new(void)
{
	struct sheet_index *index = MEM_NEW(struct sheet_index);

	index->names = names_new();
	return index;
}

void sheet_index_free(struct sheet_index *index)
{
	if (index == NULL)
		return;
	names_free(index->names);
	buf_free(&index->key);
	free(index);
}

/* Each part with its length first, so that no two sheets have one key. */
static void add_part(struct buf *key, const char *part)
{
	size_t len = strlen(part);

	for (size_t left = len; left > 0; left /= 10)
		buf_byte(key, (char)('0' + left % 10));
	buf_byte(key, ':');
	buf_add(key, part, len);
}

static const char *key_of(struct sheet_index *index, const struct record *record)
{
	buf_cut(&index->key, 0);
	add_part(&index->key, record->round);
	add_part(&index->key, record->rater);
	add_part(&index->key, record->target);
	return buf_text(&index->key);
}

size_t sheet_index_add(struct sheet_index *index, const struct record *record)
{
	return names_add(index->names, key_of(index, record));
}

size_t sheet_index_find(struct sheet_index *index, const struct record *record)
{
	uint32_t at = names_find(index->names, key_of(index, record));

	return at != NAMES_NONE ? at : RUBRIC_NONE;
}
