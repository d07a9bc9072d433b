/* A fuzz target: what libFuzzer calls, and a sample to start from. */
#ifndef PEIL_TESTS_FUZZ_H
#define PEIL_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
/* Constant bytes that the target takes as good. */
const char *fuzz_sample(size_t *len);

#endif
