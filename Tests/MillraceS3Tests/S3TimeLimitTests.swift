// Millrace
// SPDX-License-Identifier: Apache-2.0

#if S3
import Millrace
import MillraceS3
import Testing

@Suite(.timeLimit(.minutes(10))) struct S3TimeLimitTests {
    @Test func anAnswerThatStopsInTheMiddleIsGivenUp() async throws {
        let store = try SilentStore()
        defer { store.close() }
        let place = try S3CheckpointStore(store.configuration)
        let error = await #expect(throws: StreamingError.self) { _ = try await place.names() }
        #expect(error?.message.contains("does not answer after 2 attempts") == true)
    }
}
#endif
