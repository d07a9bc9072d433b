/* A fuzz target; libFuzzer calls it, or replay_ui.c with files and with bytes of its own making. */
#ifndef PEIL_TESTS_FUZZ_UI_H
#define PEIL_TESTS_FUZZ_UI_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
/* Pieces that make up a likely input, NULL-terminated; replay_ui.c strings them together. */
extern const char *const fuzz_pieces[];

#endif
