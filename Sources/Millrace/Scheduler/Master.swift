// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Where tasks run, and how often one may fail. Source: Spark's master URL.
public struct Master: Hashable, Sendable, CustomStringConvertible {
    /// Number of task threads in this process, at least 1.
    public let threads: Int
    /// Attempts that a task gets before its job fails, at least 1.
    public let maxFailures: Int

    /// Task threads in this process. Default of `maxFailures`: 4 (`spark.task.maxFailures`; a local Spark has 1).
    /// Values below 1 count as 1.
    public static func local(threads: Int, maxFailures: Int = 4) -> Master {
        Master(threads: max(1, threads), maxFailures: max(1, maxFailures))
    }

    private init(threads: Int, maxFailures: Int) {
        self.threads = threads
        self.maxFailures = maxFailures
    }

    /// Reads `local`, `local[N]`, `local[*]` (one thread per processor), `local[N,F]` or `local[*,F]`.
    ///
    /// - Throws: `StreamingError.invalidConfiguration` naming `text` when it is anything else.
    public init(parsing text: String) throws {
        if text == "local" {
            self = .local(threads: 1)
            return
        }
        let malformed = StreamingError(
            code: .invalidConfiguration,
            message: "master '\(text)' is not one of local, local[N], local[*], local[N,F], local[*,F] with N, F ≥ 1")
        guard text.hasPrefix("local["), text.hasSuffix("]") else { throw malformed }
        let parts = text.dropFirst(6).dropLast().split(separator: ",", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count) else { throw malformed }
        let numbers = parts.map { part in
            let digits = part.drop { $0 == " " }
            return digits == "*" ? Platform.processorCount : Int(digits)
        }
        guard let threads = numbers[0], threads >= 1 else { throw malformed }
        guard parts.count == 2 else {
            self = .local(threads: threads)
            return
        }
        guard parts[1].drop(while: { $0 == " " }) != "*", let failures = numbers[1], failures >= 1 else {
            throw malformed
        }
        self = .local(threads: threads, maxFailures: failures)
    }

    /// The form that `init(parsing:)` reads.
    public var description: String { "local[\(threads),\(maxFailures)]" }
}
