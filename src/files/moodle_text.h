/* A text of Moodle's in HTML, as a reader sees it. */
#ifndef PEIL_FILES_MOODLE_TEXT_H
#define PEIL_FILES_MOODLE_TEXT_H

/* Without tags, a new line where a paragraph starts, entities as characters; what is no tag or
 * known entity stays. The caller frees. */
char *moodle_text(const char *html);

#endif
