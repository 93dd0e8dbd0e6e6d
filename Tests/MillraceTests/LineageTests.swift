// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport
import Testing

/// Names of RDDs, which must be the same in every process that runs the same program.
@Suite struct LineageTests {
    private func program(_ engine: MillraceContext, insertsOperator: Bool = false) -> [RDD<(Int, Int)>] {
        let source = engine.range(0..<10)
        let left = source.map { ($0, 1) }.reduceByKey { $0 + $1 }
        let other = insertsOperator ? source.filter { $0 > 1 } : source
        let right = other.map { ($0, 2) }.mapValues { $0 }
        return [left, right]
    }

    @Test func theSameProgramGivesTheSameNames() {
        let first = program(makeEngine()).map(\.name)
        #expect(first == program(makeEngine(threads: 1)).map(\.name))
        #expect(Set(first).count == 2)
    }

    @Test func anOperatorElsewhereChangesNoOtherName() {
        let before = program(makeEngine()).map(\.name)
        let after = program(makeEngine(), insertsOperator: true).map(\.name)
        #expect(before[0] == after[0])
        #expect(before[1] != after[1])
    }

    @Test func equalOperatorsAreNumbered() {
        let source = makeEngine().range(0..<10)
        let names = [source.map { $0 }, source.map { $0 }, source.filter { $0 > 1 }].map(\.name.operatorID)
        #expect(names.map(\.ordinal) == [0, 1, 0])
        #expect(Set(names).count == 3)
    }

    @Test func aGivenIDHoldsItsChildrenInPlace() {
        func names(_ inserts: Bool) -> [LineageName] {
            let source = makeEngine().range(0..<10)
            let totals = (inserts ? source.filter { _ in true } : source).map { ($0, 1) }.id("totals")
            return [totals.name, totals.mapValues { $0 }.name]
        }
        #expect(names(true) == names(false))
        #expect(names(true)[0].description == "totals")
    }

    @Test func scopesNumberApart() async throws {
        let engine = makeEngine()
        let source = engine.range(0..<10)
        func names(of scope: LineageScope) -> [LineageName] {
            scope.run { [engine.range(0..<3), source.map { $0 }, source.map { $0 }].map(\.name) }
        }
        let counts = OperatorID("counts")
        let batch = BatchTime(milliseconds: 1000)
        let first = names(of: LineageScope(batchTime: batch, operatorID: counts))
        _ = source.map { $0 }
        // Another operator, and the same batch once more.
        let other = names(of: LineageScope(batchTime: batch, operatorID: OperatorID("other")))
        #expect(names(of: LineageScope(batchTime: batch, operatorID: counts)) == first)
        #expect(first.map(\.operatorID.ordinal) == [0, 0, 1])
        #expect(first.allSatisfy { $0.batchTime == batch && $0.scope == counts })
        #expect(Set(first + other).count == 6)
        let later = names(of: LineageScope(batchTime: batch + .seconds(1), operatorID: counts))
        #expect(later.map(\.operatorID) == first.map(\.operatorID))
    }
}
