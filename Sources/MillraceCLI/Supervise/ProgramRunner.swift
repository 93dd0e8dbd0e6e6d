// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Starts programs; tests have one of their own.
protocol ProgramRunner: Sendable {
    /// Starts a program. `onEnd` is called once, when it has ended.
    ///
    /// - Throws: `ToolError` if there is no such program, or it may not be run.
    func start(
        _ command: [String], onEnd: @escaping @Sendable (ProgramEnd) -> Void
    ) throws -> any RunningProgram
}
