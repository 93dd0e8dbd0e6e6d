// Millrace
// SPDX-License-Identifier: Apache-2.0

// Lets a thread keep the jobs of its tasks to itself, for simulations: the runtime asks a hook before it gives a job to
// the shared pool, and the hook knows the thread. Jobs of other threads go on to the pool. `Task.sleep` and
// `Task.yield` do not ask the hook. A runtime without the hook leaves all jobs to the pool. Source:
// swift_task_enqueueGlobal_hook and swift_job_run of libswift_Concurrency (include/swift/Runtime/Concurrency.h).

#include "CTaskJobs.h"

#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

// Swift's functions have their own calling convention.
#define SWIFT_CALL __attribute__((swiftcall))

typedef SWIFT_CALL void (*enqueue_job)(void *job);
typedef SWIFT_CALL void (*enqueue_hook)(void *job, enqueue_job original);

// Both words are zero for the shared pool.
struct executor {
    void *identity;
    uintptr_t implementation;
};

extern enqueue_hook swift_task_enqueueGlobal_hook __attribute__((weak));
extern SWIFT_CALL void swift_job_run(void *job, struct executor executor);

static _Thread_local millrace_take_job taker;
static _Thread_local void *taker_context;
// The hook of somebody else, which goes on to get the jobs of other threads.
static enqueue_hook earlier;

static SWIFT_CALL void enqueue(void *job, enqueue_job original) {
    if (taker) taker(taker_context, job);
    else if (earlier) earlier(job, original);
    else original(job);
}

static void install(void) {
    if (!&swift_task_enqueueGlobal_hook) return;
    earlier = swift_task_enqueueGlobal_hook;
    // Other threads read it at any time: the old value and the new one are both right for them.
    __atomic_store_n(&swift_task_enqueueGlobal_hook, enqueue, __ATOMIC_RELEASE);
}

void millrace_capture_jobs(void *context, millrace_take_job take) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, install);
    taker_context = context;
    taker = take;
}

void millrace_release_jobs(void) {
    taker = NULL;
    taker_context = NULL;
}

void *millrace_capture_context(void) { return taker_context; }

void millrace_run_job(void *job) {
    struct executor pool = {NULL, 0};
    swift_job_run(job, pool);
}
