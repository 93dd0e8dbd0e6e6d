// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport

/// Puts other addresses in place of those of brokers that responses carry.
///
/// DescribeQuorum is left alone: what it lists are the controllers' own listeners, which clients are told about and not
/// sent to. So are the user endpoints of streams groups, which belong to the group's members.
enum AddressRewriter {
    /// Whether responses of the API carry brokers' addresses in some version.
    static func concerns(_ api: APIKey) -> Bool {
        switch api {
        case .metadata, .findCoordinator, .describeCluster, .produce, .fetch, .shareFetch, .shareAcknowledge: true
        default: false
        }
    }

    /// Applies `replace` to each address in a response frame.
    ///
    /// - Parameters:
    ///   - frame: the response with its header.
    ///   - api: the API of the request that it answers.
    ///   - version: the version of that request.
    ///   - replace: the address to stand in place of a broker's.
    /// - Returns: The frame with other addresses; nil if there is nothing to change.
    /// - Throws: `WireError` for a frame that is no such response, and what `replace` throws.
    static func rewrite(
        _ frame: ByteSlice, api: APIKey, version: Int16, _ replace: (SocketAddress) throws -> SocketAddress
    ) throws -> ByteSlice? {
        switch api {
        case .metadata:
            try edit(MetadataResponse.self, frame, version) { try change(&$0.brokers, replace) }
        case .findCoordinator:
            try edit(FindCoordinatorResponse.self, frame, version) { response in
                try change(&response, replace)
                try change(&response.coordinators, replace)
            }
        case .describeCluster:
            try edit(DescribeClusterResponse.self, frame, version) { try change(&$0.brokers, replace) }
        case .produce:
            try edit(ProduceResponse.self, frame, version) { try change(&$0.nodeEndpoints, replace) }
        case .fetch:
            try edit(FetchResponse.self, frame, version) { try change(&$0.nodeEndpoints, replace) }
        case .shareFetch:
            try edit(ShareFetchResponse.self, frame, version) { try change(&$0.nodeEndpoints, replace) }
        case .shareAcknowledge:
            try edit(ShareAcknowledgeResponse.self, frame, version) { try change(&$0.nodeEndpoints, replace) }
        default: nil
        }
    }

    private static func change<Value: BrokerAddress>(
        _ values: inout [Value], _ replace: (SocketAddress) throws -> SocketAddress
    ) throws {
        for index in values.indices { try change(&values[index], replace) }
    }

    private static func change(
        _ value: inout some BrokerAddress, _ replace: (SocketAddress) throws -> SocketAddress
    ) throws {
        // An error's answer has no address: an empty host, port −1.
        guard !value.host.isEmpty, let port = UInt16(exactly: value.port), port > 0 else { return }
        let other = try replace(SocketAddress(host: value.host, port: port))
        value.host = other.host
        value.port = Int32(other.port)
    }

    private static func edit<Response: KafkaResponse>(
        _ type: Response.Type, _ frame: ByteSlice, _ version: Int16, _ body: (inout Response) throws -> Void
    ) throws -> ByteSlice? {
        var reader = WireReader(frame)
        let header = try ResponseHeader(from: &reader, version: Response.headerVersion(version))
        let original = try Response(from: &reader, version: version)
        // Some brokers write more than the version has, and clients leave that alone.
        let rest = frame[reader.byteOffset..<frame.count]
        var response = original
        try body(&response)
        if response == original { return nil }
        var writer = WireWriter(capacity: frame.count + 64)
        try header.encode(into: &writer, version: Response.headerVersion(version))
        try response.encode(into: &writer, version: version)
        writer.writeRaw(rest)
        return writer.finish()
    }
}

/// What holds a broker's address.
private protocol BrokerAddress {
    var host: String { get set }
    var port: Int32 { get set }
}

extension MetadataResponse.MetadataResponseBroker: BrokerAddress {}
extension FindCoordinatorResponse: BrokerAddress {}
extension FindCoordinatorResponse.Coordinator: BrokerAddress {}
extension DescribeClusterResponse.DescribeClusterBroker: BrokerAddress {}
extension ProduceResponse.NodeEndpoint: BrokerAddress {}
extension FetchResponse.NodeEndpoint: BrokerAddress {}
extension ShareFetchResponse.NodeEndpoint: BrokerAddress {}
extension ShareAcknowledgeResponse.NodeEndpoint: BrokerAddress {}
