#pragma once

#include <stddef.h>
#include <stdint.h>

// libFuzzer, run by a program that has a main function of its own.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*target)(const uint8_t *data, size_t size));
