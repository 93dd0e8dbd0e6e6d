// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace

/// A message of the driver to a worker process.
package enum WorkerRequest: Codable, Sendable {
    /// Runs a program, as process number `index` of `count`: it computes the tasks of every `count`-th partition.
    case run(TaskProgram, index: Int, count: Int)
    /// Computes a task of the process's own, once its program gets there.
    case task(TaskDescriptor)
    /// Outcome of a task that another process has computed.
    case outcome(TaskOutcome)
    /// The driver needs no more tasks of the program.
    case end
    /// The process is not needed any more.
    case quit
}
