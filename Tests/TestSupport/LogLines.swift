// Millrace
// SPDX-License-Identifier: Apache-2.0

import Logging
import Synchronization

/// Lines of a log; a test can wait for one.
package final class LogLines: LogHandler, Sendable {
    private let lines = Mutex<[String]>([])
    private let arrived = AsyncStream.makeStream(of: String.self)

    package init() {}

    /// A logger of these lines.
    package var logger: Logger { Logger(label: "test") { _ in self } }

    package subscript(metadataKey _: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }
    package var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    package var logLevel: Logger.Level {
        get { .trace }
        set {}
    }

    package func log(event: LogEvent) {
        let text = "\(event.level): \(event.message) \(event.metadata ?? [:])"
        lines.withLock { $0.append(text) }
        arrived.continuation.yield(text)
    }

    /// All lines so far: level, message, metadata.
    package var all: [String] { lines.withLock { $0 } }

    /// Waits for a line that holds `text`. One task at a time.
    package func line(with text: String) async {
        for await line in arrived.stream where line.contains(text) { return }
    }
}
