// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Millrace

/// The answer to a list of keys. Reads the elements that it needs; the keys are asked for with `encoding-type=url`, so
/// that they have no character with a meaning in XML.
struct S3Listing: Equatable {
    var keys: [String] = []
    /// Names the next page; nil for the last one.
    var next: String?

    /// - Throws: `StreamingError.storageFailed` if the text is not a whole listing, as one that a proxy has written or
    ///   cut off: a checkpoint that is left out would not be gone on from.
    init(_ xml: String) throws {
        func reject(_ reason: String) -> StreamingError {
            StreamingError(code: .storageFailed, message: "the S3 store's answer to a listing \(reason)")
        }
        guard xml.contains("<ListBucketResult"), xml.contains("</ListBucketResult>") else {
            throw reject("is not a whole ListBucketResult: is the endpoint that of a store?")
        }
        keys = Self.elements("Key", in: xml).map(Self.decode)
        if Self.elements("IsTruncated", in: xml).first == "true" {
            next = Self.elements("NextContinuationToken", in: xml).first.map(Self.unescape)
            if next == nil { throw reject("names no next page") }
        }
    }

    /// The texts of all elements of a name.
    private static func elements(_ name: String, in xml: String) -> [Substring] {
        let (begin, end) = (Array("<\(name)>".utf8), Array("</\(name)>".utf8))
        var found: [Substring] = []
        var rest = xml[...]
        while let start = rest.utf8.firstRange(of: begin) {
            rest = rest[start.upperBound...]
            guard let stop = rest.utf8.firstRange(of: end) else { break }
            found.append(rest[..<stop.lowerBound])
            rest = rest[stop.upperBound...]
        }
        return found
    }

    private static func unescape(_ text: Substring) -> String {
        var text = String(text)
        for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")] {
            text = text.split(separator: entity, omittingEmptySubsequences: false).joined(separator: character)
        }
        return text
    }

    /// Undoes the percent-encoding; what is malformed stays.
    private static func decode(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        let all = Array(text.utf8)
        var index = 0
        while index < all.count {
            if all[index] == UInt8(ascii: "%"), index + 2 < all.count,
                let byte = UInt8(String(decoding: all[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                bytes.append(byte)
                index += 3
            } else {
                bytes.append(all[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : all[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
