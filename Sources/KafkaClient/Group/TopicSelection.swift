// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The topics that a member of a group wants, as its state machine sees them.
struct TopicSelection: Hashable, Sendable {
    /// Names of topics; of the classic protocol also those that a pattern matched.
    var topics: Set<String>
    /// The regular expression that the broker matches against its topics. Consumer protocol only.
    var pattern: String?

    /// These topics, and those that match `pattern`.
    init(topics: Set<String>, pattern: String? = nil) {
        self.topics = topics
        self.pattern = pattern
    }
}
