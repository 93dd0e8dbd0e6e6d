// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The files that a batch of a directory stream reads.
public struct FilePlan: Codable, Hashable, Sendable {
    /// Paths of the files, sorted.
    public let paths: [String]
}
