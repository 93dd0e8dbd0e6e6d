// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// Choices by the policy's random source, so that a simulation's seed fixes them.
extension RetryPolicy {
    /// One of `elements`; nil if there is none.
    func choose<Element>(among elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[number(below: elements.count)]
    }

    /// `elements` in random order.
    func shuffle<Element>(_ elements: some Sequence<Element>) -> [Element] {
        var shuffled = Array(elements)
        for index in shuffled.indices.reversed() { shuffled.swapAt(index, number(below: index + 1)) }
        return shuffled
    }

    /// An identifier that no other member has: 128 bits of the random source.
    func makeUUID() -> KafkaUUID { KafkaUUID(high: makeBits(), low: makeBits()) }

    private func makeBits() -> UInt64 {
        // A number from 0 to 1 has 53 bits.
        UInt64(number(below: 1 << 32)) << 32 | UInt64(number(below: 1 << 32))
    }

    private func number(below count: Int) -> Int { min(Int(random() * Double(count)), count - 1) }
}
