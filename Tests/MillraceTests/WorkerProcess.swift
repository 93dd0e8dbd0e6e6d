// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization
import TaskWorker
import TestSupport

/// One worker. Its replies are read by a thread of their own.
///
/// `@unchecked Sendable`: `Process` and `Pipe` are only used by the initializer and at the end; the rest is `Sendable`.
final class WorkerProcess: @unchecked Sendable {
    private let process = Process()
    private let (input, output) = (Pipe(), Pipe())
    private let channel: FrameChannel
    private let replies: Replies

    init() throws {
        // Built beside the tests.
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "TaskWorker")
        process.standardInput = input
        process.standardOutput = output
        // A worker that has died is an error of the write, not the end of the tests.
        signal(SIGPIPE, SIG_IGN)
        try process.run()
        channel = FrameChannel(
            input: output.fileHandleForReading.fileDescriptor, output: input.fileHandleForWriting.fileDescriptor)
        replies = Replies()
        let (channel, replies) = (channel, replies)
        Thread.detachNewThread { replies.read(channel) }
    }

    deinit {
        // An error means that it has ended by itself.
        try? channel.send(WorkerRequest.quit)
    }

    func send(_ request: WorkerRequest) throws { try channel.send(request) }

    /// Begins a program. Returns the place where the outcomes of its tasks come.
    func begin(_ request: WorkerRequest) throws -> TaskExchange<TaskOutcome> {
        let outcomes = replies.next()
        try send(request)
        return outcomes
    }

    /// Ends the program. Returns the worker's last reply to it.
    func end() async throws -> WorkerReply {
        try send(.end)
        return try await replies.end()
    }
}

/// The replies of one worker.
private final class Replies: Sendable {
    private let outcomes = Mutex(TaskExchange<TaskOutcome>())
    private let ends = AsyncStream<WorkerReply>.makeStream()

    /// A place for the outcomes of another program.
    func next() -> TaskExchange<TaskOutcome> {
        let exchange = TaskExchange<TaskOutcome>()
        outcomes.withLock { $0 = exchange }
        return exchange
    }

    func end() async throws -> WorkerReply {
        var iterator = ends.stream.makeAsyncIterator()
        guard let reply = await iterator.next() else { throw TestFailure("a worker has died") }
        return reply
    }

    func read(_ channel: FrameChannel) {
        while let reply = try? channel.receive(WorkerReply.self) {
            switch reply {
            case .outcome(let outcome): outcomes.withLock { $0 }.put(outcome, for: outcome.task)
            case .ended(_, let error):
                outcomes.withLock { $0 }.close(TestFailure("the program ended without the task: \(error ?? "done")"))
                ends.continuation.yield(reply)
            }
        }
        outcomes.withLock { $0 }.close(TestFailure("a worker has died"))
        ends.continuation.finish()
    }
}
