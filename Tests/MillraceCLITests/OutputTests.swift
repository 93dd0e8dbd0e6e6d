// Millrace
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import MillraceCLI

/// Tables, colours and progress.
@Suite struct OutputTests {
    private func text(_ table: TextTable, colors: Bool = false) -> [String] {
        var output = OutputBuffer(descriptor: nil, usesColors: colors)
        table.write(to: &output)
        return String(decoding: output.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private var table: TextTable {
        var table = TextTable([("TOPIC", .text), ("LAG", .warning), ("OWNER", .text)])
        table.add("orders", "0", "a")
        table.add("t", "1200", "bb")
        return table
    }

    @Test func columnsAreAligned() {
        #expect(text(table) == ["TOPIC    LAG  OWNER", "orders     0  a", "t       1200  bb"])
        #expect(table.count == 2)
    }

    @Test func coloursChangeNoWidth() {
        let esc = "\u{1b}["
        #expect(
            text(table, colors: true) == [
                "\(esc)1mTOPIC\(esc)0m    \(esc)1mLAG\(esc)0m  \(esc)1mOWNER\(esc)0m", "orders     0  a",
                "t       \(esc)33m1200\(esc)0m  bb",
            ])
    }

    @Test func progressHasRates() {
        #expect(
            ProgressMeter("read").line(records: 3000, bytes: 2_560_000, .seconds(2))
                == "% read 3000 records, 2.6 MB: 1500 records/s, 1.3 MB/s")
    }

    @Test func jsonKeepsTheOrderOfFields() {
        var output = OutputBuffer(descriptor: nil)
        output.line([
            "z": .array([.null, .bool(true), .real(1.5)]), "a": .integer(-3), "n": .text(nil),
            "s": "q\"", "i": .integer(nil as Int?),
        ])
        #expect(
            String(decoding: output.bytes, as: UTF8.self)
                == #"{"z":[null,true,1.5],"a":-3,"n":null,"s":"q\"","i":null}"# + "\n")
    }
}
