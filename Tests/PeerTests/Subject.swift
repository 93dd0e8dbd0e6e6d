// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import Testing

@testable import ProtocolGenerator

/// A message in one version: the generated type and the spec.
struct Subject: CustomStringConvertible {
    var api: APIKey
    var type: any KafkaMessage.Type
    var direction: String
    var layout: MessageLayout

    var version: Int16 { Int16(layout.version) }
    var description: String { "\(type.messageName) v\(version)" }
    /// The name of the message in questions to kio.
    var words: String { "\(api.rawValue) \(version) \(direction)" }

    /// Every message in every version, by API.
    static func all() throws -> [[Subject]] {
        let folder = Peers.packageRoot + "/ProtocolSpecs"
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .filter { $0.hasSuffix(".spec") && $0 != "ErrorCodes.spec" }
            .compactMap { name -> [Subject]? in
                let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
                let file = try SpecParser.parse(text, file: name)
                guard let api = file.api else { return nil }
                let key = APIKey(rawValue: Int16(api.key))
                let request = try #require(KafkaAPIs.request(key))
                return file.messages.flatMap { spec in
                    (spec.versions.lower...spec.versions.upper).map { version in
                        Subject(
                            api: key, type: spec.kind == .request ? request : response(request),
                            direction: spec.kind.rawValue, layout: MessageLayout(spec, version: version))
                    }
                }
            }
    }

    private static func response<R: KafkaRequest>(_ request: R.Type) -> any KafkaMessage.Type { R.Response.self }

    /// Decodes bytes with our message; returns the value and the bytes that it encodes to.
    func read(_ bytes: [UInt8]) throws -> (value: RandomValue, bytes: [UInt8]) {
        let message = try type.init(decoding: ByteSlice(copying: bytes), version: version)
        return (try layout.value(of: message), try message.encoded(version: version).bytes)
    }
}
