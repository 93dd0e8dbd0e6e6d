// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient

/// The lags of groups at one moment, and their speeds since the look before: a value that becomes a table or JSON.
struct LagReport: Sendable {
    private struct Place: Hashable {
        var group: String
        var partition: TopicPartition
    }

    /// The rows, sorted by group and partition.
    let rows: [LagRow]
    private let moment: ContinuousClock.Instant
    private let rates: [Place: LagRates]
    /// Whether this is not the first look, so that speeds are shown.
    private let hasRates: Bool

    /// A report of `rows` at `moment`, with speeds since `before`; nil for the first one.
    init(_ rows: [LagRow], at moment: ContinuousClock.Instant, after before: LagReport?) {
        self.rows = rows.sorted { ($0.group, $0.partition) < ($1.group, $1.partition) }
        self.moment = moment
        hasRates = before != nil
        guard let before else {
            rates = [:]
            return
        }
        let old = Dictionary(before.rows.map { (Place(group: $0.group, partition: $0.partition), $0) }) { $1 }
        var rates: [Place: LagRates] = [:]
        for row in rows {
            let place = Place(group: row.group, partition: row.partition)
            guard let known = old[place] else { continue }
            rates[place] = LagRates(from: known, to: row, elapsed: moment - before.moment)
        }
        self.rates = rates
    }

    // MARK: Output

    /// Appends the table, with columns for speeds if `isWatching`.
    func write(isWatching: Bool, to output: inout OutputBuffer) {
        var columns: [(name: String, column: TextTable.Column)] = [
            ("GROUP", .text), ("TOPIC", .text), ("PARTITION", .number), ("COMMITTED", .number), ("END", .number),
            ("LAG", .warning),
        ]
        if isWatching { columns += [("WRITTEN/S", .number), ("READ/S", .number), ("CAUGHT UP IN", .number)] }
        columns.append(("OWNER", .text))
        var table = TextTable(columns)
        for row in rows {
            var cells = [
                row.group, row.partition.topic, "\(row.partition.partition)", "\(row.committed)", "\(row.end)",
                "\(row.lag)",
            ]
            if isWatching { cells += speeds(of: row) }
            table.add(cells + [Display.text(row.owner)])
        }
        table.write(to: &output)
        let total = rows.reduce(0) { $0 + $1.lag }
        output.line("total lag: \(total) in \(rows.count) partitions")
    }

    private func speeds(of row: LagRow) -> [String] {
        guard let rates = rates[Place(group: row.group, partition: row.partition)] else { return ["-", "-", "-"] }
        let left = rates.secondsToCatchUp(row.lag).map { "\(Int($0.rounded(.up)))s" }
        return [Self.decimal(rates.written), Self.decimal(rates.read), left ?? "-"]
    }

    /// A number with one decimal.
    private static func decimal(_ number: Double) -> String {
        let tenths = Int64((number * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }

    /// Appends a JSON object per row.
    func writeJSON(to output: inout OutputBuffer) {
        for row in rows {
            var fields: [(name: String, value: JSONValue)] = [
                ("group", .string(row.group)), ("topic", .string(row.partition.topic)),
                ("partition", .integer(row.partition.partition)), ("committed", .number(row.committed)),
                ("end", .number(row.end)), ("lag", .number(row.lag)), ("owner", .text(row.owner)),
            ]
            if hasRates {
                let rates = rates[Place(group: row.group, partition: row.partition)]
                fields.append(("written_per_second", rates.map { .real($0.written) } ?? .null))
                fields.append(("read_per_second", rates.map { .real($0.read) } ?? .null))
            }
            output.line(.object(fields))
        }
    }
}
