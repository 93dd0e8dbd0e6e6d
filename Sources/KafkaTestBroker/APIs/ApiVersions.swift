// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// ApiVersions, versions 0-4. Reports one finalized feature, transactions of version 2.
enum ApiVersions: AnsweringHandler {
    typealias Request = ApiVersionsRequest
    static let versions: ClosedRange<Int16> = 0...4

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> ApiVersionsResponse {
        let release = state.configuration.imitating
        let features = features(release)
        return ApiVersionsResponse(
            apiKeys: offered(release),
            supportedFeatures: features.map { .init(name: $0.name, minVersion: 0, maxVersion: $0.version) },
            finalizedFeaturesEpoch: 0,
            finalizedFeatures: features.map {
                .init(name: $0.name, maxVersionLevel: $0.version, minVersionLevel: $0.version)
            })
    }

    /// Features that clients check. `transaction.version` 2: each end bumps the epoch, and Produce and TxnOffsetCommit
    /// add partitions and groups to the transaction (KIP-890).
    private static func features(_ release: KafkaRelease?) -> [(name: String, version: Int16)] {
        if let release, release < .kafka(4, 0) { return [] }
        return [("transaction.version", 2)]
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> ApiVersionsResponse {
        ApiVersionsResponse(errorCode: code.rawValue)
    }

    /// The response to a version that is too new: UNSUPPORTED_VERSION in the layout of version 0, with the supported
    /// versions if the release is 2.4 or later.
    ///
    /// Source: KIP-511.
    static func unsupportedVersion(_ call: Call, _ release: KafkaRelease?) -> Reply {
        var call = call
        call.version = 0
        let response = ApiVersionsResponse(
            errorCode: BrokerErrorCode.unsupportedVersion.rawValue,
            apiKeys: release.map { $0 < .kafka(2, 4) } ?? false
                ? [] : offered(release).filter { $0.apiKey == APIKey.apiVersions.rawValue })
        return .response(response, call)
    }

    private static func offered(_ release: KafkaRelease?) -> [ApiVersionsResponse.ApiVersion] {
        APITable.handlers.compactMap { entry($0, release) }
    }

    private static func entry<H: APIHandler>(
        _ handler: H.Type, _ release: KafkaRelease?
    ) -> ApiVersionsResponse.ApiVersion? {
        guard let versions = APITable.offered(handler, release) else { return nil }
        return ApiVersionsResponse.ApiVersion(
            apiKey: H.Request.apiKey.rawValue, minVersion: H.advertisedMinVersion, maxVersion: versions.upperBound)
    }
}
