// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Keys of an account of an S3-compatible store. The description does not show the secret.
public struct S3Credentials: Sendable, CustomStringConvertible {
    /// The access key's id.
    public var accessKeyID: String
    /// The secret that belongs to it.
    public var secretAccessKey: String
    /// The token of temporary keys; nil for others.
    public var sessionToken: String?

    /// Keys.
    public init(accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
    }

    /// The id alone.
    public var description: String { "access key \(accessKeyID)" }
}
