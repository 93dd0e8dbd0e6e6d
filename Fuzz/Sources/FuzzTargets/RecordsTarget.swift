// Millrace
// SPDX-License-Identifier: Apache-2.0

@testable import KafkaProtocol

/// A record set of any magic and codec. Checks that the checked records, the cursor and its careful path agree, and
/// that the records can be written and read again.
///
/// Input: one byte of options, then the record set. Bit 0 verifies checksums; bit 1 writes the records again, with the
/// codec in bits 2 to 4.
enum RecordsTarget {
    /// Small, so that inputs with a large decompressed size are rejected quickly.
    static let limits = RecordLimits(maxDecompressedBytes: 16 << 10)

    static func run(_ input: ByteSlice) {
        guard input.count > 1 else { return }
        let choice = input[0]
        let recordSet = input[1..<input.count]
        let most = max(input.count, limits.maxDecompressedBytes)
        var reader = RecordBatchReader(recordSet, limits: limits, checkCRC: choice & 1 == 1)
        do throws(WireError) {
            while let batch = try reader.next() {
                Check.that(
                    (0..<input.count).contains(reader.truncatedBytes),
                    "impossible number of bytes left: \(reader.truncatedBytes)")
                read(batch, most, rewrittenWith: choice & 2 == 0 ? nil : Compression(rawValue: Int8(choice >> 2 & 7)))
            }
        } catch {
            Check.error(error, within: most)
        }
    }

    private static func read(_ batch: RecordBatch, _ most: Int, rewrittenWith codec: Compression?) {
        var cursor: RecordCursor
        do throws(WireError) {
            cursor = try batch.recordCursor()
        } catch {
            Check.error(error, within: most)
            return Check.that((try? batch.records()) == nil, "records() succeeds although recordCursor() throws")
        }
        let start = cursor
        var found: [Record] = []
        var failure: WireError?
        do throws(WireError) {
            while let record = try cursor.next() { found.append(record) }
        } catch {
            failure = error
            Check.error(error, within: most)
        }
        careful(start, found, failure)
        checked(batch, found, failure)
        _ = try? batch.controlRecord()
        if failure == nil, let codec { rewrite(batch, found, codec) }
    }

    /// Checks that the careful path gives the same result.
    private static func careful(_ start: RecordCursor, _ found: [Record], _ failure: WireError?) {
        var cursor = start
        var count = 0
        do throws(WireError) {
            while let record = try cursor.nextChecked() {
                Check.that(
                    count < found.count && isSame(record, found[count]), "record \(count) differs on the careful path")
                count += 1
            }
            Check.that(failure == nil && count == found.count, "the careful path does not throw")
        } catch {
            Check.that(error == failure && count == found.count, "the careful path throws another error: \(error)")
        }
    }

    /// Checks that `records()` gives the same result, in two iterations.
    private static func checked(_ batch: RecordBatch, _ found: [Record], _ failure: WireError?) {
        do throws(WireError) {
            let records = try batch.records()
            Check.that(failure == nil && records.count == found.count, "records() returns \(records.count) records")
            for _ in 0..<2 {
                var count = 0
                for record in records {
                    Check.that(isSame(record, found[count]), "record \(count) differs in records()")
                    count += 1
                }
                Check.that(count == found.count, "\(count) records instead of \(found.count)")
            }
        } catch {
            Check.that(error == failure, "records() throws another error: \(error)")
        }
    }

    private static func isSame(_ a: Record, _ b: Record) -> Bool {
        a.offset == b.offset && a.timestamp == b.timestamp && a.key == b.key && a.value == b.value
            && a.headers.elementsEqual(b.headers) && a.headers.count == b.headers.count
    }

    /// Writes the records as a batch of magic 2 and checks that reading returns them.
    private static func rewrite(_ batch: RecordBatch, _ records: [Record], _ codec: Compression) {
        // The builder needs ascending offsets less than 2^31 apart.
        guard let first = records.first, let last = records.last, first.offset >= 0,
            zip(records, records.dropFirst()).allSatisfy({ $0.offset < $1.offset }),
            last.offset - first.offset < Int64(Int32.max)
        else { return }
        do throws(WireError) {
            var builder = try RecordBatchBuilder(compression: codec, baseOffset: first.offset)
            for record in records {
                try builder.append(
                    key: record.key, value: record.value, headers: Array(record.headers), timestamp: record.timestamp,
                    offsetDelta: Int32(record.offset - first.offset))
            }
            let written = try RecordBatch(decoding: try builder.finish())
            let again = try written.records()
            Check.that(
                written.lastOffset == last.offset && again.count == records.count,
                "the rewritten batch has another last offset or count")
            Check.that(zip(again, records).allSatisfy { isSame($0, $1) }, "the records read differ from those written")
        } catch {
            Check.broken("records cannot be written and read again: \(error)")
        }
    }
}
