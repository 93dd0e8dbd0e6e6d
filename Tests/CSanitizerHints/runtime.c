// Millrace
// SPDX-License-Identifier: Apache-2.0

// Switches on what Swift's runtime has to tell the thread sanitizer: that a task goes on after whatever resumed it. The runtime
// waits for a call of `__tsan_on_initialize` for that, which the sanitizer makes on Darwin and not on Linux, where whatever a
// task is handed looks like a race. Empty without the sanitizer.
// Source: symbols of libswiftCore; compiler-rt, tsan_rtl.cpp.

#if defined(__linux__) && defined(__has_feature)
#if __has_feature(thread_sanitizer)

extern void __tsan_on_initialize(void);

// Before `main`, so before there is a task.
__attribute__((constructor)) static void switch_on(void) { __tsan_on_initialize(); }

#endif
#endif
