// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// ApiVersions, versions 0-4. Of the features, transactions of version 2 are finalized.
enum ApiVersions: APIHandler {
    typealias Request = ApiVersionsRequest
    static let versions: ClosedRange<Int16> = 0...4

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> ApiVersionsResponse? {
        ApiVersionsResponse(
            apiKeys: offered,
            supportedFeatures: features.map { .init(name: $0.name, minVersion: 0, maxVersion: $0.version) },
            finalizedFeaturesEpoch: 0,
            finalizedFeatures: features.map {
                .init(name: $0.name, maxVersionLevel: $0.version, minVersionLevel: $0.version)
            })
    }

    /// What clients look at before they use it. `transaction.version` 2: each end bumps the epoch, and produce and offset commits take
    /// part in the transaction by themselves (KIP-890).
    private static let features: [(name: String, version: Int16)] = [("transaction.version", 2)]

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> ApiVersionsResponse {
        ApiVersionsResponse(errorCode: code.rawValue)
    }

    /// The answer to a version that is too new: UNSUPPORTED_VERSION in the layout of version 0, with the versions to choose from.
    ///
    /// Source: KIP-511.
    static func unsupportedVersion(_ call: Call) -> Reply {
        var call = call
        call.version = 0
        let response = ApiVersionsResponse(
            errorCode: BrokerErrorCode.unsupportedVersion.rawValue,
            apiKeys: offered.filter { $0.apiKey == APIKey.apiVersions.rawValue })
        return .response(response, call)
    }

    private static var offered: [ApiVersionsResponse.ApiVersion] { APITable.handlers.map { entry($0) } }

    private static func entry<H: APIHandler>(_ handler: H.Type) -> ApiVersionsResponse.ApiVersion {
        ApiVersionsResponse.ApiVersion(
            apiKey: H.Request.apiKey.rawValue, minVersion: H.advertisedMinVersion, maxVersion: H.versions.upperBound)
    }
}
