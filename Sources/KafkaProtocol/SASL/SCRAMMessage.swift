// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The four messages of a SCRAM exchange: parsing and printing for both sides, without cryptography.
///
/// A parsed value prints as exactly the text it was read from, so that both sides sign the same bytes. Parsing is
/// therefore strict (upper-case escapes, base64 with unused bits zero, numbers without leading zeros), and initializers
/// reject values that would not print as one message. The attribute `m` (mandatory extension) is an error, as the RFC
/// requires. User names are used unchanged, without SASLprep, like in Kafka. Source: RFC 5802 section 7, RFC 7677.
package enum SCRAMMessage {
    /// An optional attribute after the mandatory ones.
    ///
    /// Names have one letter in the RFC; Kafka's delegation tokens use longer ones (`tokenauth=true`, KIP-48).
    package struct Extension: Hashable, Sendable {
        /// Name: one or more ASCII letters, not `m`.
        package let name: String
        /// Value: not empty, no comma, no NUL.
        package let value: String

        /// Creates an extension attribute.
        ///
        /// - Throws: `WireError.invalidValue` for a name or value that the grammar does not allow.
        package init(name: String, value: String) throws(WireError) {
            let bytes = ByteSlice(utf8: name + "=" + value)
            var reader = SCRAMReader(bytes, message: "SCRAM message")
            self = try reader.readExtension()
            try reader.expectEnd()
            // A name that contains an equals sign is parsed as another name and value.
            guard self.name.utf8.count == name.utf8.count else {
                throw reader.error("extensions", at: 0, "an attribute's name must consist of letters")
            }
        }

        init(readName name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The text of `extensions`, each preceded by a comma.
    static func text(_ extensions: [Extension]) -> String {
        extensions.reduce(into: "") { $0 += ",\($1.name)=\($1.value)" }
    }

    /// Escapes `=` and `,`: the grammar's `saslname`.
    static func escaped(_ name: String) -> String {
        var bytes: [UInt8] = []
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: ","): bytes += Array("=2C".utf8)
            case UInt8(ascii: "="): bytes += Array("=3D".utf8)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
