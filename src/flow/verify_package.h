/* Checking a research package against itself. */
#ifndef PEIL_FLOW_VERIFY_PACKAGE_H
#define PEIL_FLOW_VERIFY_PACKAGE_H

#include "flow/verify.h"

/* Check the folder that `peil export` made: the tables' columns against datapackage.json, the wide
 * tables, forms and codebook against the ratings. verified->derived counts the tables. False with
 * *err when it cannot be read at all. */
bool verify_package(const char *path, struct verified *verified, struct err *err);

#endif
