// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import Synchronization

/// Counts records and bytes, and shows them on the terminal once a second while long work goes on.
final class ProgressMeter: Sendable {
    private let records = Atomic<Int>(0)
    private let bytes = Atomic<Int>(0)
    private let verb: String

    /// A meter whose line begins with `verb`, such as "read".
    init(_ verb: String) { self.verb = verb }

    func add(records: Int, bytes: Int) {
        self.records.wrappingAdd(records, ordering: .relaxed)
        self.bytes.wrappingAdd(bytes, ordering: .relaxed)
    }

    /// Whether a line may be shown: people see standard error, and not the records, which it would mix with.
    static func isShown(quiet: Bool, besides descriptor: Int32) -> Bool {
        !quiet && Descriptor.isTerminal(Descriptor.errors) && !Descriptor.isTerminal(descriptor)
    }

    /// Runs `body`, and shows the counts meanwhile if `isShown`.
    func showing<Value: Sendable>(
        _ isShown: Bool, during body: sending @escaping () async throws -> Value
    ) async throws -> Value {
        guard isShown else { return try await body() }
        let start = ContinuousClock.now
        let display = Task {
            while !Task.isCancelled {
                try await Task.sleep(for: .seconds(1))
                show(ContinuousClock.now - start, end: "\r")
            }
        }
        defer {
            display.cancel()
            show(ContinuousClock.now - start, end: "\n")
        }
        return try await body()
    }

    private func show(_ elapsed: Duration, end: String) {
        let text = line(records: records.load(ordering: .relaxed), bytes: bytes.load(ordering: .relaxed), elapsed)
        // Progress that nobody can read is not worth a failure.
        try? Descriptor.write(Array("\u{1b}[K\(text)\(end)".utf8), to: Descriptor.errors)
    }

    /// The line after `elapsed`: counts and rates.
    func line(records: Int, bytes: Int, _ elapsed: Duration) -> String {
        let seconds = max(elapsed / .seconds(1), 0.001)
        return "% \(verb) \(records) records, \(Self.megabytes(Double(bytes))) MB: "
            + "\(Int(Double(records) / seconds)) records/s, \(Self.megabytes(Double(bytes) / seconds)) MB/s"
    }

    /// Millions of bytes with one decimal.
    private static func megabytes(_ bytes: Double) -> String {
        let tenths = Int((bytes / 100_000).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
