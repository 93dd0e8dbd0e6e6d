// Millrace
// SPDX-License-Identifier: Apache-2.0

import Logging

/// Logging of the tool: warnings and errors to standard error, so that standard output holds the results alone.
enum ToolLog {
    /// Sets up the log. Once per process.
    static func start() {
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = .warning
            return handler
        }
    }
}
