// Millrace
// SPDX-License-Identifier: Apache-2.0

extension SCRAMMessage {
    /// Channel binding flag: the first field of a client's first message.
    package enum ChannelBinding: Hashable, Sendable {
        /// The client does not support it: `n`. Kafka's clients send this.
        case unsupported
        /// The client supports it, but assumes that the server does not: `y`.
        case unused
        /// The client uses the binding with this name, such as `tls-exporter`: `p=`.
        case required(String)
    }

    /// The client's first message: `n,,n=user,r=nonce`.
    package struct ClientFirst: SCRAMMessageText, Hashable, Sendable {
        /// Channel binding flag of the client.
        package let channelBinding: ChannelBinding
        /// Identity that the user wants to act as; nil for the user's own.
        package let authorizationID: String?
        /// User name. Not empty.
        package let username: String
        /// Nonce of the client: printable ASCII without commas, not empty.
        package let nonce: String
        /// Attributes after the nonce, in order.
        package let extensions: [Extension]

        /// A message with the given contents.
        ///
        /// - Throws: `WireError.invalidValue` for a value that the grammar does not allow.
        package init(
            channelBinding: ChannelBinding = .unsupported, authorizationID: String? = nil, username: String,
            nonce: String, extensions: [Extension] = []
        ) throws(WireError) {
            self.channelBinding = channelBinding
            self.authorizationID = authorizationID
            self.username = username
            self.nonce = nonce
            self.extensions = extensions
            try requireSameWhenRead()
        }

        /// Reads a message.
        ///
        /// - Throws: `WireError` with attribute and byte offset.
        package init(parsing bytes: ByteSlice) throws(WireError) {
            var reader = SCRAMReader(bytes, message: Self.name)
            channelBinding = try Self.readChannelBinding(&reader)
            authorizationID = try Self.readAuthorizationID(&reader)
            username = try reader.readName("n", "username")
            nonce = try reader.readNonce()
            extensions = try reader.readExtensions()
        }

        /// The GS2 header, which precedes `bare`. Without channel binding its base64 is the `c` attribute of the final
        /// message.
        package var gs2Header: String {
            let binding =
                switch channelBinding {
                case .unsupported: "n"
                case .unused: "y"
                case .required(let name): "p=\(name)"
                }
            return binding + "," + (authorizationID.map { "a=" + escaped($0) } ?? "") + ","
        }

        /// The message without `gs2Header`: the first part of the text that both sides sign.
        package var bare: String { "n=\(escaped(username)),r=\(nonce)" + text(extensions) }

        /// The message in wire format.
        package var encoded: ByteSlice { ByteSlice(utf8: gs2Header + bare) }

        static let name = "SCRAM client-first-message"

        private static func readChannelBinding(_ reader: inout SCRAMReader) throws(WireError) -> ChannelBinding {
            let (flag, start) = try reader.readPart("channelBinding")
            switch flag.string {
            case "n": return .unsupported
            case "y": return .unused
            case let text where text.hasPrefix("p="):
                let binding = flag[2..<flag.count]
                let isName = (0..<binding.count).allSatisfy { index in
                    switch binding[index] {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
                        true
                    default: false
                    }
                }
                guard isName, !binding.isEmpty else { break }
                return .required(binding.string)
            default: break
            }
            throw reader.error("channelBinding", at: start, "expected n, y or p=NAME")
        }

        private static func readAuthorizationID(_ reader: inout SCRAMReader) throws(WireError) -> String? {
            var probe = reader
            if try probe.readPart("authorizationID").0.isEmpty {
                reader = probe
                return nil
            }
            return try reader.readName("a", "authorizationID")
        }
    }

    /// The client's final message: `c=biws,r=nonces,p=proof`.
    package struct ClientFinal: SCRAMMessageText, Hashable, Sendable {
        /// The GS2 header of the first message, followed by the channel binding data, if any.
        package let channelBinding: ByteSlice
        /// The client's nonce, followed by the server's.
        package let nonce: String
        /// Attributes between the nonce and the proof, in order.
        package let extensions: [Extension]
        /// Proof that the client knows the password.
        package let proof: ByteSlice

        /// A message with the given contents.
        ///
        /// - Throws: `WireError.invalidValue` for a value that the grammar does not allow.
        package init(
            channelBinding: ByteSlice, nonce: String, extensions: [Extension] = [], proof: ByteSlice
        ) throws(WireError) {
            self.channelBinding = channelBinding
            self.nonce = nonce
            self.extensions = extensions
            self.proof = proof
            try requireSameWhenRead()
        }

        /// Reads a message.
        ///
        /// - Throws: `WireError` with attribute and byte offset.
        package init(parsing bytes: ByteSlice) throws(WireError) {
            var reader = SCRAMReader(bytes, message: Self.name)
            channelBinding = try reader.readBase64("c", "channelBinding")
            nonce = try reader.readNonce()
            var extensions: [Extension] = []
            while true {
                // The proof is the last attribute. An extension before it may have the same name.
                var probe = reader
                _ = try probe.readPart("proof")
                if probe.isAtEnd { break }
                extensions.append(try reader.readExtension())
            }
            self.extensions = extensions
            proof = try reader.readBase64("p", "proof")
        }

        /// The message up to the comma before the proof: the last part of the text that both sides sign.
        package var withoutProof: String { "c=\(Base64.encode(channelBinding)),r=\(nonce)" + text(extensions) }

        /// The message in wire format.
        package var encoded: ByteSlice { ByteSlice(utf8: withoutProof + ",p=" + Base64.encode(proof)) }

        static let name = "SCRAM client-final-message"
    }
}
