// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Counts the jobs of a running output operation, and names its stream.
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
