// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The four messages of a SCRAM exchange: read and written by both sides, without any cryptography.
///
/// Each value prints as exactly the text it was read from, so that what both sides sign is the same bytes: the grammar is read
/// strictly (upper-case escapes, base64 without idle bits, numbers without leading zeros), and a value that would not
/// print as one message cannot be made. The attribute `m` (mandatory extension) ends the exchange, as it must.
/// User names are taken as they are, without SASLprep, as Kafka does. Source: RFC 5802 section 7, RFC 7677.
package enum SCRAMMessage {
    /// An attribute behind those that a message must have.
    ///
    /// The RFC has names of one letter; Kafka's delegation tokens need longer ones (`tokenauth=true`, KIP-48).
    package struct Extension: Hashable, Sendable {
        /// One or more ASCII letters, not `m`.
        package let name: String
        /// Not empty; no comma and no NUL.
        package let value: String

        /// An extension attribute.
        ///
        /// - Throws: `WireError.invalidValue` for a name or value that the grammar does not allow.
        package init(name: String, value: String) throws(WireError) {
            let bytes = ByteSlice(utf8: name + "=" + value)
            var reader = SCRAMReader(bytes, message: "SCRAM message")
            self = try reader.readExtension()
            try reader.expectEnd()
            // A name with an equals sign in it would be read as another name and value.
            guard self.name.utf8.count == name.utf8.count else {
                throw reader.error("extensions", at: 0, "an attribute's name is made of letters")
            }
        }

        init(readName name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The attribute list that prints `extensions`, each with the comma before it.
    static func text(_ extensions: [Extension]) -> String {
        extensions.reduce(into: "") { $0 += ",\($1.name)=\($1.value)" }
    }

    /// The name with `=` and `,` escaped: the grammar's `saslname`.
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
