// Counts the lines of a growing log file by their first word, with a receiver of its own.
import Foundation
import Millrace

/// Follows a file. The place up to which lines are stored is kept beside it, and is written after they are: a line may
/// be read twice after a crash, and none is left out.
struct FileFollower: Receiver {
    let path: String

    func receive(_ context: ReceiverContext<String>) async throws {
        let place = path + ".position"
        var position = (try? String(contentsOfFile: place, encoding: .utf8)).flatMap { UInt64($0) } ?? 0
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        while !Task.isCancelled {
            try file.seek(toOffset: position)
            let data = try file.read(upToCount: 1 << 20) ?? Data()
            guard let end = data.lastIndex(of: UInt8(ascii: "\n")) else {
                try await Task.sleep(for: .milliseconds(100))
                continue
            }
            let lines = String(decoding: data[..<end], as: UTF8.self).split(separator: "\n").map(String.init)
            // Returns once the lines are in the write-ahead log. If it throws, the receiver is started again.
            try await context.store(block: lines)
            position += UInt64(end - data.startIndex) + 1
            try String(position).write(toFile: place, atomically: true, encoding: .utf8)
        }
    }
}

@main
struct FollowFile {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        let path = arguments.first ?? "/var/log/messages"
        let folder = arguments.dropFirst().first ?? "follow-file-checkpoint"

        var configuration = StreamingConfiguration()
        configuration.receivers.writeAheadLog = true
        let job = StreamingJob(
            "follow-file", checkpoint: .directory(folder), batchDuration: .milliseconds(500),
            configuration: configuration
        ) { job in
            let words = job.receiverStream(FileFollower(path: path)).id("lines").map { line in
                (String(line.prefix { $0 != " " }), 1)
            }
            let counts = words.mapWithState(
                StateSpec<String, Int, Int, String> { word, one, count in
                    try count.update((count.value ?? 0) + (one ?? 0))
                    return "\(word) \(count.value ?? 0)"
                }
            ).id("counts")
            counts.foreachRDD { rdd, _ in
                for line in try await rdd.collect() { print(line) }
            }
        }
        try await job.run()
    }
}
