/* Looking through one person's passport. */
#ifndef PEIL_UI_SCR_PASSPORT_H
#define PEIL_UI_SCR_PASSPORT_H

#include "model/passport.h"
#include "ui/screen.h"

/* `passport` is borrowed; what it points to may be made anew in another language meanwhile. */
struct screen *scr_passport_new(const struct passport *passport);

#endif
