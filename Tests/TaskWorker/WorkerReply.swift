// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A message of a worker process to the driver.
package enum WorkerReply: Codable, Sendable {
    case outcome(TaskOutcome)
    /// The program has ended, with its result as text or its error.
    case ended(result: String?, error: String?)
}
