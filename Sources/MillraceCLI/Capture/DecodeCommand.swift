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
            case .summary: "Print one line per frame."
            case .full: "Print all fields of each frame, passwords and tokens too."
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "decode",
        abstract: "Print recorded Kafka traffic as text.",
        discussion: """
            Each line has the frame's time in seconds since the start of the recording, the connection, the direction \
            (-> is a request, <- a response), API and version, correlation id, size in bytes without the length prefix, \
            the client's id, and the errors in a response.
            """)

    @Argument(help: "Recording of `millrace capture`, with or without gzip.")
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
                ? "this frame cannot be read" : "first of \(faults.count) frames that cannot be read")
    }
}
