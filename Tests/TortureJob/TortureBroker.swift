// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaTestBroker

/// A broker to be killed, with its logs on the disk.
enum TortureBroker {
    /// Runs until the process ends.
    ///
    /// - Parameters:
    ///   - folder: The broker's directory.
    ///   - port: Its port, which another process may have for a moment.
    static func run(folder: String, port: UInt16) async throws {
        var attempt = 0
        while true {
            do {
                // It works on a thread of its own.
                let cluster = try await TestCluster.start(
                    ClusterConfiguration(port: port, autoCreatesTopics: false, storage: .directory(folder)))
                await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
                return await cluster.stop()
            } catch {
                attempt += 1
                if attempt == 100 { throw error }
                usleep(100_000)
            }
        }
    }
}
