// Millrace
// SPDX-License-Identifier: Apache-2.0

#if S3
internal import AsyncHTTPClient
internal import Millrace
internal import NIOCore
internal import NIOHTTP1

/// Objects of a bucket by key: read, written under a condition, listed, removed. Every object is written in one
/// request, so it is there completely or not at all, and a later read sees it (S3 is consistent since 2020).
final class S3Client: Sendable {
    /// A condition of a write.
    enum Condition: Sendable {
        /// There is no such object.
        case isMissing
        /// The object is the one with this tag.
        case isUnchanged(String)
    }

    private let http: HTTPClient
    private let configuration: S3Configuration
    private let signature: S3Signature

    init(_ configuration: S3Configuration) {
        self.configuration = configuration
        http = .shared
        signature = S3Signature(credentials: configuration.credentials, region: configuration.region)
    }

    /// Reads an object and its tag; nil if there is none.
    func read(_ key: String) async throws -> (bytes: [UInt8], tag: String)? {
        let answer = try await send(S3Request(method: "GET", path: path(key)))
        switch answer.status {
        case 200: return (answer.body, answer.tag ?? "")
        case 404: return nil
        default: throw answer.failure("read \(key)")
        }
    }

    /// Writes an object. Returns its tag; nil if the condition does not hold, or if the answer of an attempt was lost
    /// that has written it. An attempt that the store carries out late, after a later write, fails its condition.
    func write(_ bytes: [UInt8], to key: String, if condition: Condition) async throws -> String? {
        var request = S3Request(method: "PUT", path: path(key), body: bytes)
        switch condition {
        case .isMissing: request.headers.append(("if-none-match", "*"))
        case .isUnchanged(let tag): request.headers.append(("if-match", tag))
        }
        let answer = try await send(request)
        switch answer.status {
        case 200: return answer.tag ?? ""
        // 404: the object that was to be unchanged is gone.
        case 412: return nil
        case 404 where answer.code == "NoSuchKey": return nil
        default: throw answer.failure("write \(key)")
        }
    }

    /// Removes an object, if it exists.
    func remove(_ key: String) async throws {
        let answer = try await send(S3Request(method: "DELETE", path: path(key)))
        guard [200, 204, 404].contains(answer.status) else { throw answer.failure("remove \(key)") }
    }

    /// All keys that begin with `prefix`, sorted.
    func keys(_ prefix: String) async throws -> [String] {
        var keys: [String] = []
        var token: String?
        repeat {
            var request = S3Request(method: "GET", path: "/\(configuration.bucket)")
            request.query = [("list-type", "2"), ("prefix", prefix), ("encoding-type", "url")]
            if let token { request.query.append(("continuation-token", token)) }
            let answer = try await send(request)
            guard answer.status == 200 else { throw answer.failure("list \(prefix)") }
            let listing = try S3Listing(String(decoding: answer.body, as: UTF8.self))
            keys += listing.keys
            guard listing.next == nil || listing.next != token else {
                throw StreamingError(
                    code: .storageFailed, message: "the S3 store lists \(prefix) without end: a page names itself")
            }
            token = listing.next
        } while token != nil
        return keys.sorted()
    }

    private func path(_ key: String) -> String { "/\(configuration.bucket)/\(key)" }

    // MARK: HTTP

    private struct Answer: Sendable {
        var status: Int
        var tag: String?
        var body: [UInt8]

        /// Code of an error's body, such as "NoSuchBucket".
        var code: String? {
            let parts = String(decoding: body.prefix(4096), as: UTF8.self).split(separator: "Code>")
            return parts.count > 1 ? parts[1].split(separator: "<").first.map(String.init) : nil
        }

        func failure(_ action: String) -> StreamingError {
            StreamingError(
                code: .storageFailed,
                message: "the S3 store refuses to \(action): status \(status)\(code.map { ", \($0)" } ?? "")")
        }
    }

    /// Sends a request, again after failures that another attempt may not meet.
    private func send(_ request: S3Request) async throws -> Answer {
        var wait = configuration.retryBackoff
        var attempt = 1
        while true {
            do {
                let answer = try await sendOnce(request)
                // 409: another write of the object is under way. 429: too many requests.
                let passes = answer.status >= 500 || answer.status == 409 || answer.status == 429
                if !passes || attempt >= configuration.maxAttempts { return answer }
            } catch {
                if Task.isCancelled { throw CancellationError() }
                guard attempt < configuration.maxAttempts else {
                    throw StreamingError(
                        code: .storageFailed,
                        message: "the S3 store at \(configuration.endpoint) does not answer after \(attempt) attempts",
                        underlyingError: error)
                }
            }
            attempt += 1
            try await Task.sleep(for: wait)
            wait *= 2
        }
    }

    private func sendOnce(_ request: S3Request) async throws -> Answer {
        let query = request.encodedQuery
        var sent = HTTPClientRequest(
            url: configuration.endpoint + request.encodedPath + (query.isEmpty ? "" : "?" + query))
        sent.method = HTTPMethod(rawValue: request.method)
        let time = S3Time(seconds: SystemClock().now.milliseconds / 1000)
        for header in signature.headers(for: request, host: configuration.host, at: time) where header.name != "host" {
            sent.headers.add(name: header.name, value: header.value)
        }
        if request.method == "PUT" { sent.body = .bytes(ByteBuffer(bytes: request.body)) }
        return try await exchange(sent)
    }

    /// Sends a request and reads the whole answer, within `requestTimeout`.
    private func exchange(_ request: HTTPClientRequest) async throws -> Answer {
        let timeout = configuration.requestTimeout
        return try await withThrowingTaskGroup(of: Answer.self) { group in
            defer { group.cancelAll() }
            group.addTask { [http] in
                let response = try await http.execute(
                    request, timeout: TimeAmount.milliseconds(timeout.wholeMilliseconds))
                let body = try await response.body.collect(upTo: 1 << 30)
                return Answer(
                    status: Int(response.status.code), tag: response.headers.first(name: "etag"),
                    body: Array(body.readableBytesView))
            }
            // The client's own limit ends when the answer begins.
            group.addTask {
                try await Task.sleep(for: timeout)
                throw HTTPClientError.deadlineExceeded
            }
            guard let answer = try await group.next() else { throw CancellationError() }
            return answer
        }
    }
}
#endif
