// Millrace
// SPDX-License-Identifier: Apache-2.0

/// What one input stream took into one batch.
public struct InputInfo: Sendable {
    /// The stream.
    public var streamID: Int
    /// The stream's name.
    public var streamName: String
    /// Records of the batch, known or estimated when it was made.
    public var recordCount: Int
    /// Where they come from, for people, such as offset ranges.
    public var description: String
    /// Where they come from, for programs: what the kind of stream documents.
    public var metadata: (any Sendable)?
}
