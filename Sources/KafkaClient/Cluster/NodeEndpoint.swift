// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The fields that the responses' `NodeEndpoints` share.
protocol NodeEndpoint {
    var nodeID: Int32 { get }
    var host: String { get }
    var port: Int32 { get }
    var rack: String? { get }
}

extension FetchResponse.NodeEndpoint: NodeEndpoint {}
extension ProduceResponse.NodeEndpoint: NodeEndpoint {}
extension ShareFetchResponse.NodeEndpoint: NodeEndpoint {}
extension ShareAcknowledgeResponse.NodeEndpoint: NodeEndpoint {}
