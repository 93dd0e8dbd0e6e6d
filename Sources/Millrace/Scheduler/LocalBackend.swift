// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Runs tasks on the threads of this process. Source: Spark's `local[N]`.
public struct LocalBackend: TaskBackend {
    /// The backend.
    public init() {}

    /// Runs the attempt here.
    public func run(_ work: TaskWork) async throws -> TaskResult { try await work.runHere() }
}
