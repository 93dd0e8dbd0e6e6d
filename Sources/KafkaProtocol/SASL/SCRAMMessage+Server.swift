// Millrace
// SPDX-License-Identifier: Apache-2.0

extension SCRAMMessage {
    /// The server's first message: `r=nonces,s=salt,i=4096`.
    package struct ServerFirst: SCRAMMessageText, Hashable, Sendable {
        /// The client's nonce with the server's behind it. That the client's is there is for the client to check.
        package let nonce: String
        /// The salt of the user's password.
        package let salt: ByteSlice
        /// How often the password is hashed, from 1. What is too few or too many is for the client to decide.
        package let iterations: Int32
        /// Attributes behind those, in order.
        package let extensions: [Extension]

        /// A message of the given contents.
        ///
        /// - Throws: `WireError.invalidValue` for what the grammar cannot carry.
        package init(
            nonce: String, salt: ByteSlice, iterations: Int32, extensions: [Extension] = []
        ) throws(WireError) {
            self.nonce = nonce
            self.salt = salt
            self.iterations = iterations
            self.extensions = extensions
            try requireSameWhenRead()
        }

        /// Reads a message.
        ///
        /// - Throws: `WireError` with attribute and byte offset.
        package init(parsing bytes: ByteSlice) throws(WireError) {
            var reader = SCRAMReader(bytes, message: Self.name)
            nonce = try reader.readNonce()
            salt = try reader.readBase64("s", "salt")
            iterations = try reader.readPositive("i", "iterations")
            extensions = try reader.readExtensions()
        }

        /// The message: the middle part of what both sides sign.
        package var text: String {
            "r=\(nonce),s=\(Base64.encode(salt)),i=\(iterations)" + SCRAMMessage.text(extensions)
        }

        /// The message's bytes.
        package var encoded: ByteSlice { ByteSlice(utf8: text) }

        static let name = "SCRAM server-first-message"
    }

    /// The server's final message: `v=signature`, or `e=` and why it refuses.
    package struct ServerFinal: SCRAMMessageText, Hashable, Sendable {
        /// How the exchange ended.
        package enum Outcome: Hashable, Sendable {
            /// The server's signature, which proves that it knows the user's keys.
            case verifier(ByteSlice)
            /// Why the user is refused, such as `invalid-proof`. Not empty; no comma and no NUL.
            case error(String)
        }

        /// How the exchange ended.
        package let outcome: Outcome
        /// Attributes behind that, in order.
        package let extensions: [Extension]

        /// A message of the given contents.
        ///
        /// - Throws: `WireError.invalidValue` for what the grammar cannot carry.
        package init(_ outcome: Outcome, extensions: [Extension] = []) throws(WireError) {
            self.outcome = outcome
            self.extensions = extensions
            try requireSameWhenRead()
        }

        /// Reads a message.
        ///
        /// - Throws: `WireError` with attribute and byte offset.
        package init(parsing bytes: ByteSlice) throws(WireError) {
            var reader = SCRAMReader(bytes, message: Self.name)
            if bytes.count > 0, bytes[0] == UInt8(ascii: "e") {
                let (value, start) = try reader.readValue("e", "error")
                outcome = .error(try reader.text(value, "error", at: start))
            } else {
                outcome = .verifier(try reader.readBase64("v", "verifier"))
            }
            extensions = try reader.readExtensions()
        }

        /// The message's bytes.
        package var encoded: ByteSlice {
            let first =
                switch outcome {
                case .verifier(let signature): "v=" + Base64.encode(signature)
                case .error(let reason): "e=" + reason
                }
            return ByteSlice(utf8: first + text(extensions))
        }

        static let name = "SCRAM server-final-message"
    }
}
