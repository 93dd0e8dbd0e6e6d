// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

/// `millrace lag`: how far groups are from the end of their partitions.
struct LagCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "lag",
        abstract: "Print the lag of groups in each partition.",
        discussion: """
            The lag is the distance from the committed offset to the end of the partition. With --watch it is printed \
            again and again, with the offsets that are written and read per second, until Ctrl-C; on a terminal the table \
            stays in place.
            """)

    @OptionGroup var connection: ClientOptions

    @Argument(help: ArgumentHelp("Groups to print. Without them: all that have committed offsets.", valueName: "group"))
    var groups: [String] = []

    @Option(
        name: [.customShort("t", allowingJoined: true), .customLong("topic")],
        help: "Topic to print. May be given several times. Without it: all.")
    var topics: [String] = []

    @Flag(name: [.customShort("w"), .long], help: "Print again and again, with speeds.")
    var watch = false

    @Option(help: "Time between two looks with --watch: a whole number with the unit ms, s or m.")
    var interval = DurationArgument(.seconds(2))

    @Option(
        name: [.customShort("c", allowingJoined: true), .customLong("count")],
        help: "Number of looks with --watch, after which the command ends.")
    var count: Int?

    @Flag(name: [.customShort("J"), .customLong("json")], help: "Print a JSON object per partition.")
    var isJSON = false

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--count must be 1 or more") }
        if count != nil, !watch { throw ValidationError("--count needs --watch") }
    }

    func run(_ client: ClusterClient, _ output: inout OutputBuffer) async throws {
        let isInPlace = output.isTerminal && watch && !isJSON
        var report: LagReport?
        for look in 1... {
            let rows = try await rows(client)
            let next = LagReport(rows, at: .now, after: report)
            report = next
            // Clears the screen, and puts the cursor into its corner.
            if isInPlace { output.append("\u{1b}[2J\u{1b}[H") }
            if isJSON { next.writeJSON(to: &output) } else { next.write(isWatching: watch, to: &output) }
            try output.flush()
            if !watch || look == count { return }
            try await Task.sleep(for: interval.duration)
        }
    }

    // MARK: Rows

    private func rows(_ client: ClusterClient) async throws -> [LagRow] {
        let names = try await groups.isEmpty ? listed(client) : groups
        var rows: [LagRow] = []
        var failures = ItemFailures()
        for group in names {
            do {
                rows += try await self.rows(of: group, client)
            } catch let error as KafkaError {
                failures.add(error)
            }
        }
        try failures.check(of: names.count)
        return rows
    }

    private func listed(_ client: ClusterClient) async throws -> [String] {
        let all = try await client.listGroups()
        try all.checkBrokers()
        return all.elements.filter { $0.kind != .share && $0.kind != .streams }.map(\.groupID)
    }

    private func rows(of group: String, _ client: ClusterClient) async throws -> [LagRow] {
        let lags = try await client.lag(group: group).filter { topics.isEmpty || topics.contains($0.key.topic) }
        if lags.isEmpty, !groups.isEmpty {
            throw KafkaError(
                .invalidRequest,
                "group \"\(group)\" has committed no offsets\(topics.isEmpty ? "" : " for these topics"): "
                    + "`millrace groups list` prints the groups")
        }
        let owners = try await owners(of: group, client)
        return try lags.map { partition, lag in
            let lag = try lag.get()
            return LagRow(
                group: group, partition: partition, committed: lag.committed.offset, end: lag.endOffset,
                owner: owners[partition])
        }
    }

    /// The client of the member that has each partition. Without the right to describe the group: none.
    private func owners(of group: String, _ client: ClusterClient) async throws -> [TopicPartition: String] {
        guard case .success(let described)? = try await client.describeGroups([group])[group] else { return [:] }
        var owners: [TopicPartition: String] = [:]
        for member in described.members {
            for partition in member.assignment { owners[partition] = member.clientID }
        }
        return owners
    }
}
