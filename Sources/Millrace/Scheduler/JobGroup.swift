// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A name for jobs that belong together, so that they can be cancelled together. Source: `SparkContext.setJobGroup`.
public struct JobGroup: Hashable, Sendable {
    /// The group of the current code; actions that it calls belong to it.
    @TaskLocal public static var current: JobGroup?

    /// The group's id.
    public let id: String
    /// The group's purpose, for people.
    public let description: String

    /// A group.
    public init(_ id: String, description: String = "") {
        self.id = id
        self.description = description
    }
}
