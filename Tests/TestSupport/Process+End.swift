// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation

extension Process {
    /// Runs the program; returns once it has ended.
    ///
    /// - Parameter started: gets the process id as soon as there is one.
    /// - Throws: if the program cannot be started.
    package func runToEnd(_ started: (pid_t) -> Void) async throws {
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            terminationHandler = { _ in ended.resume() }
            do { try run() } catch { return ended.resume(throwing: error) }
            started(processIdentifier)
        }
    }
}
