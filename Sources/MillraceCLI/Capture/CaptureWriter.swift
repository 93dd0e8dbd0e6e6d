// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Synchronization

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Writes a recording: a JSON object per line, in gzip if the file's name ends in `.gz`.
///
/// Lines are buffered and written in chunks, each a complete gzip member, so that an interrupted recording is readable
/// up to its last chunk. Writing blocks the caller, which is the thread of the proxy's own loop. Source:
/// ProtocolSpecs/Captures/README.md.
final class CaptureWriter: Sendable {
    private struct State {
        var descriptor: Int32
        var pending: [UInt8] = []
        var flushedAt: ContinuousClock.Instant
        var frames = 0
        var failure: CaptureError?
    }

    /// Size at which the buffer is written, in bytes of text.
    private static let chunkBytes = 256 << 10
    /// Age at which the buffer is written when a frame arrives.
    private static let chunkAge = Duration.seconds(1)

    private let path: String
    private let isCompressed: Bool
    private let start: ContinuousClock.Instant
    private let clock: @Sendable () -> ContinuousClock.Instant
    private let state: Mutex<State>

    /// Creates the file, readable by its owner only, as traffic contains passwords. An existing file is overwritten.
    ///
    /// - Parameters:
    ///   - path: The file's path.
    ///   - clock: Clock of the frames' times, which count from now.
    /// - Throws: `CaptureError` if the file cannot be created.
    init(path: String, clock: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) throws {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path, errno) }
        self.path = path
        isCompressed = path.hasSuffix(".gz")
        self.clock = clock
        start = clock()
        state = Mutex(State(descriptor: descriptor, flushedAt: start))
    }

    deinit { state.withLock { Self.close(&$0) } }

    /// Adds a frame. Frames are in the file in the order of the calls.
    ///
    /// - Throws: `CaptureError` if the file cannot be written, in this call and all later ones.
    func record(connection: Int, direction: CaptureFrame.Direction, _ frame: ByteSlice) throws {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            let now = clock()
            let microseconds = Int64(((now - start) / .microseconds(1)).rounded())
            let base64 = Data(frame.bytes).base64EncodedString()
            let line =
                "{\"t_us\":\(microseconds),\"connection\":\(connection),\"direction\":\"\(direction.rawValue)\","
                + "\"frame\":\"\(base64)\"}\n"
            state.pending += Array(line.utf8)
            state.frames += 1
            if state.pending.count >= Self.chunkBytes || now - state.flushedAt >= Self.chunkAge {
                state.flushedAt = now
                try flush(&state)
            }
        }
    }

    /// Writes the buffer and closes the file.
    ///
    /// - Returns: Number of frames in the file.
    /// - Throws: `CaptureError`, also if `record` threw one before.
    func finish() throws -> Int {
        try state.withLock { state in
            defer { Self.close(&state) }
            try flush(&state)
            return state.frames
        }
    }

    private func flush(_ state: inout State) throws {
        if let failure = state.failure { throw failure }
        guard !state.pending.isEmpty else { return }
        let text = ByteSlice(copying: state.pending)
        state.pending.removeAll(keepingCapacity: true)
        let bytes = isCompressed ? try Gzip.compress(text) : text
        if let number = Self.write(bytes, to: state.descriptor) {
            let failure = Self.failure(path, number)
            state.failure = failure
            throw failure
        }
    }

    /// Writes all bytes; returns the error number, or nil if there was no error.
    private static func write(_ bytes: ByteSlice, to descriptor: Int32) -> Int32? {
        unsafe bytes.withUnsafeBytes { buffer -> Int32? in
            var written = 0
            while written < buffer.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
                #if canImport(Glibc)
                let count = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
                #elseif canImport(Musl)
                let count = unsafe Musl.write(descriptor, rest.baseAddress, rest.count)
                #else
                let count = unsafe Darwin.write(descriptor, rest.baseAddress, rest.count)
                #endif
                if count < 0 && errno == EINTR { continue }
                if count <= 0 { return count == 0 ? EIO : errno }
                written += count
            }
            return nil
        }
    }

    private static func close(_ state: inout State) {
        guard state.descriptor >= 0 else { return }
        #if canImport(Glibc)
        _ = Glibc.close(state.descriptor)
        #elseif canImport(Musl)
        _ = Musl.close(state.descriptor)
        #else
        _ = Darwin.close(state.descriptor)
        #endif
        state.descriptor = -1
    }

    private static func failure(_ path: String, _ number: Int32) -> CaptureError {
        CaptureError(file: path, message: "cannot be written: \(unsafe String(cString: strerror(number)))")
    }
}
