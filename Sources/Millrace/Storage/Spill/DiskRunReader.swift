// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Reads the elements of a `DiskRun`, a few thousand at a time.
@usableFromInline
struct DiskRunReader<Element: Sendable> {
    private var decoder: BlockDecoder<Element>

    init(_ decoder: BlockDecoder<Element>) { self.decoder = decoder }

    /// The next elements; `nil` at the end.
    /// - Throws: `StreamingError.storageFailed` or `.dataDamaged`.
    @usableFromInline
    mutating func next() throws -> [Element]? {
        try storing("spilled elements") { try decoder.next() }
    }
}
