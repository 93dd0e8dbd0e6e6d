// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Counts the jobs and actions of a running output operation.
package final class OutputTracker: Sendable {
    /// The tracker of the running output operation, `nil` outside of one.
    @TaskLocal static var current: OutputTracker?

    private let jobs = Atomic(0)
    private let actions = Atomic(0)

    init() {}

    func noteJob() {
        jobs.add(1, ordering: .relaxed)
        actions.add(1, ordering: .relaxed)
    }

    var jobCount: Int { jobs.load(ordering: .relaxed) }

    /// Whether the operation asked an RDD for anything, with or without a job.
    var hasActed: Bool { actions.load(ordering: .relaxed) > 0 }

    /// Notes an action that needs no job, such as the count of a source that knows it.
    package static func noteAction() { current?.actions.add(1, ordering: .relaxed) }
}
