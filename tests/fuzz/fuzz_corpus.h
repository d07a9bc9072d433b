/* What libFuzzer calls; replay_corpus.c calls it with the files of a folder. */
#ifndef PEIL_TESTS_FUZZ_CORPUS_H
#define PEIL_TESTS_FUZZ_CORPUS_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
