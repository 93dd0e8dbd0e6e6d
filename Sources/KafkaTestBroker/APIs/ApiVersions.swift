// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// ApiVersions, versions 0-4. Features are not offered.
enum ApiVersions: APIHandler {
    typealias Request = ApiVersionsRequest
    static let versions: ClosedRange<Int16> = 0...4

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> ApiVersionsResponse? {
        ApiVersionsResponse(apiKeys: offered)
    }

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
