// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Logging

/// Heartbeats of a share group's member, on the client's loop.
extension ShareConsumerCore {
    /// Sends heartbeats until the consumer is closed or no heartbeat can succeed.
    func beat() async {
        var joinsInARow = 0
        while !isClosed {
            do {
                let hasChanged = membership.apply(try await heartbeat())
                joinsInARow = 0
                if hasChanged { wake(.poll) }
                if !isClosed { await sleep(.heartbeat, for: membership.interval) }
            } catch {
                guard !isClosed else { return }
                let failure = error as? KafkaError ?? KafkaError(.connectionLost, "\(error)")
                if let code = failure.brokerError, membership.refused(code) == .joinAgain {
                    client.logger.info(
                        "a share consumer joins its group again",
                        metadata: ["group": "\(configuration.groupID)", "error": "\(failure)"])
                    wake(.poll)
                    // The first time at once.
                    if joinsInARow > 0 { await pause(joinsInARow - 1) }
                    joinsInARow += 1
                } else if failure.isRetriable {
                    // All retries of a call's time are used up: the next one begins.
                    await pause(0)
                } else {
                    self.failure = failure
                    wake(.poll)
                    // The group may be repaired, for example by an administrator.
                    await sleep(.heartbeat, for: membership.interval)
                }
            }
        }
    }

    private func pause(_ retry: Int) async {
        await sleep(.heartbeat, for: client.configuration.retry.backoff(beforeRetry: retry))
    }

    private func heartbeat() async throws -> ShareGroupHeartbeatResponse {
        try await send(membership.heartbeat(groupID: configuration.groupID, rack: configuration.rack))
    }

    /// Leaves the group, if it was joined.
    func leave() async throws {
        guard membership.epoch > 0 else { return }
        _ = try await send(
            ShareGroupHeartbeatRequest(
                groupID: configuration.groupID, memberID: memberID, memberEpoch: ShareMembership.leaveEpoch))
    }

    private func send(_ request: ShareGroupHeartbeatRequest) async throws -> ShareGroupHeartbeatResponse {
        try await client.call(
            ShareGroupHeartbeatRequest.self, to: .coordinator(.group(configuration.groupID)),
            build: { version in
                guard version >= 1 else {
                    throw KafkaError(
                        .unsupportedVersion, "the broker has share groups of an early release: they need Kafka 4.1")
                }
                return request
            },
            read: { response in
                let code = BrokerErrorCode(rawValue: response.errorCode)
                guard code == .none else {
                    throw KafkaError.broker(code, "ShareGroupHeartbeat", text: response.errorMessage)
                }
                return response
            })
    }
}
