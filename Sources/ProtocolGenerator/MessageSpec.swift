// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One message: a request, a response, a header, or data inside other messages.
struct MessageSpec: Equatable {
    enum Kind: String { case request, response, header, data }

    var kind: Kind
    var name: String
    var versions: VersionRange
    var flexible: VersionRange
    /// `##` text above the line of the message; empty without one.
    var meaning = ""
    var structs: [StructSpec] = []
    var fields: [FieldSpec] = []
}
