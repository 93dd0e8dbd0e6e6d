// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A thread that a step blocks.
final class ParkedThread: Sendable {
    let go = ThreadQueue<Void>()
    let back = ThreadQueue<Void>()

    /// Lets the thread run the rest of its step. Returns when that has ended or blocks again.
    func goOn() {
        go.add(())
        back.wait()
    }
}
