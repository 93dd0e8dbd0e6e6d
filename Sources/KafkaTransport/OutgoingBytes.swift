// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Bytes to be sent, kept alive by an owner, so that they need not be copied.
// `@unchecked Sendable`: the bytes are not written any more once this value exists (the owner promises that), and `owner` keeps
// them allocated.
@safe
package struct OutgoingBytes: @unchecked Sendable {
    let owner: any AnyObject & Sendable
    let base: UnsafeRawPointer
    let count: Int

    /// `count` bytes from `base` on, valid and unchanged as long as `owner` lives.
    package init(owner: any AnyObject & Sendable, base: UnsafeRawPointer, count: Int) {
        self.owner = owner
        unsafe self.base = base
        self.count = count
    }
}
