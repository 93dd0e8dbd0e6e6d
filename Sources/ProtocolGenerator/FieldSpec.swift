// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One field of a message or structure.
struct FieldSpec: Equatable {
    var name: String
    var type: FieldType
    var versions: VersionRange
    var nullable = VersionRange.none
    /// Default value, written as in the spec; nil for the type's zero value.
    var defaultText: String?
    var tag: Int?
    var taggedVersions = VersionRange.none
    /// Whether encoding drops the value silently in versions without the field.
    var ignorable = false
    /// Whether the field is the key of its array, for Kafka's keyed collections.
    var isKey = false
    /// Whether the field keeps its non-compact length in flexible versions.
    var inflexible = false
    /// `##` text above the field; empty without one.
    var meaning = ""
    /// Fields of the structure that is declared here.
    var fields: [FieldSpec] = []
}
