// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One spec file: an API with its request and response, or messages without an API.
struct FileSpec: Equatable {
    /// Name of the file without extension; also the name of the generated file.
    var name: String
    var api: (name: String, key: Int)?
    var messages: [MessageSpec] = []

    static func == (a: FileSpec, b: FileSpec) -> Bool {
        a.name == b.name && a.api?.name == b.api?.name && a.api?.key == b.api?.key && a.messages == b.messages
    }
}
