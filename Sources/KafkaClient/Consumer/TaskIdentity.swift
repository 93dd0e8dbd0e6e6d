// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The identity of a task, to tell whether two calls come from the same one. Unique among the tasks that live: a later
/// task may have that of one that has ended.
enum TaskIdentity {
    /// The calling task's; 0 outside of tasks.
    static var current: Int {
        // The task is not kept beyond the call, only its hash.
        unsafe withUnsafeCurrentTask { unsafe $0?.hashValue ?? 0 }
    }
}
