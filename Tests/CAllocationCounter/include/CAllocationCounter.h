// Millrace
// SPDX-License-Identifier: Apache-2.0

#ifndef MILLRACE_ALLOCATION_COUNTER_H
#define MILLRACE_ALLOCATION_COUNTER_H

#include <stdint.h>

/// What the calling thread has asked the heap for since `millrace_allocations_begin`.
struct millrace_allocations {
    /// Calls of malloc and its relatives that gave memory.
    int64_t count;
    /// The most bytes that were held at one time, beyond those held at the beginning.
    int64_t peak_bytes;
    /// Bytes that are held now, beyond those held at the beginning.
    int64_t live_bytes;
};

/// Whether this process counts: on Linux with glibc and without a sanitizer, which has an allocator of its own.
int millrace_allocations_are_counted(void);

/// Begins to count on the calling thread.
void millrace_allocations_begin(void);

/// The counts of the calling thread.
struct millrace_allocations millrace_allocations_now(void);

#endif
