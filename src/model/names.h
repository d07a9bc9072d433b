/* Texts kept once each and known by a small number: 0, 1, 2, ... in the order they came. */
#ifndef PEIL_MODEL_NAMES_H
#define PEIL_MODEL_NAMES_H

#include <stddef.h>
#include <stdint.h>

#define NAMES_NONE ((uint32_t)-1)

struct names;

/* An empty set of names; numbers are given from 0 on. */
struct names *names_new(void);
void names_free(struct names *names);
/* The number of `text`, new or known. */
uint32_t names_add(struct names *names, const char *text);
/* The number of `text`, or NAMES_NONE. */
uint32_t names_find(const struct names *names, const char *text);
/* The text itself; borrowed until the next names_add. */
const char *names_text(const struct names *names, uint32_t id);
size_t names_count(const struct names *names);

#endif
