// Millrace
// SPDX-License-Identifier: Apache-2.0

#ifndef MILLRACE_ALLOCATION_COUNTER_H
#define MILLRACE_ALLOCATION_COUNTER_H

#include <stdint.h>

/// Heap allocations of the calling thread since `millrace_allocations_begin`.
struct millrace_allocations {
    /// Number of successful calls of malloc and its relatives.
    int64_t count;
    /// Maximum number of bytes allocated at one time, minus those allocated at the beginning.
    int64_t peak_bytes;
    /// Number of bytes allocated now, minus those allocated at the beginning.
    int64_t live_bytes;
};

/// Whether this process counts allocations: on Linux with glibc, and without a sanitizer, which replaces the allocator.
int millrace_allocations_are_counted(void);

/// Resets the counts of the calling thread to zero.
void millrace_allocations_begin(void);

/// Counts of the calling thread.
struct millrace_allocations millrace_allocations_now(void);

#endif
