// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTransport

/// The order of the faults of a cluster's brokers. A pure value, which a seed fixes.
///
/// Kinds are dealt like cards, so that each one comes soon. At least one broker is up at any time, and a broker that is
/// down comes back after a few faults: jobs that wait for it send few requests, and requests bring the faults.
struct BrokerFaultPlan: Sendable {
    /// A kind of fault.
    enum Kind: String, CaseIterable, Sendable { case stop, restart, moveLeader, cutConnections }

    /// Faults for which a broker stays down at most.
    static let maxDown = 3
    private static let cards: [Kind] = [.stop, .stop, .restart, .restart, .moveLeader, .cutConnections]

    private let brokers: [Int32]
    private let gap: ClosedRange<Int>
    private var random: SplitMix64
    private var deck: [Kind] = []
    /// Brokers that are down, with the number of faults since; those that went down first come first.
    private(set) var down: [(broker: Int32, age: Int)] = []

    init(_ brokers: [Int32], every gap: ClosedRange<Int>, seed: UInt64) {
        self.brokers = brokers
        self.gap = gap
        random = SplitMix64(seed: seed)
    }

    /// Number of requests until the next fault; fewer while a broker is down.
    mutating func nextGap() -> Int {
        if down.isEmpty { return .random(in: gap, using: &random) }
        return .random(in: max(1, gap.lowerBound / 20)...max(1, gap.upperBound / 20), using: &random)
    }

    /// The next fault and its broker.
    mutating func next() -> (kind: Kind, broker: Int32) {
        for index in down.indices { down[index].age += 1 }
        if let first = down.first, first.age >= Self.maxDown { return (.restart, restart(0)) }
        let kind = deal()
        if kind == .restart { return (kind, restart(.random(in: down.indices, using: &random))) }
        let up = brokers.filter { broker in !down.contains { $0.broker == broker } }
        let broker = up.randomElement(using: &random) ?? brokers[0]
        if kind == .stop { down.append((broker, 0)) }
        return (kind, broker)
    }

    /// The first card that is possible.
    private mutating func deal() -> Kind {
        while true {
            let index = deck.firstIndex { kind in
                switch kind {
                case .stop: down.count + 1 < brokers.count
                case .restart: !down.isEmpty
                case .moveLeader, .cutConnections: true
                }
            }
            if let index { return deck.remove(at: index) }
            deck += Self.cards.shuffled(using: &random)
        }
    }

    private mutating func restart(_ index: Int) -> Int32 { down.remove(at: index).broker }

    /// The broker did not come up: it is tried again soon.
    mutating func restartFailed(_ broker: Int32) { down.insert((broker, Self.maxDown - 2), at: 0) }

    /// A random number of those below `count`.
    mutating func choose(of count: Int) -> Int { .random(in: 0..<count, using: &random) }
}
