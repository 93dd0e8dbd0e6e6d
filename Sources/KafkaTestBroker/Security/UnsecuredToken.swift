// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Unsecured JSON Web Signatures: two parts in base64url and an empty signature, `header.claims.`. Source: RFC 7515
/// appendix A.5; Kafka's `OAuthBearerUnsecuredJws`.
enum UnsecuredToken {
    static func make(user: String, expiry: Int64) -> String {
        let name = user.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        let (seconds, rest) = expiry.quotientAndRemainder(dividingBy: 1000)
        let fraction = String(1000 + abs(rest)).dropFirst()
        return [#"{"alg":"none"}"#, #"{"sub":"\#(name)","exp":\#(seconds).\#(fraction)}"#]
            .map { encode($0) + "." }.joined()
    }

    static func judge(_ token: String, now: Int64) -> BearerVerdict {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.last == "", let header = parts.first.flatMap(object),
            let claims = parts.dropFirst().first.flatMap(object)
        else { return .refused("not an unsecured token: expected header.claims. in base64url") }
        guard case .text("none")? = header["alg"] else { return .refused("the algorithm is not none") }
        guard case .text(let user)? = claims["sub"], !user.isEmpty else { return .refused("the claim sub is missing") }
        guard case .number(let seconds)? = claims["exp"], abs(seconds) < 1e15 else {
            return .refused("the claim exp is missing")
        }
        let expiry = Int64(seconds * 1000)
        guard expiry > now else { return .refused("the token has expired") }
        return .accepted(user: user, expiry: expiry)
    }

    private static func encode(_ text: String) -> String {
        Base64.encode(ByteSlice(utf8: text)).replacing("+", with: "-").replacing("/", with: "_").replacing(
            "=", with: "")
    }

    private static func object(_ part: Substring) -> [String: FlatJSON.Value]? {
        var text = part.replacing("-", with: "+").replacing("_", with: "/")
        while text.utf8.count % 4 != 0, text.utf8.count < 100_000 { text += "=" }
        guard let bytes = Base64.decode(ByteSlice(utf8: String(text))),
            let json = String(validating: bytes.bytes, as: UTF8.self)
        else { return nil }
        return FlatJSON.parse(json)
    }
}
