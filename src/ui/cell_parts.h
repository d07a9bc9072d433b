/* What stands in a grid cell, as lines of a page: a label and its text beside it. Shared by the
 * grid and the cell. */
#ifndef PEIL_UI_CELL_PARTS_H
#define PEIL_UI_CELL_PARTS_H

#include "model/walk.h"
#include "ui/page.h"

/* A label at column 2 and the text, wrapped, beside it; the labels of a cell are equally wide. */
void cell_labelled(struct page *page, const char *label, enum look look, const char *text);
/* The rubric's questions: the label only before the first of each kind. */
void cell_prompts(struct page *page, const struct rubric *rubric, size_t criterion);
/* An own question or an agreement with who and by when. */
void cell_item(struct page *page, const struct sheet_item *item, enum look look);
/* "3 agreed   We have ...", or that there is no answer yet. */
void cell_status(struct page *page, const struct walk *walk, size_t criterion);

#endif
