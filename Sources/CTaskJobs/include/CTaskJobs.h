// Millrace
// SPDX-License-Identifier: Apache-2.0

#ifndef MILLRACE_TASK_JOBS_H
#define MILLRACE_TASK_JOBS_H

/// Takes a job that a task or an actor has ready. `job` is what `UnownedJob` holds.
typedef void (*millrace_take_job)(void *context, void *job);

/// From now on jobs that the calling thread gives to Swift's shared pool go to `take`, until `millrace_release_jobs`.
void millrace_capture_jobs(void *context, millrace_take_job take);
void millrace_release_jobs(void);

/// The context of the calling thread's capture; NULL if it captures no jobs.
void *millrace_capture_context(void);

/// Runs a captured job on the calling thread, as a thread of the shared pool would.
void millrace_run_job(void *job);

#endif
