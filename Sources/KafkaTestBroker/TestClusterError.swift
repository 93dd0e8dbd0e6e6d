// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Why the cluster could not do what a test asked of it.
public struct TestClusterError: Error, Equatable, CustomStringConvertible {
    /// What was wrong, on one line.
    public let description: String
}
