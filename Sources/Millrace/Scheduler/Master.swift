// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Number of task threads and of attempts per task. Source: Spark's master URL.
public struct Master: Hashable, Sendable, CustomStringConvertible {
    /// Number of task threads in this process, at least 1.
    public let threads: Int
    /// Attempts of a task before its job fails, at least 1.
    public let maxFailures: Int

    /// Runs tasks on `threads` threads of this process. Values below 1 count as 1.
    ///
    /// `maxFailures` defaults to 4, as `spark.task.maxFailures` does on a cluster; Spark's local mode has 1.
    public static func local(threads: Int, maxFailures: Int = 4) -> Master {
        Master(threads: max(1, threads), maxFailures: max(1, maxFailures))
    }

    private init(threads: Int, maxFailures: Int) {
        self.threads = threads
        self.maxFailures = maxFailures
    }

    /// Reads `local`, `local[N]`, `local[*]` (one thread per processor), `local[N,F]` or `local[*,F]`.
    ///
    /// - Throws: `StreamingError.invalidConfiguration` that names `text` if it has another form.
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

    /// The text form; `init(parsing:)` reads it.
    public var description: String { "local[\(threads),\(maxFailures)]" }
}
