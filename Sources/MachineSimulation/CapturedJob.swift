// Millrace
// SPDX-License-Identifier: Apache-2.0

private import CTaskJobs

/// A job on its way to the shared pool.
// Safe: the runtime keeps the job until it has run, and whoever captured it runs it once.
@safe
struct CapturedJob {
    private let job: UnsafeMutableRawPointer

    init(_ job: UnsafeMutableRawPointer) { unsafe self.job = job }

    func run() { unsafe millrace_run_job(job) }
}
