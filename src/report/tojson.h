/* JSON to write: the few things reports need of jansson, which only tojson.c and workshop_json.c
 * include. Texts are made safe; what is put into another value is taken over by it. */
#ifndef PEIL_REPORT_TOJSON_H
#define PEIL_REPORT_TOJSON_H

#include "base/sink.h"

struct tojson; /* one value */

/* A new value; what is not put into another one is freed by tojson_write. */
struct tojson *tojson_object(void);
struct tojson *tojson_array(void);
struct tojson *tojson_text(const char *text); /* NULL: null */
struct tojson *tojson_number(double value);   /* NaN: null */
struct tojson *tojson_whole(long long value);
struct tojson *tojson_bool(bool value);
struct tojson *tojson_null(void);
void tojson_put(struct tojson *object, const char *key, struct tojson *value);
void tojson_add(struct tojson *array, struct tojson *value);
/* Write it, keys in the order they were put, and free it. False when the sink failed or a value
 * could not be made. */
bool tojson_write(struct sink *sink, struct tojson *value);

#endif
