// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Notes whether the output operation that the current task runs has run a job, and of which stream it is.
final class OutputTracker: Sendable {
    /// The tracker of the running output operation, `nil` outside of one.
    @TaskLocal static var current: OutputTracker?

    /// The streaming context whose batch is running.
    let stream: ObjectIdentifier
    private let jobs = Atomic(0)

    init(stream: StreamingContext) { self.stream = ObjectIdentifier(stream) }

    func noteJob() { jobs.add(1, ordering: .relaxed) }

    var jobCount: Int { jobs.load(ordering: .relaxed) }
}
