// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The one message of SASL PLAIN: who acts as whom, and the password. Printing the value shows no password.
///
/// Source: RFC 4616.
package struct SASLPlainMessage: Hashable, Sendable {
    /// Whom the user wants to act as; nil for himself.
    package let authorizationID: String?
    /// Who the user is. Not empty, no NUL.
    package let username: String
    /// Not empty, no NUL.
    package let password: String

    /// A message of the given contents.
    ///
    /// - Throws: `WireError.invalidValue` for an empty value or one with a NUL in it.
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
    /// - Throws: `WireError` with field and byte offset; the text never shows what stands there.
    package init(parsing bytes: ByteSlice) throws(WireError) {
        var parts: [(ByteSlice, at: Int)] = []
        var start = 0
        for index in 0...bytes.count where index == bytes.count || bytes[index] == 0 {
            guard parts.count < 3 else {
                throw Self.error(.trailingBytes, "password", bytes.start + start, "a NUL in or behind the password")
            }
            parts.append((bytes[start..<index], bytes.start + start))
            start = index + 1
        }
        guard parts.count == 3 else {
            throw Self.error(.truncated, nil, bytes.start + bytes.count, "three parts were expected, NULs between them")
        }
        let authorizationID = try Self.text(parts[0], "authorizationID")
        self.authorizationID = authorizationID.isEmpty ? nil : authorizationID
        username = try Self.nonempty(parts[1], "username")
        password = try Self.nonempty(parts[2], "password")
    }

    /// The message's bytes.
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
    /// The user's name.
    package var description: String { "PLAIN message of \(username)" }
    /// Nothing, so that a dump shows no password.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
