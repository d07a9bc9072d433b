/* The rubrics in a backup of a Moodle course: activities/.../grading.xml. */
#ifndef PEIL_FILES_MOODLE_H
#define PEIL_FILES_MOODLE_H

#include "files/foreign.h"

/* Read all rubrics in these bytes. Faults have their line; a file that is no good XML, has a
 * document type (and so entities), or is nested too deep ends in one fault and gives none. */
void moodle_read(const char *bytes, size_t len, struct foreign_list *out, struct faults *faults);

#endif
