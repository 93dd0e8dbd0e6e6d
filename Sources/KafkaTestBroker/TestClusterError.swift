// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A failed operation on a `TestCluster`, such as creating a topic that exists.
public struct TestClusterError: Error, Equatable, CustomStringConvertible {
    /// The reason, on one line.
    public let description: String
}
