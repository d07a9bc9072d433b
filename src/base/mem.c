#include "config.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

void *mem_new(size_t size)
{
	void *memory = calloc(1, size > 0 ? size : 1);
	if (!memory)
		abort();
	return memory;
}

void *mem_grow(void *old, size_t old_count, size_t count, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(count, size, &bytes))
		abort();

	char *memory = realloc(old, bytes > 0 ? bytes : 1);
	if (!memory)
		abort();
	if (count > old_count)
		memset(memory + old_count * size, 0, (count - old_count) * size);
	return memory;
}

char *mem_text(const char *text)
{
	return text ? mem_text_n(text, strlen(text)) : NULL;
}

char *mem_text_n(const char *text, size_t len)
{
	if (len == (size_t)-1)
		abort();

	char *copy = malloc(len + 1);
	if (!copy)
		abort();
	if (len > 0)
		memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

void mem_replace(char **slot, const char *text)
{
	/* Copied first: `text` may lie inside the old string. */
	char *copy = mem_text(text);
	free(*slot);
	*slot = copy;
}
