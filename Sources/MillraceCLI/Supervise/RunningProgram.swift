// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A program that was started.
protocol RunningProgram: Sendable {
    /// Sends a signal; without effect once the program has ended.
    func send(_ signal: Int32)
}
