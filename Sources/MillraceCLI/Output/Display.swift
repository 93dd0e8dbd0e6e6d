// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient

/// Values as short texts for tables.
enum Display {
    /// A number; a dash if it is unknown.
    static func number(_ number: (some BinaryInteger)?) -> String { number.map { "\($0)" } ?? "-" }

    /// A text; a dash if there is none.
    static func text(_ text: String?) -> String { text.flatMap { $0.isEmpty ? nil : $0 } ?? "-" }

    /// Broker ids, separated by commas.
    static func list(_ ids: [Int32]) -> String { ids.map { "\($0)" }.joined(separator: ",") }

    /// Partitions by topic, as in `a:0,1 b:2`; a dash for none.
    static func partitions(_ partitions: [TopicPartition]) -> String {
        let topics = Dictionary(grouping: partitions.sorted(), by: \.topic).sorted { $0.key < $1.key }
        return text(topics.map { "\($0.key):\(list($0.value.map(\.partition)))" }.joined(separator: " "))
    }
}
