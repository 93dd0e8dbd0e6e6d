// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import TestSupport
import Testing

/// Golden messages and captured frames, delivered to the framing layer in every way, compared with the values and bytes
/// of the reference implementation.
@Suite struct MessageConformanceTests {
    /// Decodes `bytes` as `type` and checks that encoding gives the same bytes.
    private func roundTrip(
        _ type: any KafkaMessage.Type, _ bytes: ByteSlice, version: Int16
    ) throws -> any KafkaMessage {
        let message = try type.init(decoding: bytes, version: version)
        let again = try message.encoded(version: version)
        guard again == bytes else { throw TestFailure("\(type) v\(version): \(bytes) became \(again)") }
        return message
    }

    /// Whether `reader` is at a message that equals `message`; reads it.
    private func isEqual<M: KafkaMessage>(
        _ message: M, readFrom reader: inout WireReader, version: Int16
    ) throws -> Bool { try M(from: &reader, version: version) == message }

    @Test(arguments: Delivery.allCases)
    func goldenMessagesDecodeToTheReferencesValuesAndEncodeToTheSameBytes(_ delivery: Delivery) throws {
        let messages = try GoldenMessage.all()
        #expect(!messages.isEmpty)
        let sent = try messages.enumerated().map { index, message in try message.frame(correlationID: Int32(index)) }
        let frames = try delivery.deliver(sent)
        #expect(frames == sent)
        var equal = 0
        for (index, (golden, frame)) in zip(messages, frames).enumerated() {
            do {
                var reader = WireReader(frame)
                if let header = golden.header(correlationID: Int32(index)), let api = golden.api {
                    let isRequest = golden.kind == .request
                    let headerVersion = MessageTypes.headerVersion(api, isRequest: isRequest, golden.version)
                    #expect(headerVersion == golden.headerVersion, "\(golden.name) v\(golden.version)")
                    #expect(try isEqual(header, readFrom: &reader, version: headerVersion))
                }
                let body = frame[reader.byteOffset..<frame.count]
                let message = try roundTrip(golden.type, body, version: golden.version)
                let differences = ReferenceValue.differences(message, golden.fields)
                #expect(differences.isEmpty, "\(golden.name) v\(golden.version): \(differences.prefix(3))")
                equal += differences.isEmpty ? 1 : 0
            } catch {
                Issue.record("\(golden.name) v\(golden.version): \(error)")
            }
        }
        print("golden messages, \(delivery): \(equal) of \(messages.count) agree")
    }

    @Test(arguments: Delivery.allCases)
    func capturedFramesDecodeWholeAndEncodeToTheSameBytes(_ delivery: Delivery) throws {
        let files = try ConformanceData.captureFiles()
        #expect(!files.isEmpty)
        var met: Set<String> = []
        for file in files {
            let sent = try CapturedFrame.all(in: file)
            #expect(!sent.isEmpty, "\(file.lastPathComponent)")
            let frames = try delivery.deliver(sent.map(\.bytes))
            #expect(frames == sent.map(\.bytes))
            var reader = CaptureReader()
            var (equal, deviating) = (0, 0)
            for (index, (var frame, bytes)) in zip(sent, frames).enumerated() {
                frame.bytes = bytes
                do {
                    if let deviation = try check(try reader.read(frame)) {
                        met.insert("\(deviation)")
                        deviating += 1
                    } else {
                        equal += 1
                    }
                } catch {
                    Issue.record("\(file.lastPathComponent) line \(index + 1): \(error)")
                }
            }
            print(
                "\(file.lastPathComponent), \(delivery): \(equal) of \(sent.count) frames agree, \(deviating) deviate")
        }
        for deviation in CaptureDeviation.known where !met.contains("\(deviation)") {
            Issue.record("listed, but in no recording: \(deviation)")
        }
    }

    /// Decodes a recorded message and encodes it again.
    ///
    /// - Returns: the known deviation if the bytes differ; nil if they are the same.
    private func check(_ message: CaptureReader.Message) throws -> CaptureDeviation? {
        // A client may send ApiVersions in a version that we do not know; then its body cannot be read.
        guard message.api.versions.contains(message.version) else { return nil }
        let type = message.isRequest ? message.api : MessageTypes.response(message.api)
        do {
            _ = try roundTrip(type, message.body, version: message.version)
            return nil
        } catch {
            let deviation = try CaptureDeviation.explaining(type, message.body, version: message.version)
            guard let deviation else { throw error }
            return deviation
        }
    }
}
