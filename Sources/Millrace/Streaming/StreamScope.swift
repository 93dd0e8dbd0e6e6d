// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The streaming context whose user code runs in the current task: an output operation, a `transform`, a plan or a hook
/// of an input. Such code cannot wait for the context's end, which waits for it.
enum StreamScope {
    @TaskLocal static var current: ObjectIdentifier?
}
