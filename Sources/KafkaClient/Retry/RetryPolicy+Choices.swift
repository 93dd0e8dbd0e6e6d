// Millrace
// SPDX-License-Identifier: Apache-2.0

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

    private func number(below count: Int) -> Int { min(Int(random() * Double(count)), count - 1) }
}
