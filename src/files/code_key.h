/* The key of person codes: one per user, outside every session and every package
 * (`$XDG_DATA_HOME/peil/keys/research.key`, 0600). With it codes stay the same from one export to
 * the next; without it nobody can find out who is behind one. */
#ifndef PEIL_FILES_CODE_KEY_H
#define PEIL_FILES_CODE_KEY_H

#include "base/err.h"
#include "base/id.h"

/* Read the key; the first time it is made. False with *err, also when others could read it. */
bool code_key_get(unsigned char key[ID_KEY_BYTES], struct err *err);

#endif
