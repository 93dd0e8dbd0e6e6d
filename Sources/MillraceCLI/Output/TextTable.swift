// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Rows for people, in columns as wide as their widest cell. The first row is the header.
struct TextTable {
    /// The alignment and colour of a column.
    enum Column {
        case text, number
        /// Numbers that deserve attention unless they are 0.
        case warning
    }

    private let columns: [Column]
    private var rows: [[String]]

    init(_ columns: [(name: String, column: Column)]) {
        self.columns = columns.map(\.column)
        rows = [columns.map(\.name)]
    }

    /// Adds a row with one cell per column.
    mutating func add(_ cells: String...) { add(cells) }

    /// Adds a row with one cell per column.
    mutating func add(_ cells: [String]) { rows.append(cells) }

    /// Number of rows after the header.
    var count: Int { rows.count - 1 }

    func write(to output: inout OutputBuffer) {
        let widths = columns.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        for (index, row) in rows.enumerated() {
            var line = ""
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                let isLast = column == row.count - 1
                let shown = style(cell, isHeader: index == 0, columns[column], output.usesColors)
                if column > 0 { line += "  " }
                line += columns[column] == .text ? shown + (isLast ? "" : padding) : padding + shown
            }
            output.line(line)
        }
    }

    private func style(_ cell: String, isHeader: Bool, _ column: Column, _ usesColors: Bool) -> String {
        guard usesColors else { return cell }
        if isHeader { return "\u{1b}[1m\(cell)\u{1b}[0m" }
        guard column == .warning, cell != "0", cell != "-" else { return cell }
        return "\u{1b}[33m\(cell)\u{1b}[0m"
    }
}
