// Millrace
// SPDX-License-Identifier: Apache-2.0

// Replacements of malloc and its relatives for the test process, which count per thread. Because they are part of the
// executable, every library of the process uses them instead of the C library's; glibc allows that and also exports its
// own functions under other names.

#include "CAllocationCounter.h"

#include <stddef.h>

#if defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

static __thread struct millrace_allocations counts;

void millrace_allocations_begin(void) { counts = (struct millrace_allocations){0, 0, 0}; }

struct millrace_allocations millrace_allocations_now(void) { return counts; }

#if defined(__linux__) && defined(__GLIBC__) && !defined(SANITIZED)

#include <errno.h>
#include <malloc.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

int millrace_allocations_are_counted(void) { return 1; }

static void *taken(void *block) {
    if (block == NULL) return block;
    counts.count += 1;
    counts.live_bytes += (int64_t)malloc_usable_size(block);
    if (counts.live_bytes > counts.peak_bytes) counts.peak_bytes = counts.live_bytes;
    return block;
}

static void given_back(void *block) {
    if (block != NULL) counts.live_bytes -= (int64_t)malloc_usable_size(block);
}

void *malloc(size_t size) { return taken(__libc_malloc(size)); }

void *calloc(size_t count, size_t size) { return taken(__libc_calloc(count, size)); }

void *realloc(void *block, size_t size) {
    int64_t before = block == NULL ? 0 : (int64_t)malloc_usable_size(block);
    void *fresh = __libc_realloc(block, size);
    // A failed call leaves the old block unchanged; a call for 0 bytes frees it.
    if (fresh != NULL || size == 0) counts.live_bytes -= before;
    return taken(fresh);
}

void *memalign(size_t alignment, size_t size) { return taken(__libc_memalign(alignment, size)); }

void *aligned_alloc(size_t alignment, size_t size) { return taken(__libc_memalign(alignment, size)); }

int posix_memalign(void **result, size_t alignment, size_t size) {
    if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) return EINVAL;
    void *block = __libc_memalign(alignment, size);
    if (block == NULL) return ENOMEM;
    *result = taken(block);
    return 0;
}

void free(void *block) {
    int error = errno;
    given_back(block);
    __libc_free(block);
    errno = error;
}

#else

int millrace_allocations_are_counted(void) { return 0; }

#endif
