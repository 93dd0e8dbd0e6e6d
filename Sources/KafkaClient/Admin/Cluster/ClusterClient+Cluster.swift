// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

extension ClusterClient {
    /// The cluster's id, controller and brokers.
    ///
    /// - Parameter includesFenced: whether to list brokers that are registered but not active (Kafka 4.0).
    /// - Throws: `KafkaError` if no broker answers; `CancellationError`. Source: DescribeCluster; before Kafka 2.8
    ///   Metadata.
    public func describeCluster(includesFenced: Bool = false) async throws -> ClusterDescription {
        let answer = try await retrying("DescribeCluster", target: .any) { () -> ClusterDescription? in
            let connection = try await cluster.connection(for: .any)
            guard connection.versions.range(of: .describeCluster) != nil else { return nil }
            let version = try connection.version(for: DescribeClusterRequest.self)
            var request = DescribeClusterRequest(includeClusterAuthorizedOperations: false)
            if version >= 2 { request.includeFencedBrokers = includesFenced }
            let response = try await connection.send(request, version: version)
            try KafkaError.check(response.errorCode, "DescribeCluster", text: response.errorMessage)
            let brokers = response.brokers.filter { (1...65535).contains($0.port) }
            return ClusterDescription(
                clusterID: response.clusterID, controllerID: response.controllerID >= 0 ? response.controllerID : nil,
                brokers: brokers.map {
                    ClusterMetadata.Broker(id: $0.brokerID, host: $0.host, port: Int($0.port), rack: $0.rack)
                }.sorted { $0.id < $1.id },
                fencedBrokers: Set(brokers.filter(\.isFenced).map(\.brokerID)))
        }
        if let answer { return answer }
        let metadata = try await metadata(topics: [])
        return ClusterDescription(
            clusterID: metadata.clusterID, controllerID: metadata.controllerID, brokers: metadata.brokers,
            fencedBrokers: [])
    }

    /// The levels of the cluster's features. Before Kafka 2.7 there are none.
    ///
    /// - Throws: `KafkaError` if no broker answers; `CancellationError`. Source: ApiVersions, KIP-584.
    public func describeFeatures() async throws -> ClusterFeatures {
        try await call(ApiVersionsRequest.self, to: .any) { version in
            version >= 3
                ? ApiVersionsRequest(clientSoftwareName: "millrace", clientSoftwareVersion: "1")
                : ApiVersionsRequest()
        } read: { response in
            try KafkaError.check(response.errorCode, "ApiVersions")
            return ClusterFeatures(
                finalized: Dictionary(
                    response.finalizedFeatures.map { ($0.name, $0.maxVersionLevel) }, uniquingKeysWith: { $1 }),
                supported: Dictionary(
                    response.supportedFeatures.filter { $0.minVersion <= $0.maxVersion }
                        .map { ($0.name, $0.minVersion...$0.maxVersion) }, uniquingKeysWith: { $1 }),
                epoch: response.finalizedFeaturesEpoch >= 0 ? response.finalizedFeaturesEpoch : nil)
        }
    }

    /// Changes the levels of features for the whole cluster: all, or none.
    ///
    /// - Parameters:
    ///   - updates: the change of each feature.
    ///   - validatesOnly: whether to check the request without acting on it (Kafka 3.3).
    /// - Returns: a result for every feature.
    /// - Throws: `KafkaError` for a failure of the whole; `CancellationError`. Source: UpdateFeatures.
    public func updateFeatures(
        _ updates: [String: FeatureUpdate], validatesOnly: Bool = false
    ) async throws -> [String: Result<Void, KafkaError>] {
        try await perItem("UpdateFeatures", updates.keys, to: .controller) { names in
            let response = try await self.ask(.controller) { version in
                if version < 1, validatesOnly {
                    throw KafkaError(.unsupportedVersion, "brokers before Kafka 3.3 cannot only validate: leave it out")
                }
                return UpdateFeaturesRequest(
                    timeoutMs: self.configuration.requestTimeout.wireMilliseconds,
                    featureUpdates: names.sorted().compactMap { name in
                        updates[name].map { Self.wire(name, $0, version) }
                    }, validateOnly: validatesOnly)
            }
            try KafkaError.check(response.errorCode, "UpdateFeatures", text: response.errorMessage)
            // From version 2 on the response has no results: one failure is that of all.
            if response.results.isEmpty { return Dictionary(names.map { ($0, .success(())) }) { $1 } }
            return Dictionary(
                response.results.map { result in
                    (
                        result.feature,
                        KafkaError.outcome(
                            result.errorCode, "updating feature \(result.feature)", text: result.errorMessage)
                    )
                }
            ) { $1 }
        }
    }

    /// Removes a broker that does not come back from the cluster's metadata. Its partitions keep it among their
    /// replicas until these are reassigned; if it is started again, it registers again.
    ///
    /// - Throws: `KafkaError.brokerError` with BROKER_ID_NOT_REGISTERED for an id that no broker has; `KafkaError`
    ///   if no broker answers; `CancellationError`. Source: UnregisterBroker (Kafka 2.8, KRaft).
    public func unregisterBroker(_ id: Int32) async throws {
        try await call(UnregisterBrokerRequest.self, to: .any) { _ in
            UnregisterBrokerRequest(brokerID: id)
        } read: { response in
            try KafkaError.check(response.errorCode, "unregistering broker \(id)", text: response.errorMessage)
        }
    }

    private static func wire(
        _ name: String, _ update: FeatureUpdate, _ version: Int16
    ) -> UpdateFeaturesRequest.FeatureUpdateKey {
        var key = UpdateFeaturesRequest.FeatureUpdateKey()
        key.feature = name
        key.maxVersionLevel = update.level
        if version >= 1 { key.upgradeType = update.upgradeType } else { key.allowDowngrade = update.upgradeType > 1 }
        return key
    }
}
