// Millrace
// SPDX-License-Identifier: Apache-2.0

// Makes Swift's runtime tell the thread sanitizer that a task continues after the event that resumed it. The runtime
// does so once `__tsan_on_initialize` has been called. The sanitizer calls it on Darwin but not on Linux, where without
// it every value passed to a task looks like a race. Empty without the sanitizer. Source: symbols of libswiftCore;
// compiler-rt, tsan_rtl.cpp.

#if defined(__linux__) && defined(__has_feature)
#if __has_feature(thread_sanitizer)

extern void __tsan_on_initialize(void);

// Runs before `main`, so before a task exists.
__attribute__((constructor)) static void switch_on(void) { __tsan_on_initialize(); }

#endif
#endif
