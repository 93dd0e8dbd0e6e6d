// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A recording as a file: a JSON object per line, with or without gzip. Source:
/// ProtocolSpecs/Captures/README.md.
struct CaptureFile {
    /// Maximum size of a recording after decompression, in bytes.
    static let maxBytes = 4 << 30

    private let path: String
    private let text: ByteSlice
    private var position = 0
    private var line = 0

    /// Opens the file at `path`. Its first bytes tell whether it is compressed, not its name.
    ///
    /// - Throws: `CaptureError` if the file cannot be read or decompressed.
    init(path: String) throws {
        self.path = path
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw CaptureError(file: path, message: "cannot be read: \(error)")
        }
        let bytes = ByteSlice(copying: data)
        guard bytes.count >= 2, bytes[0] == 0x1f, bytes[1] == 0x8b else {
            text = bytes
            return
        }
        do throws(WireError) {
            text = try Gzip.decompress(bytes, limit: Self.maxBytes)
        } catch {
            throw CaptureError(file: path, message: "cannot be decompressed: \(error.detail)")
        }
    }

    /// The line that `next()` returned last, counted from 1.
    var currentLine: Int { line }

    /// The next frame, nil at the end of the file. Empty lines are skipped.
    ///
    /// - Throws: `CaptureError` that names the line.
    mutating func next() throws -> CaptureFrame? {
        while position < text.count {
            var end = position
            while end < text.count, text[end] != 0x0a { end += 1 }
            let bytes = text[position..<end]
            position = end + 1
            line += 1
            if !bytes.isEmpty { return try frame(bytes) }
        }
        return nil
    }

    private struct Row: Decodable {
        var microseconds: Int64
        var connection: Int
        var direction: String
        var frame: String

        enum CodingKeys: String, CodingKey {
            case microseconds = "t_us"
            case connection, direction, frame
        }
    }

    private func frame(_ bytes: ByteSlice) throws -> CaptureFrame {
        let row: Row
        do {
            row = try JSONDecoder().decode(Row.self, from: Data(bytes.bytes))
        } catch let error as DecodingError {
            throw failure(Self.text(of: error))
        }
        guard let direction = CaptureFrame.Direction(rawValue: row.direction) else {
            throw failure("direction is \"\(row.direction)\"; it must be request or response")
        }
        guard let data = Data(base64Encoded: row.frame) else { throw failure("frame is not base64") }
        guard row.connection >= 1 else { throw failure("connection is \(row.connection); numbers start at 1") }
        return CaptureFrame(
            microseconds: row.microseconds, connection: row.connection, direction: direction,
            bytes: ByteSlice(copying: data))
    }

    private static let notAFrame = "the line is not a JSON object of a frame"

    private static func text(of error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "\(key.stringValue) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            context.codingPath.last.map { "\($0.stringValue) has the wrong type" } ?? notAFrame
        case .dataCorrupted(let context):
            context.codingPath.last.map { "\($0.stringValue) has an invalid value" } ?? notAFrame
        @unknown default: notAFrame
        }
    }

    private func failure(_ message: String) -> CaptureError { CaptureError(file: path, line: line, message: message) }
}
