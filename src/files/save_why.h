/* Why something could not be saved, in plain words of the current language. */
#ifndef PEIL_FILES_SAVE_WHY_H
#define PEIL_FILES_SAVE_WHY_H

/* The words for an errno ("the disk is full"); borrowed, strerror's words for the rest. */
const char *save_why(int errnum);

#endif
