// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTestBroker
internal import Millrace
internal import MillraceTesting
private import Synchronization

/// The network between a driver and its brokers: its faults, drawn before it starts, and its end with the driver.
final class DriverNetwork: Sendable {
    /// A fault of one request.
    private struct RequestFault {
        let fault: SimulatedFault
        let apis: Set<APIKey>
        /// Number of requests of these kinds before it.
        var skip: Int
        let action: ScriptAction
    }

    /// Requests that change the cluster.
    private static let changes: Set<APIKey> = [
        .produce, .initProducerID, .addPartitionsToTxn, .addOffsetsToTxn, .txnOffsetCommit, .endTxn, .offsetCommit,
    ]
    private static let reads: Set<APIKey> = [.fetch, .listOffsets, .metadata, .findCoordinator, .offsetFetch]

    private let driver: SimulatedDriver
    private let faults: Mutex<[RequestFault]>
    /// Brokers to which leaders move, by the batch that they move before.
    private let moves: [Int: Int32]
    /// Brokers that go down, with the number of requests, by the batch before which they do.
    private let outages: [Int: (broker: Int32, requests: Int)]

    init(_ driver: SimulatedDriver, brokers: [Int32]) {
        self.driver = driver
        var random = driver.random
        var faults: [RequestFault] = []
        var moves: [Int: Int32] = [:]
        var outages: [Int: (broker: Int32, requests: Int)] = [:]
        let all: [SimulatedFault] = [
            .brokenConnection, .brokenConnection, .brokerError, .slowBroker, .leaderMove, .brokerOutage,
        ]
        let kinds = all.filter(driver.faults.contains)
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            guard let fault = kinds.randomElement(using: &random) else { break }
            if fault == .leaderMove {
                moves[.random(in: 1...3, using: &random)] = brokers.randomElement(using: &random)
            } else if fault == .brokerOutage, let broker = brokers.randomElement(using: &random) {
                outages[.random(in: 1...3, using: &random)] = (broker, .random(in: 1...30, using: &random))
            } else {
                faults.append(Self.draw(fault, &random))
            }
        }
        self.faults = Mutex(faults)
        self.moves = moves
        self.outages = outages
    }

    private static func draw(_ fault: SimulatedFault, _ random: inout some RandomNumberGenerator) -> RequestFault {
        let kinds = Bool.random(using: &random) ? changes : reads
        // In a fixed order: that of a set differs from process to process.
        let ordered = kinds.sorted { $0.rawValue < $1.rawValue }
        let apis: Set<APIKey> =
            Bool.random(using: &random) ? kinds : Set([ordered.randomElement(using: &random) ?? .produce])
        let action: ScriptAction =
            switch fault {
            case .brokenConnection: Bool.random(using: &random) ? .closeConnection : .closeConnectionAfterwards
            case .slowBroker: .delay(.milliseconds(.random(in: 1...20, using: &random)))
            default: .proceed
            }
        return RequestFault(fault: fault, apis: apis, skip: .random(in: 0...8, using: &random), action: action)
    }

    /// The broker to which all leaders move before a batch; nil if they stay.
    func leaderMove(before tick: Int) -> Int32? { moves[tick] }

    /// The broker that goes down before a batch, and the number of requests after which it comes up; nil if none does.
    func outage(before tick: Int) -> (broker: Int32, requests: Int)? { outages[tick] }

    /// The script of the driver's requests.
    func action(on request: ReceivedRequest) -> ScriptAction? {
        let fate = driver.fate
        let name = "\(request.api)"
        guard Self.changes.contains(request.api) else {
            if !driver.isAlive { return .closeConnection }
            return fate.isHanging ? hold() : fault(of: request, name)
        }
        guard let verdict = fate.decide(SimulatedOperation(.request, name)) else { return hold() }
        switch verdict {
        case .isOver: return .closeConnection
        case .end:
            // The connections break before the broker reads another request of the driver.
            fate.end()
            return fate.appliesLastCall ? .closeConnectionAfterwards : .closeConnection
        case .proceed, .fail: return fault(of: request, name)
        }
    }

    private func hold() -> ScriptAction {
        let gate = Gate()
        driver.fate.sleep { gate.open() }
        return .hold(gate)
    }

    private func fault(of request: ReceivedRequest, _ name: String) -> ScriptAction? {
        let found = faults.withLock { faults -> RequestFault? in
            var due: Int?
            for index in faults.indices where faults[index].apis.contains(request.api) {
                if faults[index].skip == 0 { due = due ?? index } else { faults[index].skip -= 1 }
            }
            return due.map { faults.remove(at: $0) }
        }
        guard let found else { return nil }
        driver.note(found.fault, "request \(name)")
        return found.fault == .brokerError ? .fail(Self.error(for: request.api)) : found.action
    }

    /// An error that a client tries again.
    private static func error(for api: APIKey) -> BrokerErrorCode {
        switch api {
        case .produce, .fetch, .listOffsets: .notLeaderOrFollower
        case .addPartitionsToTxn: .concurrentTransactions
        case .metadata: .leaderNotAvailable
        default: .coordinatorLoadInProgress
        }
    }
}
