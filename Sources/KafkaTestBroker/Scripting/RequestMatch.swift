// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// A condition on requests. A value: combine conditions with `&&`, `||` and `!`.
public struct RequestMatch: Sendable {
    private let body: @Sendable (ReceivedRequest) -> Bool

    private init(_ body: @escaping @Sendable (ReceivedRequest) -> Bool) { self.body = body }

    /// Whether the condition holds for a request.
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

    /// Requests with this client id.
    public static func client(_ id: String) -> RequestMatch { RequestMatch { $0.clientID == id } }

    /// Requests in these versions.
    public static func versions(_ versions: ClosedRange<Int16>) -> RequestMatch {
        RequestMatch { versions.contains($0.version) }
    }

    /// Requests that name a partition, or any partition of the topic: see `ReceivedRequest.concerns`.
    public static func partition(_ topic: String, _ partition: Int32? = nil) -> RequestMatch {
        RequestMatch { $0.concerns(topic, partition) }
    }

    /// Requests for which `predicate` holds.
    public static func `where`(_ predicate: @escaping @Sendable (ReceivedRequest) -> Bool) -> RequestMatch {
        RequestMatch(predicate)
    }

    /// Requests for which both conditions hold.
    public static func && (left: RequestMatch, right: RequestMatch) -> RequestMatch {
        RequestMatch { left.includes($0) && right.includes($0) }
    }

    /// Requests for which at least one condition holds.
    public static func || (left: RequestMatch, right: RequestMatch) -> RequestMatch {
        RequestMatch { left.includes($0) || right.includes($0) }
    }

    /// Requests for which the condition does not hold.
    public static prefix func ! (match: RequestMatch) -> RequestMatch { RequestMatch { !match.includes($0) } }
}
