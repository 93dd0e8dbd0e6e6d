// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Lines about the tool's work, on standard error, so that standard output has only results.
enum Note {
    static func print(_ text: String) {
        // A note that nobody can read is not worth a failure.
        try? Descriptor.write(Array("% \(text)\n".utf8), to: Descriptor.errors)
    }
}
