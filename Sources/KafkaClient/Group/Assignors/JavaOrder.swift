// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Order of strings in Java: by UTF-16 code units. Swift's own differs for text outside of ASCII, and a group's leaders
/// must agree whatever they are written in.
enum JavaOrder {
    /// Whether `a` comes before `b`. Cost: linear in the shorter one.
    static func precedes(_ a: String, _ b: String) -> Bool {
        if a.utf8.elementsEqual(b.utf8) { return false }
        return a.utf16.lexicographicallyPrecedes(b.utf16)
    }

    /// Whether `a` comes before `b`: by topic, then by partition.
    static func precedes(_ a: TopicPartition, _ b: TopicPartition) -> Bool {
        a.topic == b.topic ? a.partition < b.partition : precedes(a.topic, b.topic)
    }
}
