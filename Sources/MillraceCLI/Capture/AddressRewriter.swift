// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport

/// Replaces the brokers' addresses in responses.
///
/// Two kinds of addresses stay: the controllers' listeners in DescribeQuorum, as clients do not connect to them, and
/// the user endpoints of streams groups, as they belong to the group's members.
enum AddressRewriter {
    /// Whether responses of the API contain brokers' addresses in some version.
    static func concerns(_ api: APIKey) -> Bool {
        switch api {
        case .metadata, .findCoordinator, .describeCluster, .produce, .fetch, .shareFetch, .shareAcknowledge: true
        default: false
        }
    }

    /// Applies `replace` to each address in a response frame.
    ///
    /// - Parameters:
    ///   - frame: The response with its header.
    ///   - api: The API of the request.
    ///   - version: The version of the request.
    ///   - replace: Returns the new address for a broker's address.
    /// - Returns: The frame with the new addresses; nil if nothing changes.
    /// - Throws: `WireError` if the frame is not such a response; errors of `replace`.
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
        // An error response has no address: the host is empty, the port −1.
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
        // Some brokers write more bytes than the version has; clients ignore them.
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

/// A part of a response that has a broker's address.
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
