// Millrace
// SPDX-License-Identifier: Apache-2.0

// Lets a thread keep the jobs of its tasks to itself, for simulations: the runtime asks a hook before it gives a job to
// the shared pool, and the hook knows the thread. Jobs of other threads go on to the pool. `Task.sleep` and
// `Task.yield` do not ask the hook, so code that is simulated must not use them. Source: swift_task_enqueueGlobal_hook
// and swift_job_run of libswift_Concurrency (include/swift/Runtime/Concurrency.h).

#include "CTestSettings.h"

#include <stddef.h>
#include <stdint.h>

// Swift's functions have their own calling convention.
#define SWIFT_CALL __attribute__((swiftcall))

typedef SWIFT_CALL void (*enqueue_job)(void *job);

// Both words are zero for the shared pool.
struct executor {
    void *identity;
    uintptr_t implementation;
};

extern SWIFT_CALL void (*swift_task_enqueueGlobal_hook)(void *job, enqueue_job original);
extern SWIFT_CALL void swift_job_run(void *job, struct executor executor);

static _Thread_local millrace_take_job taker;
static _Thread_local void *taker_context;

static SWIFT_CALL void enqueue(void *job, enqueue_job original) {
    if (taker) taker(taker_context, job);
    else original(job);
}

// Before `main`, so before a second thread exists.
__attribute__((constructor)) static void install(void) { swift_task_enqueueGlobal_hook = enqueue; }

void millrace_capture_jobs(void *context, millrace_take_job take) {
    taker_context = context;
    taker = take;
}

void millrace_release_jobs(void) { taker = NULL; }

void millrace_run_job(void *job) {
    struct executor pool = {NULL, 0};
    swift_job_run(job, pool);
}
