// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Millrace

/// Place of checkpoints in an S3-compatible store.
public struct S3Configuration: Sendable {
    /// URL of the store without a path, such as "https://s3.eu-central-1.amazonaws.com". The bucket is the first part
    /// of the path (path style).
    public var endpoint: String
    /// Region that requests are signed for; default "us-east-1".
    public var region: String
    /// The bucket, which must exist.
    public var bucket: String
    /// Beginning of the keys, without a "/" at its end; nothing else may have it.
    public var prefix: String
    /// The keys.
    public var credentials: S3Credentials
    /// Time limit of one request; default 30 s.
    public var requestTimeout: Duration = .seconds(30)
    /// Attempts of a request that fails by the network or with the status 409, 429, or 500 and more; default 5, at
    /// least 1.
    public var maxAttempts = 5
    /// Wait before the second attempt, doubled before each further one; default 200 ms.
    public var retryBackoff: Duration = .milliseconds(200)

    /// A place.
    public init(
        endpoint: String, region: String = "us-east-1", bucket: String, prefix: String, credentials: S3Credentials
    ) {
        self.endpoint = endpoint
        self.region = region
        self.bucket = bucket
        self.prefix = prefix
        self.credentials = credentials
    }

    /// - Throws: `StreamingError.invalidConfiguration` that names the setting.
    func validate() throws {
        func reject(_ message: String) -> StreamingError {
            StreamingError(code: .invalidConfiguration, message: message)
        }
        guard endpoint.hasPrefix("http://") || endpoint.hasPrefix("https://"), !host.isEmpty, !host.contains("/") else {
            throw reject("the S3 endpoint '\(endpoint)' is not a URL without a path, such as https://s3.example.com")
        }
        guard !bucket.isEmpty, !bucket.contains("/") else {
            throw reject("'\(bucket)' is not the name of an S3 bucket")
        }
        guard !prefix.isEmpty, !prefix.hasSuffix("/"), !prefix.hasPrefix("/") else {
            throw reject("the S3 prefix '\(prefix)' must not be empty, nor begin or end with '/'")
        }
        guard maxAttempts >= 1 else { throw reject("maxAttempts is \(maxAttempts): give 1 or more") }
        guard requestTimeout > .zero else { throw reject("requestTimeout is \(requestTimeout): give more than zero") }
        guard retryBackoff >= .zero else { throw reject("retryBackoff is \(retryBackoff): give zero or more") }
    }

    /// Host and port.
    var host: String { endpoint.split(separator: "/", maxSplits: 1).last.map { String($0.drop { $0 == "/" }) } ?? "" }
}
