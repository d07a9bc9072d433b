/* Memory that is there or the program ends.
 *
 * Out of memory calls abort(3); the terminal layer catches SIGABRT and puts the terminal back
 * first. Nobody above this file checks an allocation. */
#ifndef PEIL_BASE_MEM_H
#define PEIL_BASE_MEM_H

#include <stddef.h>

/* `size` zeroed bytes; the caller frees with free(3). */
void *mem_new(size_t size);
/* Room for `count` members of `size` bytes, contents kept, the new part zeroed from `old_count`
 * on; overflow of the product aborts. */
void *mem_grow(void *old, size_t old_count, size_t count, size_t size);
/* A copy of `text`; NULL gives NULL. The caller frees. */
char *mem_text(const char *text);
/* A terminated copy of the first `len` bytes of `text`. The caller frees. */
char *mem_text_n(const char *text, size_t len);
/* Replace the owned string in `*slot` by a copy of `text` (NULL clears it). */
void mem_replace(char **slot, const char *text);

#define MEM_NEW(type) ((type *)mem_new(sizeof(type)))

#endif
