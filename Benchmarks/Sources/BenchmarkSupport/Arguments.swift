// Millrace
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The `--name value` options of a benchmark's command line. `finish()` ends the program if an option was not read.
public struct Arguments {
    private var values: [String: String] = [:]
    private var asked: Set<String> = []

    /// The arguments of this process.
    public init() {
        var rest = CommandLine.arguments.dropFirst()
        while let name = rest.popFirst() {
            guard name.hasPrefix("--"), let value = rest.popFirst() else {
                stop("expected --name value, found \(name)")
            }
            values[String(name.dropFirst(2))] = value
        }
    }

    /// The value of option `name`, `nil` without the option.
    public mutating func text(_ name: String) -> String? {
        asked.insert(name)
        return values[name]
    }

    /// The value of option `name` as an integer, `fallback` without the option.
    public mutating func number(_ name: String, default fallback: Int) -> Int {
        guard let value = text(name) else { return fallback }
        guard let number = Int(value) else { stop("--\(name) needs an integer, found \(value)") }
        return number
    }

    /// Ends the program if the command line has an option that was not read.
    public func finish() {
        for name in values.keys where !asked.contains(name) { stop("unknown option --\(name)") }
    }
}

/// Prints `message` on standard error and ends the program with status 2.
public func stop(_ message: String) -> Never {
    let line = Array("error: \(message)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
    exit(2)
}
