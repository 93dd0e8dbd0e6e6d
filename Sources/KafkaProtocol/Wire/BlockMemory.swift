// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The owner of the memory of blocks: gets it back when the last use of a block ends. Any thread.
package protocol BlockMemory: AnyObject, Sendable {
    /// Takes back the bytes of a block, from their first one on. Nobody uses them any more.
    func giveBack(_ buffer: UnsafeMutableRawBufferPointer)
}
