// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Records of a state log, by operator, while the log is read.
final class RecordCollector: Sendable {
    private let records = Mutex<[String: [StateRecord]]>([:])

    var byOperator: [String: [StateRecord]] { records.withLock { $0 } }

    func add(_ record: StateRecord) {
        records.withLock { records in
            if record.isEnd {
                records[record.operatorID] = nil
            } else {
                records[record.operatorID, default: []].append(record)
            }
        }
    }

    /// Drops the records of an operator; returns whether there were some.
    func drop(_ id: String) -> Bool { records.withLock { $0.removeValue(forKey: id) != nil } }
}
