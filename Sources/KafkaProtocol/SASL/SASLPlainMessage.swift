// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The only message of SASL PLAIN: user name, password and authorization id. Printing the value does not show the
/// password.
///
/// Source: RFC 4616.
package struct SASLPlainMessage: Hashable, Sendable {
    /// Identity that the user wants to act as; nil for the user's own.
    package let authorizationID: String?
    /// User name. Not empty, no NUL.
    package let username: String
    /// Password. Not empty, no NUL.
    package let password: String

    /// A message with the given contents.
    ///
    /// - Throws: `WireError.invalidValue` for an empty value; errors of `init(parsing:)` for a value that contains a
    ///   NUL.
    package init(authorizationID: String? = nil, username: String, password: String) throws(WireError) {
        self.authorizationID = authorizationID
        self.username = username
        self.password = password
        guard try Self(parsing: encoded) == self else {
            throw Self.error(.invalidValue, "authorizationID", 0, "is empty")
        }
    }

    /// Reads a message.
    ///
    /// - Throws: `WireError` with field and byte offset, but without the value, which may be a secret.
    package init(parsing bytes: ByteSlice) throws(WireError) {
        var parts: [(ByteSlice, at: Int)] = []
        var start = 0
        for index in 0...bytes.count where index == bytes.count || bytes[index] == 0 {
            guard parts.count < 3 else {
                throw Self.error(
                    .trailingBytes, "password", bytes.start + start, "the password contains or is followed by a NUL")
            }
            parts.append((bytes[start..<index], bytes.start + start))
            start = index + 1
        }
        guard parts.count == 3 else {
            throw Self.error(.truncated, nil, bytes.start + bytes.count, "expected three parts separated by NULs")
        }
        let authorizationID = try Self.text(parts[0], "authorizationID")
        self.authorizationID = authorizationID.isEmpty ? nil : authorizationID
        username = try Self.nonempty(parts[1], "username")
        password = try Self.nonempty(parts[2], "password")
    }

    /// The message in wire format.
    package var encoded: ByteSlice { ByteSlice(utf8: "\(authorizationID ?? "")\0\(username)\0\(password)") }

    private static func text(_ part: (ByteSlice, at: Int), _ field: String) throws(WireError) -> String {
        guard let text = String(validating: part.0.bytes, as: UTF8.self) else {
            throw error(.invalidValue, field, part.at, "is not UTF-8")
        }
        return text
    }

    private static func nonempty(_ part: (ByteSlice, at: Int), _ field: String) throws(WireError) -> String {
        let text = try text(part, field)
        guard !text.isEmpty else { throw error(.invalidValue, field, part.at, "is empty") }
        return text
    }

    private static func error(_ code: WireError.Code, _ field: String?, _ offset: Int, _ detail: String) -> WireError {
        WireError(code, byteOffset: offset, message: "SASL PLAIN message", field: field, detail: detail)
    }
}

extension SASLPlainMessage: CustomStringConvertible, CustomReflectable {
    /// The user's name, without the password.
    package var description: String { "PLAIN message of \(username)" }
    /// Empty, so that `dump` does not show the password.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
