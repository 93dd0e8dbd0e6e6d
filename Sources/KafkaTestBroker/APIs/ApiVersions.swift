// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// ApiVersions, versions 0-4, with the cluster's features (`ClusterFeature`).
enum ApiVersions: AnsweringHandler {
    typealias Request = ApiVersionsRequest
    static let versions: ClosedRange<Int16> = 0...4

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> ApiVersionsResponse {
        let release = state.configuration.imitating
        let features = ClusterFeature.all(of: release)
        // Older clients cannot read features whose lowest level is 0. Source: KAFKA-17492.
        let supported = features.filter { call.version >= 4 || $0.supported.lowerBound > 0 }
        return ApiVersionsResponse(
            apiKeys: offered(release),
            supportedFeatures: supported.map {
                .init(name: $0.name, minVersion: $0.supported.lowerBound, maxVersion: $0.supported.upperBound)
            },
            finalizedFeaturesEpoch: features.isEmpty ? -1 : state.metadataEnd,
            finalizedFeatures: features.filter { $0.level > 0 }.map {
                .init(name: $0.name, maxVersionLevel: $0.level, minVersionLevel: $0.level)
            })
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
