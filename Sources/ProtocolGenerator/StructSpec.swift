// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A structure that several fields of one message share.
struct StructSpec: Equatable {
    var name: String
    var versions: VersionRange
    /// `##` text above the `struct` line; empty without one.
    var meaning = ""
    var fields: [FieldSpec]
}
