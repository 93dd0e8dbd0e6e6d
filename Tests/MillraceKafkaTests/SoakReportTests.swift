// Millrace
// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct SoakReportTests {
    /// A run of 40 samples.
    private func growth(
        _ count: Int = 40, kibibytes: (Int) -> Int? = { _ in 100_000 }, files: (Int) -> Int = { _ in 30 },
        lag: (Int) -> Int = { _ in 100 }
    ) -> [String] {
        var report = SoakReport(name: "job", rate: 400)
        report.samples = (0..<count).map { second in
            .init(second: second, kibibytes: kibibytes(second), files: files(second), lag: lag(second))
        }
        return report.growth
    }

    @Test func aSteadyRunWithSpikesPasses() {
        #expect(growth().isEmpty)
        #expect(growth(kibibytes: { $0 < 10 ? 20_000 * $0 : 100_000 }).isEmpty, "it warms up")
        #expect(growth(lag: { $0 % 4 == 0 ? 50_000 : 100 }).isEmpty, "brokers are down now and then")
        #expect(growth(kibibytes: { $0 % 3 == 0 ? nil : 100_000 }).isEmpty, "the process was killed")
    }

    @Test func whatGrowsIsNamed() {
        #expect(growth(kibibytes: { 100_000 + 2000 * $0 }) == ["job: memory in KiB grows from 130000 to 170000"])
        #expect(growth(files: { 30 + 2 * $0 }) == ["job: the number of files grows from 60 to 100"])
        #expect(growth(lag: { 200 * $0 }) == ["job: the lag grows from 3000 to 7000"])
        #expect(growth(3) == ["there are 3 samples, 4 are needed"])
    }
}
