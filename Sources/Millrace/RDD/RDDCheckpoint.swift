// Millrace
// SPDX-License-Identifier: Apache-2.0

/// State of an RDD's checkpoint.
enum RDDCheckpoint<Element: Sendable>: Sendable {
    /// Nobody has asked for one.
    case none
    /// The next job writes it.
    case wanted(StorageCodec<Element>)
    /// A job writes it.
    case running
    /// The files are complete.
    case done(StorageCodec<Element>, folder: String)
}
