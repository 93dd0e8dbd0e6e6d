// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The storage of a cluster: its disk, its journal, and the settings written there.
struct StorageState: Sendable {
    /// Nil for a cluster in memory.
    private(set) var disk: Disk?
    private(set) var journal: Journal?
    /// The settings last written to the journal.
    var settings = StoredSettings()
    /// Whether the current update made a change that could not be stored.
    var hasFailed = false
    /// Number of times that a cluster was started on this directory.
    var starts: Int64 = 1

    /// In memory.
    init() {}

    init(disk: Disk, journal: Journal, starts: Int64) {
        self.disk = disk
        self.journal = journal
        self.starts = starts
    }
}
