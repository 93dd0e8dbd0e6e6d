// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaProtocol

/// The choice of a partition for records that name none.
public struct Partitioner: Sendable {
    enum Kind: Sendable {
        case byKey, sticky
        case custom(@Sendable (ProducerRecord, Int) -> Int32?)
    }

    let kind: Kind

    /// Records with a key go to the partition of its hash (murmur2), as all of Kafka's clients in Java do; those
    /// without go to the same partition until it got a batch, then to another one: `batchBytes`, or 16 KiB if they come
    /// so slowly that batches are sent before they are full. Default. Source: KIP-794.
    public static let byKey = Partitioner(kind: .byKey)

    /// All records are treated as those without a key. `partitioner.ignore.keys`.
    public static let sticky = Partitioner(kind: .sticky)

    /// Partitions that `choose` returns, which gets the record and the number of partitions; nil leaves the choice to
    /// the producer, as for records without a key.
    ///
    /// It runs under the producer's lock: it must be quick and must not use the producer.
    public static func custom(_ choose: @escaping @Sendable (ProducerRecord, Int) -> Int32?) -> Partitioner {
        Partitioner(kind: .custom(choose))
    }

    /// The 32-bit MurmurHash2 with the seed of Kafka's producers, so that all clients write a key to the same
    /// partition. Source: Austin Appleby's MurmurHash2; seed of the Java producer's default partitioner.
    package static func murmur2(_ bytes: ByteSlice) -> UInt32 {
        let m: UInt32 = 0x5bd1_e995
        var hash: UInt32 = 0x9747_b28c ^ UInt32(truncatingIfNeeded: bytes.count)
        return unsafe bytes.withUnsafeBytes { bytes in
            let words = bytes.count / 4
            for word in 0..<words {
                var k = unsafe UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: word * 4, as: UInt32.self))
                k &*= m
                k ^= k >> 24
                k &*= m
                hash &*= m
                hash ^= k
            }
            let tail = words * 4
            let rest = bytes.count - tail
            if rest >= 3 { hash ^= UInt32(unsafe bytes[tail + 2]) << 16 }
            if rest >= 2 { hash ^= UInt32(unsafe bytes[tail + 1]) << 8 }
            if rest >= 1 {
                hash ^= UInt32(unsafe bytes[tail])
                hash &*= m
            }
            hash ^= hash >> 13
            hash &*= m
            hash ^= hash >> 15
            return hash
        }
    }

    /// The partition of a keyed record, as in the Java producer's default partitioner: the hash without its sign bit,
    /// modulo the number of partitions, which must not be 0.
    package static func partition(forKey key: ByteSlice, count: Int) -> Int32 {
        Int32(Int(murmur2(key) & 0x7fff_ffff) % count)
    }
}
