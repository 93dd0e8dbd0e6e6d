// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import TestSupport
import Testing

@Suite struct CRC32CTests {
    private func both(_ bytes: [UInt8]) -> [UInt32] {
        bytes.withUnsafeBytes { [CRC32C.checksum($0), CRC32C.portableChecksum($0)] }
    }

    @Test func knownValues() {
        #expect(both([UInt8](repeating: 0, count: 32)) == [0x8A91_36AA, 0x8A91_36AA])
        #expect(both([UInt8](repeating: 0xff, count: 32)) == [0x62A8_AB43, 0x62A8_AB43])
        #expect(both(Array(0..<32)) == [0x46DD_794E, 0x46DD_794E])
        #expect(both(Array((0..<32).reversed())) == [0x113F_DB5C, 0x113F_DB5C])
        #expect(both(Array("123456789".utf8)) == [0xE306_9283, 0xE306_9283])
        #expect(both([]) == [0, 0])
    }

    @Test func hardwareAgreesWithThePortableFormAtAnyLengthAndAlignment() {
        let seed = TestSeed.value
        print("hardwareAgreesWithThePortableForm: seed \(seed), hardware \(CRC32C.isHardwareAccelerated)")
        var random = SplitMix64(seed: seed)
        let bytes = (0..<40_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        bytes.withUnsafeBytes { all in
            for round in 0..<600 {
                let start = Int.random(in: 0..<64, using: &random)
                let most = round % 3 == 0 ? all.count - start : 2000
                let range = start..<start + Int.random(in: 0...most, using: &random)
                let part = UnsafeRawBufferPointer(rebasing: all[range])
                let initial = UInt32.random(in: 0...UInt32.max, using: &random)
                #expect(
                    CRC32C.checksum(part, seed: initial) == CRC32C.portableChecksum(part, seed: initial),
                    "\(range), seed \(seed)")
            }
        }
    }

    @Test func checksumsOfPartsAreJoined() {
        let bytes = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        bytes.withUnsafeBytes { all in
            let whole = CRC32C.checksum(all)
            for cut in [0, 1, 7, 40, 255, 256, 4095, 4096, 12_289, 65_535, 69_999, 70_000] {
                let first = CRC32C.checksum(UnsafeRawBufferPointer(rebasing: all[..<cut]))
                let second = CRC32C.checksum(UnsafeRawBufferPointer(rebasing: all[cut...]))
                #expect(CRC32C.joined(first, second, count: all.count - cut) == whole, "cut at \(cut)")
            }
        }
    }

    @Test func checksumContinuesOverParts() {
        let text = Array("the quick brown fox jumps over the lazy dog, again and again".utf8)
        text.withUnsafeBytes { all in
            let whole = CRC32C.checksum(all)
            for cut in 0...all.count {
                let head = UnsafeRawBufferPointer(rebasing: all[..<cut])
                let tail = UnsafeRawBufferPointer(rebasing: all[cut...])
                #expect(CRC32C.checksum(tail, seed: CRC32C.checksum(head)) == whole)
                #expect(CRC32C.portableChecksum(tail, seed: CRC32C.portableChecksum(head)) == whole)
            }
        }
    }
}
