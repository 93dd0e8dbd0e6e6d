// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The settings that a whole Fetch request has: partitions whose settings are equal share a fetcher.
struct FetchSettings: Hashable, Sendable {
    var isolation: IsolationLevel
    var minBytes: Int
    var maxBytes: Int
    var maxWait: Duration
    var rack: String?
    var maxBufferedBytes: Int

    init(_ configuration: FetchConfiguration) {
        isolation = configuration.isolation
        minBytes = configuration.minBytes
        maxBytes = configuration.maxBytes
        maxWait = configuration.maxWait
        rack = configuration.rack
        maxBufferedBytes = configuration.maxBufferedBytes
    }
}
