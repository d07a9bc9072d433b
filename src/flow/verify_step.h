/* Checking that a step says something that this session has. */
#ifndef PEIL_FLOW_VERIFY_STEP_H
#define PEIL_FLOW_VERIFY_STEP_H

#include "files/session_folder.h"

/* NULL, or what the step is about that is not there: a person, a round, a criterion. */
const char *verify_step_why(const struct session_data *data, const struct state_step *step);

#endif
