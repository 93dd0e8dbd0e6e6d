// Millrace
// SPDX-License-Identifier: Apache-2.0

// Tells the thread sanitizer about the locks of Swift's `Mutex` that it cannot see. On Linux an uncontended lock is an
// atomic operation in our own code, which is instrumented. A contended lock goes to the kernel through Swift's library,
// which is not instrumented, so accesses that the lock protects look like races. Because these functions are part of
// the executable, they replace the library's. Empty without the sanitizer. Source of the names: symbols of
// libswiftSynchronization (`_MutexHandle._lockSlow`, `_tryLockSlow`, `_unlockSlow`).

#if defined(__linux__) && defined(__has_feature)
#if __has_feature(thread_sanitizer)

#ifndef _GNU_SOURCE
#define _GNU_SOURCE  // RTLD_NEXT
#endif

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>
#include <stdbool.h>
#include <stdint.h>

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

// Swift methods have their own calling convention, with the mutex in the register of `self`.
#define METHOD __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *

METHOD void millrace_mutex_lock(uint32_t thread, SELF mutex) __asm__(LOCK);
METHOD bool millrace_mutex_try_lock(SELF mutex) __asm__(TRY_LOCK);
METHOD void millrace_mutex_unlock(SELF mutex) __asm__(UNLOCK);

static METHOD void (*library_lock)(uint32_t, SELF);
static METHOD bool (*library_try_lock)(SELF);
static METHOD void (*library_unlock)(SELF);

// Runs before `main`, so before a second thread exists.
__attribute__((constructor)) static void find_library(void) {
    *(void **)&library_lock = dlsym(RTLD_NEXT, LOCK);
    *(void **)&library_try_lock = dlsym(RTLD_NEXT, TRY_LOCK);
    *(void **)&library_unlock = dlsym(RTLD_NEXT, UNLOCK);
}

METHOD void millrace_mutex_lock(uint32_t thread, SELF mutex) {
    library_lock(thread, mutex);
    __tsan_acquire(mutex);
}

METHOD bool millrace_mutex_try_lock(SELF mutex) {
    bool locked = library_try_lock(mutex);
    if (locked) __tsan_acquire(mutex);
    return locked;
}

METHOD void millrace_mutex_unlock(SELF mutex) {
    __tsan_release(mutex);
    library_unlock(mutex);
}

#endif
#endif
