// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The judgement of a bearer token.
public enum BearerVerdict: Hashable, Sendable {
    /// The token identifies this user until `expiry`, in milliseconds since 1970; nil for no end.
    case accepted(user: String, expiry: Int64?)
    /// The token is not accepted, for this reason, which the client is told.
    case refused(String)
}
