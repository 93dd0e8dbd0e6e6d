// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// Which requests something is about. A value: combine them with `&&`, `||` and `!`.
public struct RequestMatch: Sendable {
    private let body: @Sendable (ReceivedRequest) -> Bool

    private init(_ body: @escaping @Sendable (ReceivedRequest) -> Bool) { self.body = body }

    /// Whether a request is meant.
    public func includes(_ request: ReceivedRequest) -> Bool { body(request) }

    /// Every request.
    public static let any = RequestMatch { _ in true }

    /// Requests of these APIs.
    public static func api(_ apis: APIKey...) -> RequestMatch {
        let apis = Set(apis)
        return RequestMatch { apis.contains($0.api) }
    }

    /// Requests that one broker received.
    public static func broker(_ id: Int32) -> RequestMatch { RequestMatch { $0.broker == id } }

    /// Requests of clients with this name.
    public static func client(_ id: String) -> RequestMatch { RequestMatch { $0.clientID == id } }

    /// Requests in these versions.
    public static func versions(_ versions: ClosedRange<Int16>) -> RequestMatch {
        RequestMatch { versions.contains($0.version) }
    }

    /// Requests about a partition, or about any of a topic's: see `ReceivedRequest.concerns`.
    public static func partition(_ topic: String, _ partition: Int32? = nil) -> RequestMatch {
        RequestMatch { $0.concerns(topic, partition) }
    }

    /// Requests for which `predicate` holds.
    public static func `where`(_ predicate: @escaping @Sendable (ReceivedRequest) -> Bool) -> RequestMatch {
        RequestMatch(predicate)
    }

    /// Requests that both mean.
    public static func && (left: RequestMatch, right: RequestMatch) -> RequestMatch {
        RequestMatch { left.includes($0) && right.includes($0) }
    }

    /// Requests that either means.
    public static func || (left: RequestMatch, right: RequestMatch) -> RequestMatch {
        RequestMatch { left.includes($0) || right.includes($0) }
    }

    /// Requests that it does not mean.
    public static prefix func ! (match: RequestMatch) -> RequestMatch { RequestMatch { !match.includes($0) } }
}
