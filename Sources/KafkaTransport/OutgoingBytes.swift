// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Bytes to be sent, which an owner keeps alive, so that they are not copied.
// `@unchecked Sendable`: `init` requires that the bytes do not change any more, and `owner` keeps them allocated.
@safe
package struct OutgoingBytes: @unchecked Sendable {
    let owner: any AnyObject & Sendable
    let base: UnsafeRawPointer
    let count: Int

    /// The `count` bytes at `base`, which must stay valid and unchanged as long as `owner` lives.
    package init(owner: any AnyObject & Sendable, base: UnsafeRawPointer, count: Int) {
        self.owner = owner
        unsafe self.base = base
        self.count = count
    }
}
