// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The receiver of a channel's frames. All calls come from the loop's thread.
package protocol FrameHandler: AnyObject, Sendable {
    /// One whole frame, without its length prefix. The handler owns the memory and must deallocate it, or give it back
    /// to the loop's `frameMemory` if the channel reuses memory.
    func received(frame: UnsafeMutableRawBufferPointer)
    /// The connection has ended; `error` is nil if one side closed it on purpose, between frames. Called once, as the
    /// last call.
    func closed(error: TransportError?)
}
