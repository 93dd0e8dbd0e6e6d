// Millrace
// SPDX-License-Identifier: Apache-2.0

private import CoreMetrics

/// The metrics of one engine. Handles are made once, so that a task looks nothing up. The label is the job's name.
final class EngineMetrics: Sendable {
    private let tasks: Counter
    private let failures: Counter

    init(_ configuration: EngineConfiguration) {
        let factory = configuration.metricsFactory ?? MetricsSystem.factory
        let labels = [("job", configuration.appName)]
        tasks = Counter(label: "millrace_tasks", dimensions: labels, factory: factory)
        failures = Counter(label: "millrace_task_failures", dimensions: labels, factory: factory)
    }

    /// An attempt of a task has succeeded.
    func taskEnded() { tasks.increment() }

    /// An attempt of a task has failed; another one may follow.
    func taskFailed() { failures.increment() }
}
