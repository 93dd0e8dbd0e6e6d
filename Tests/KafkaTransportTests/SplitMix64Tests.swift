// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTransport
import Testing

@Suite struct SplitMix64Tests {
    /// The first numbers of the reference implementation by Sebastiano Vigna (splitmix64.c) for this seed.
    @Test func numbersAreThoseOfTheReferenceImplementation() {
        var random = SplitMix64(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
        #expect(random.next() == 9_817_491_932_198_370_423)
    }
}
