// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaProtocol

/// The client's first message of OAUTHBEARER: `n,,` and the token with further attributes, each between 0x01 bytes.
/// Printing the value does not show the token.
///
/// Source: RFC 7628 section 3.1; extensions as in KIP-342.
package struct OAuthBearerMessage: Hashable, Sendable {
    /// A message that is not of this form.
    package struct Malformed: Error, CustomStringConvertible {
        /// The fault, without the token.
        package let description: String
    }

    /// The answer of a client to a server's error text, which lets the server end the exchange. Source: RFC 7628
    /// section 3.2.3.
    package static let surrender = ByteSlice(copying: [1])

    /// Identity that the user wants to act as; nil for the user's own.
    package let authorizationID: String?
    /// The bearer token: printable ASCII, not empty.
    package let token: String
    /// Further attributes by name: names of letters, values of printable text.
    package let extensions: [String: String]

    /// A message with the given contents.
    ///
    /// - Throws: `Malformed` for a token, name or value that the grammar does not allow.
    package init(
        token: String, extensions: [String: String] = [:], authorizationID: String? = nil
    ) throws(Malformed) {
        guard Self.isToken(token) else {
            throw Malformed(description: "a token must be printable ASCII without blanks, and not empty")
        }
        for (name, value) in extensions {
            guard Self.isName(name), name != "auth" else {
                throw Malformed(description: "the extension name \"\(name)\" must be letters, and not auth")
            }
            guard Self.isValue(value) else {
                throw Malformed(description: "the value of extension \(name) has control characters")
            }
        }
        if let authorizationID, authorizationID.isEmpty || !Self.isValue(authorizationID) {
            throw Malformed(description: "the authorization id is empty or has control characters")
        }
        self.token = token
        self.extensions = extensions
        self.authorizationID = authorizationID
    }

    /// Reads a message.
    package init(parsing bytes: ByteSlice) throws(Malformed) {
        guard let text = String(validating: bytes.bytes, as: UTF8.self) else {
            throw Malformed(description: "the message is not UTF-8")
        }
        // A header of three parts, of which the last is empty, and attributes that each end with a 0x01.
        var parts = text.split(separator: "\u{1}", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 3, parts.last == "", parts.dropLast().last == "" else {
            throw Malformed(description: "the message does not end with an empty attribute")
        }
        parts.removeLast(2)
        let header = parts.removeFirst().split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard header.count == 3, header.first == "n", header.last == "" else {
            throw Malformed(description: "the message does not begin with n,,")
        }
        var identity: String?
        for part in header.dropFirst().prefix(1) where !part.isEmpty {
            guard part.hasPrefix("a=") else { throw Malformed(description: "the authorization id is not a=…") }
            identity = String(part.dropFirst(2)).replacing("=2C", with: ",").replacing("=3D", with: "=")
        }
        var token: String?
        var extensions: [String: String] = [:]
        for part in parts {
            guard let equals = part.firstIndex(of: "=") else {
                throw Malformed(description: "an attribute has no equals sign")
            }
            let (name, value) = (String(part[..<equals]), String(part[part.index(after: equals)...]))
            guard name == "auth" else {
                extensions[name] = value
                continue
            }
            let words = value.split(separator: " ")
            guard words.count == 2, let scheme = words.first, let last = words.last, scheme.lowercased() == "bearer"
            else { throw Malformed(description: "the attribute auth is not \"Bearer\" with a token") }
            token = String(last)
        }
        guard let token else { throw Malformed(description: "the attribute auth is missing") }
        try self.init(token: token, extensions: extensions, authorizationID: identity)
    }

    /// The message in wire format. Extensions are in the order of their names.
    package var encoded: ByteSlice {
        let identity = authorizationID.map { "a=" + $0.replacing("=", with: "=3D").replacing(",", with: "=2C") } ?? ""
        let more = extensions.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)\u{1}" }.joined()
        return ByteSlice(utf8: "n,\(identity),\u{1}auth=Bearer \(token)\u{1}\(more)\u{1}")
    }

    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7e).contains($0) }
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x41...0x5a).contains($0 & 0xdf) && $0 < 0x80 }
    }

    private static func isValue(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 || $0 == 0x0a || $0 == 0x0d }
    }
}

extension OAuthBearerMessage: CustomStringConvertible, CustomReflectable {
    /// The names of the extensions, without the token.
    package var description: String { "OAUTHBEARER message with extensions \(extensions.keys.sorted())" }
    /// Empty, so that `dump` does not show the token.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
