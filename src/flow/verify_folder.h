/* Checking that what stands in a session folder is what peil puts there: ordinary files and folders
 * of the session's owner, and receipts that say what they said when they were written. */
#ifndef PEIL_FLOW_VERIFY_FOLDER_H
#define PEIL_FLOW_VERIFY_FOLDER_H

#include "files/journal.h"

/* Add what is wrong in the session folder `path` to *faults, by the name inside the folder. Folders
 * that the one who runs this may not look into are left out. Journals are not looked at: reading
 * them does that. */
void verify_folder(const char *path, struct journal_problems *faults);

#endif
