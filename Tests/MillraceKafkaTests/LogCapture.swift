// Millrace
// SPDX-License-Identifier: Apache-2.0

import Logging
import TestSupport

/// Keeps what a logger is given, and hands out warnings and notices in their order.
final class LogCapture: Sendable {
    struct Entry: Sendable {
        var level: Logger.Level
        var message: String
        var metadata: [String: String]
    }

    /// Entries at `notice` and above that were not taken yet.
    let inbox = Inbox<Entry>()
    private let log = Log<Entry>()

    var entries: [Entry] { log.entries }

    /// The entries with this message.
    func entries(_ message: String) -> [Entry] { entries.filter { $0.message.contains(message) } }

    var logger: Logger { Logger(label: "test") { _ in Handler(capture: self) } }

    /// Takes entries until one with this text comes.
    func next(_ message: String) async -> Entry {
        while true {
            let entry = await inbox.next()
            if entry.message.contains(message) { return entry }
        }
    }

    private struct Handler: LogHandler {
        let capture: LogCapture
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let entry = Entry(
                level: event.level, message: "\(event.message)",
                metadata: metadata.merging(event.metadata ?? [:]) { $1 }.mapValues { "\($0)" })
            capture.log.add(entry)
            if event.level >= .notice { capture.inbox.add(entry) }
        }
    }
}
