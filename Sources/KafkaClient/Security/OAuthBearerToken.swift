// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A bearer token for the mechanism OAUTHBEARER. Source: RFC 7628, KIP-255, KIP-342.
public struct OAuthBearerToken: Hashable, Sendable {
    /// The token as it is sent, such as a signed JWT: printable ASCII.
    public var token: Secret
    /// Time from now in which the token is valid; the client uses it for up to 80 % of that time and then asks for
    /// another. Nil, the default, asks for a token at each authentication.
    public var lifetime: Duration?
    /// Name of the user that the token identifies, for error messages; nil, the default, for none.
    public var principal: String?
    /// Further attributes for the broker: names of letters, other than `auth`. Default none.
    public var extensions: [String: String]

    /// A token with the documented defaults.
    public init(
        _ token: Secret, lifetime: Duration? = nil, principal: String? = nil, extensions: [String: String] = [:]
    ) {
        self.token = token
        self.lifetime = lifetime
        self.principal = principal
        self.extensions = extensions
    }
}
