// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaClient

extension [TopicPartition] {
    /// The partitions for a log line: the first ten, and the number of the others.
    var listed: String {
        let shown = prefix(10).map(\.description).joined(separator: ", ")
        return count > 10 ? "\(shown) and \(count - 10) more" : shown
    }
}
