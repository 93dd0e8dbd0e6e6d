// Millrace
// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct BrokerFaultPlanTests {
    private func plan(_ seed: UInt64) -> BrokerFaultPlan { BrokerFaultPlan([0, 1, 2], every: 10...80, seed: seed) }

    @Test func everyKindComesSoonAndNoBrokerIsDownForLong() {
        for seed in 0..<200 as Range<UInt64> {
            var (plan, kinds, ages) = (plan(seed), [BrokerFaultPlan.Kind](), [Int32: Int]())
            for _ in 0..<200 {
                let (kind, broker) = plan.next()
                kinds.append(kind)
                for other in ages.keys { ages[other, default: 0] += 1 }
                switch kind {
                case .stop: #expect(ages.updateValue(0, forKey: broker) == nil, "it was up")
                case .restart: #expect(ages.removeValue(forKey: broker) != nil, "it was down")
                case .moveLeader, .cutConnections: #expect(ages[broker] == nil, "a broker that is up")
                }
                #expect(ages.count < 3 && Set(ages.keys) == Set(plan.down.map(\.broker)))
                #expect(ages.values.allSatisfy { $0 <= BrokerFaultPlan.maxDown + 1 }, "\(ages)")
                let gap = plan.nextGap()
                #expect(ages.isEmpty ? (10...80).contains(gap) : (1...4).contains(gap))
            }
            #expect(Set(kinds.prefix(10)).count == 4, "\(kinds.prefix(10))")
        }
    }

    @Test func aSeedRepeatsThePlan() {
        var (first, second) = (plan(7), plan(7))
        for _ in 0..<50 { #expect(first.next() == second.next() && first.nextGap() == second.nextGap()) }
    }

    @Test func aBrokerThatDidNotComeUpIsTriedAgain() {
        var plan = plan(1)
        var failed: Int32?
        for _ in 0..<100 where failed == nil {
            let (kind, broker) = plan.next()
            if kind == .restart { failed = broker }
        }
        plan.restartFailed(failed ?? -1)
        #expect(plan.down.contains { $0.broker == failed })
        let next = (0..<3).map { _ in plan.next() }
        #expect(next.contains { $0.kind == .restart && $0.broker == failed })
    }
}
