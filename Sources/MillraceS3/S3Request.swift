// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A request to a store. A pure value.
struct S3Request: Sendable {
    /// Such as "PUT".
    var method: String
    /// Path after the host, not encoded; begins with "/".
    var path: String
    /// Not encoded.
    var query: [(name: String, value: String)] = []
    /// Further headers; names in lower case.
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []

    /// The path as it is sent.
    var encodedPath: String { Self.encode(path, keeping: UInt8(ascii: "/")) }

    /// The query as it is sent, sorted.
    var encodedQuery: String {
        query.map { (Self.encode($0.name), Self.encode($0.value)) }.sorted { $0 < $1 }
            .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    /// Percent-encodes all but unreserved characters. Source: RFC 3986, as AWS's signatures ask.
    static func encode(_ text: String, keeping kept: UInt8? = nil) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            case kept: bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
