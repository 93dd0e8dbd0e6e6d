// Millrace
// SPDX-License-Identifier: Apache-2.0

// Bounds how many tests run at once. Swift Testing starts all of them together unless this variable is set, so that
// on a busy machine each test's time limit, and the timeouts of the clients in it, count while it waits for a
// thread. Within the bound, a test's time limit starts when it gets its turn. A variable that is set already wins;
// toolchains before 6.3 ignore it.
// Source: swift-testing 6.3.1, Serializer.swift.

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// Before `main`, so before Swift Testing reads the environment.
__attribute__((constructor)) static void bound_parallelism(void) {
    // Twice the processors: tests that wait for a broker or a program leave a thread to another one.
    long width = 2 * sysconf(_SC_NPROCESSORS_ONLN);
    char text[24];
    snprintf(text, sizeof text, "%ld", width < 4 ? 4 : width);
    setenv("SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH", text, 0);
}
