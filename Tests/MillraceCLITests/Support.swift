// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import TestSupport

@testable import MillraceCLI

enum Captures {
    /// The recordings of the package.
    static func all() throws -> [URL] {
        let folder = PackageRoot.url.appending(path: "ProtocolSpecs/Captures")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".jsonl.gz") }
            .sorted()
            .map { folder.appending(path: $0) }
    }
}

extension CaptureFile {
    /// All frames of the file at `path`.
    static func frames(_ path: String) throws -> [CaptureFrame] {
        var file = try CaptureFile(path: path)
        var frames: [CaptureFrame] = []
        while let frame = try file.next() { frames.append(frame) }
        return frames
    }
}

extension CaptureFrame {
    /// A request frame.
    static func request<R: KafkaRequest>(
        _ request: R, version: Int16, connection: Int = 1, correlationID: Int32 = 1, clientID: String? = "me"
    ) throws -> CaptureFrame {
        let header = RequestHeader(
            requestApiKey: R.apiKey.rawValue, requestApiVersion: version, correlationID: correlationID,
            clientID: clientID)
        var writer = WireWriter()
        try header.encode(into: &writer, version: R.headerVersion(version))
        try request.encode(into: &writer, version: version)
        return CaptureFrame(
            microseconds: 1_000, connection: connection, direction: .request, bytes: writer.finish())
    }

    /// A response frame.
    static func response<R: KafkaResponse>(
        _ response: R, version: Int16, connection: Int = 1, correlationID: Int32 = 1
    ) throws -> CaptureFrame {
        var writer = WireWriter()
        try ResponseHeader(correlationID: correlationID).encode(into: &writer, version: R.headerVersion(version))
        try response.encode(into: &writer, version: version)
        return CaptureFrame(
            microseconds: 12_345_678, connection: connection, direction: .response, bytes: writer.finish())
    }
}
