// Millrace
// SPDX-License-Identifier: Apache-2.0

extension SCRAMMessage {
    /// The server's first message: `r=nonces,s=salt,i=4096`.
    package struct ServerFirst: SCRAMMessageText, Hashable, Sendable {
        /// The client's nonce, followed by the server's. The client checks that its own is there.
        package let nonce: String
        /// Salt of the user's password.
        package let salt: ByteSlice
        /// Number of times that the password is hashed, at least 1. The client decides which numbers it accepts.
        package let iterations: Int32
        /// Further attributes, in order.
        package let extensions: [Extension]

        /// A message with the given contents.
        ///
        /// - Throws: `WireError.invalidValue` for a value that the grammar does not allow.
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

        /// The message as text: the middle part of the text that both sides sign.
        package var text: String {
            "r=\(nonce),s=\(Base64.encode(salt)),i=\(iterations)" + SCRAMMessage.text(extensions)
        }

        /// The message in wire format.
        package var encoded: ByteSlice { ByteSlice(utf8: text) }

        static let name = "SCRAM server-first-message"
    }

    /// The server's final message: `v=signature`, or `e=` and the reason for rejecting the user.
    package struct ServerFinal: SCRAMMessageText, Hashable, Sendable {
        /// Outcome of the exchange.
        package enum Outcome: Hashable, Sendable {
            /// Success: the server's signature, which proves that it knows the user's keys.
            case verifier(ByteSlice)
            /// Failure: the reason for rejecting the user, such as `invalid-proof`. Not empty, no comma, no NUL.
            case error(String)
        }

        /// Outcome of the exchange.
        package let outcome: Outcome
        /// Further attributes, in order.
        package let extensions: [Extension]

        /// A message with the given contents.
        ///
        /// - Throws: `WireError.invalidValue` for a value that the grammar does not allow.
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

        /// The message in wire format.
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
