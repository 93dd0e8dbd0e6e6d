// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The command line of the job.
struct TortureOptions {
    let bootstrapServers: [String]
    let folder: String
    /// Records after which the job ends.
    let total: Int
    /// Number of batches that the job makes at least.
    let batches: Int
    /// The topic to write to, in place of files.
    let topic: String?
    /// Name of the job and its group.
    let name: String
    /// Maximum number of records per second and partition.
    let rate: Int
    /// Time between batches, in milliseconds.
    let interval: Int64
    let usesReceiver: Bool
    let crash: Crash

    /// Options by their names.
    static func pairs(_ arguments: some Sequence<String>) -> [String: String] {
        var options: [String: String] = [:]
        var rest = Array(arguments)[...]
        while let name = rest.popFirst(), let value = rest.popFirst() { options[name] = value }
        return options
    }

    /// Nil if something is missing.
    init?(_ options: [String: String]) {
        guard let bootstrap = options["--bootstrap"], let folder = options["--folder"],
            let total = options["--total"].flatMap({ Int($0) })
        else { return nil }
        bootstrapServers = bootstrap.split(separator: ",").map(String.init)
        self.folder = folder
        self.total = total
        batches = options["--batches"].flatMap { Int($0) } ?? 0
        topic = options["--topic"]
        name = options["--name"] ?? "torture"
        rate = options["--rate"].flatMap { Int($0) } ?? Int(4 * 1000 / TortureJob.interval)
        interval = options["--interval"].flatMap { Int64($0) } ?? TortureJob.interval
        usesReceiver = options["--source"] == "receiver"
        crash = Crash(point: options["--crash"], hit: options["--hit"].flatMap { Int($0) } ?? 1)
    }
}
