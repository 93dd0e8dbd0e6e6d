// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// One API: the versions it offers and its replies. Implementations have no state of their own.
protocol APIHandler: SendableMetatype {
    associatedtype Request: KafkaRequest
    /// The versions served.
    static var versions: ClosedRange<Int16> { get }
    /// The lowest version that ApiVersions reports.
    static var advertisedMinVersion: Int16 { get }
    /// The response in which everything the request asks for failed with `code`.
    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> Request.Response
    /// Serves a request. Called on the loop, without the cluster's lock.
    static func reply(_ request: Request, _ call: Call, _ core: ClusterCore) -> Reply
}

extension APIHandler {
    static var advertisedMinVersion: Int16 { versions.lowerBound }
}
