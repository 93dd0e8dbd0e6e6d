// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaProtocol

/// `millrace decode`: a recording as text.
struct DecodeCommand: ParsableCommand {
    enum Detail: EnumerableFlag {
        case summary, full

        static func help(for value: Detail) -> ArgumentHelp? {
            switch value {
            case .summary: "One line a frame (the default)."
            case .full: "All fields of each frame, passwords and tokens too."
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "decode",
        abstract: "Print recorded Kafka traffic as text.",
        discussion: """
            FILE is a recording of `millrace capture`, with or without gzip. A line says when the frame passed in seconds since \
            the recording began, the connection, the direction (-> is a request, <- a response), API and version, correlation \
            id, size without the length prefix, the client's id, and the errors that a response carries.
            """)

    @Argument(help: "The recording, as .jsonl or .jsonl.gz.")
    var file: String

    @Flag(exclusivity: .exclusive)
    var detail = Detail.summary

    func run() throws {
        var capture = try CaptureFile(path: file)
        var decoder = CaptureDecoder()
        var faults: [Int] = []
        while let frame = try capture.next() {
            let decoded = decoder.decode(frame)
            if decoded.isFault { faults.append(capture.currentLine) }
            for line in detail == .full ? FrameText.full(decoded) : [FrameText.summary(decoded)] { print(line) }
        }
        guard let first = faults.first else { return }
        throw CaptureError(
            file: file, line: first,
            message: faults.count == 1
                ? "this frame cannot be read" : "the first of \(faults.count) frames that cannot be read")
    }
}

/// Frames as text.
enum FrameText {
    /// One line.
    static func summary(_ decoded: DecodedFrame) -> String {
        let frame = decoded.frame
        var parts = [seconds(frame.microseconds), "#\(frame.connection)", frame.direction == .request ? "->" : "<-"]
        if let api = decoded.api { parts.append("\(api) v\(decoded.version ?? 0)") }
        if let version = decoded.bodyVersion { parts.append("answered in v\(version)") }
        if let id = decoded.correlationID { parts.append("correlation \(id)") }
        parts.append("\(frame.bytes.count) bytes")
        if let client = decoded.clientID { parts.append("client \(client.debugDescription)") }
        if frame.direction == .response, let message = decoded.message {
            let errors = MessageText.errors(in: message)
                .map { ($0.code.name ?? "\($0.code)") + ($0.count > 1 ? " x\($0.count)" : "") }
            if !errors.isEmpty { parts.append("errors " + errors.joined(separator: ", ")) }
        }
        if let note = decoded.note { parts.append(note) }
        return parts.joined(separator: "  ")
    }

    /// The summary's line, and below it a line per field.
    static func full(_ decoded: DecodedFrame) -> [String] {
        guard let message = decoded.message, let version = decoded.bodyVersion ?? decoded.version else {
            return [summary(decoded)]
        }
        return [summary(decoded)] + MessageText.lines(message, version: version, depth: 2)
    }

    /// Seconds with six decimals, at least twelve characters wide.
    private static func seconds(_ microseconds: Int64) -> String {
        let magnitude = microseconds.magnitude
        let fraction = String(magnitude % 1_000_000)
        let text =
            (microseconds < 0 ? "-" : "") + String(magnitude / 1_000_000) + "."
            + String(repeating: "0", count: 6 - fraction.count) + fraction
        return String(repeating: " ", count: max(12 - text.count, 0)) + text
    }
}
