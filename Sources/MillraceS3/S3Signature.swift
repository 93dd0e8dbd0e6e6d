// Millrace
// SPDX-License-Identifier: Apache-2.0

#if S3
internal import Crypto

/// The signature of a request. Pure. Source: AWS Signature Version 4, with the payload's hash.
struct S3Signature: Sendable {
    let credentials: S3Credentials
    let region: String

    /// The headers to send: those of the request, host, time, payload hash and authorization.
    func headers(for request: S3Request, host: String, at time: S3Time) -> [(name: String, value: String)] {
        let payload = Self.hex(SHA256.hash(data: request.body))
        var headers = request.headers + [("host", host), ("x-amz-content-sha256", payload), ("x-amz-date", time.text)]
        if let token = credentials.sessionToken { headers.append(("x-amz-security-token", token)) }
        headers.sort { $0.name < $1.name }
        let names = headers.map(\.name).joined(separator: ";")
        let lines = headers.map { "\($0.name):\($0.value)\n" }.joined()
        let canonical = [request.method, request.encodedPath, request.encodedQuery, lines, names, payload]
            .joined(separator: "\n")
        let scope = "\(time.date)/\(region)/s3/aws4_request"
        let hash = Self.hex(SHA256.hash(data: Array(canonical.utf8)))
        let toSign = "AWS4-HMAC-SHA256\n\(time.text)\n\(scope)\n\(hash)"
        let signature = Self.hex(authenticate(toSign, date: time.date))
        headers.append(
            (
                "authorization",
                "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope), SignedHeaders=\(names), "
                    + "Signature=\(signature)"
            ))
        return headers
    }

    private func authenticate(_ text: String, date: String) -> [UInt8] {
        var key = Array("AWS4\(credentials.secretAccessKey)".utf8)
        for part in [date, region, "s3", "aws4_request", text] {
            key = Array(HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: SymmetricKey(data: key)))
        }
        return key
    }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
#endif
