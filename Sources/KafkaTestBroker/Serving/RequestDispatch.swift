// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// Serves a frame: reads header and body, asks the scripts, calls the API.
struct RequestDispatch: Sendable {
    var core: ClusterCore
    var broker: Int32
    var caller = Caller()

    /// Serves one frame and calls `complete` once with the reply: at once, or on the loop when a script releases it.
    ///
    /// - Throws: `WireError` for a frame that is not a request of a served API and version; `complete` is not called
    ///   then.
    func serve(_ frame: ByteSlice, complete: @escaping @Sendable (Reply) -> Void) throws(WireError) {
        let session = caller.session
        if session.takesRawTokens { return complete(SaslAuthenticate.answerRaw(frame, session, core)) }
        var peek = WireReader(frame)
        let key = try peek.readInt16()
        let version = try peek.readInt16()
        guard let handler = APITable.handler(key) else {
            throw peek.error(.unsupportedVersion, "API \(key) is not served")
        }
        guard session.allows(key, now: core.clock.now) else { return complete(.close) }
        let call = Call(
            id: core.makeCallID(), version: version, correlationID: try peek.readInt32(), broker: broker,
            now: core.clock.now, caller: caller)
        let release = core.configuration.imitating
        if handler is ApiVersions.Type, !(APITable.offered(ApiVersions.self, release)?.contains(version) ?? false) {
            return complete(ApiVersions.unsupportedVersion(call, release))
        }
        try serve(handler, frame, call, complete)
    }

    private func serve<H: APIHandler>(
        _ handler: H.Type, _ frame: ByteSlice, _ call: Call, _ complete: @escaping @Sendable (Reply) -> Void
    ) throws(WireError) {
        var reader = WireReader(frame)
        guard let offered = APITable.offered(H.self, core.configuration.imitating), offered.contains(call.version)
        else {
            throw reader.error(.unsupportedVersion, "version \(call.version) is not served")
        }
        let header = try RequestHeader(from: &reader, version: H.Request.headerVersion(call.version))
        let request = try H.Request(from: &reader, version: call.version)
        var call = call
        call.clientID = header.clientID
        // Trailing bytes are ignored, as in Kafka: librdkafka 2.16 sends three after Metadata v13 for all topics.
        let action = core.scripts.decide {
            let partitions = core.update(on: broker) { state in state.partitions(of: request, on: broker) }
            return ReceivedRequest(
                api: H.Request.apiKey, broker: broker, version: call.version, clientID: header.clientID,
                request: request, frame: frame, partitions: partitions)
        }
        perform(action, H.self, request, call, complete)
    }

    private func perform<H: APIHandler>(
        _ action: ScriptAction, _ handler: H.Type, _ request: H.Request, _ call: Call,
        _ complete: @escaping @Sendable (Reply) -> Void
    ) {
        switch action {
        case .proceed: complete(H.reply(request, call, core))
        case .respond(let response):
            guard let response = response as? H.Request.Response else { return complete(.close) }
            complete(.response(response, call))
        case .fail(let code): complete(.response(H.failure(request, code, call), call))
        case .hold(let gate):
            gate.pass { [core] in core.loop.execute { Self.late(H.self, request, call, core, complete) } }
        case .delay(let time):
            let deadline = core.clock.now + time.inMilliseconds
            // Not cancelled when the connection closes: the reply is then dropped.
            _ = core.clock.schedule(at: deadline, on: core.loop) { [core] in
                Self.late(H.self, request, call, core, complete)
            }
        case .drop: complete(.silence)
        case .closeConnection: complete(.close)
        case .closeConnectionAfterwards:
            if case .later(let deferred) = H.reply(request, call, core) { deferred.cancel() }
            complete(.close)
        case .corrupt(let change):
            complete(H.reply(request, call, core).changed { change($0.bytes) })
        case .modify(let change):
            complete(H.reply(request, call, core).modified(H.Request.Response.self, call, change))
        case .cutOff(let count): complete(H.reply(request, call, core).delivered(.cutOff(afterBytes: count)))
        case .trickle(let count, let interval):
            complete(H.reply(request, call, core).delivered(.trickle(bytes: count, every: interval)))
        case .duplicate: complete(H.reply(request, call, core).delivered(.twice))
        case .swapWithNext: complete(H.reply(request, call, core).delivered(.afterNext))
        case .stopReading(let gate): complete(H.reply(request, call, core).delivered(.unreadUntil(gate)))
        }
    }

    /// Serves a request after a script has held it back.
    private static func late<H: APIHandler>(
        _ handler: H.Type, _ request: H.Request, _ call: Call, _ core: ClusterCore,
        _ complete: @escaping @Sendable (Reply) -> Void
    ) {
        var call = call
        call.now = core.clock.now
        complete(H.reply(request, call, core))
    }
}

extension Reply {
    /// Sends the frame as `delivery` says, also if it comes later; other replies stay unchanged.
    func delivered(_ delivery: Delivery) -> Reply {
        if case .later(let deferred) = self { return .later(deferred.map { $0.delivered(delivery) }) }
        guard case .frame(let pieces) = self else { return self }
        return .special(pieces, delivery)
    }

    /// Passes the frame's bytes through `change`, also if it comes later; other replies stay unchanged.
    func changed(_ change: @escaping @Sendable (ByteSlice) -> [UInt8]) -> Reply {
        switch self {
        case .later(let deferred): return .later(deferred.map { $0.changed(change) })
        case .frame(let pieces): return .frame([.fields(ByteSlice(copying: change(pieces.joined())))])
        case .lastFrame(let pieces): return .lastFrame([.fields(ByteSlice(copying: change(pieces.joined())))])
        case .silence, .close, .special: return self
        }
    }

    /// Passes the decoded response through `change`, also if it comes later; a result of another type closes the
    /// connection.
    func modified<R: KafkaResponse>(
        _ type: R.Type, _ call: Call, _ change: @escaping @Sendable (any KafkaResponse) -> (any KafkaResponse)?
    ) -> Reply {
        if case .later(let deferred) = self { return .later(deferred.map { $0.modified(type, call, change) }) }
        if case .lastFrame(let pieces) = self { return Reply.frame(pieces).modified(type, call, change).last(if: true) }
        guard case .frame(let pieces) = self else { return self }
        var reader = WireReader(pieces.joined())
        do throws(WireError) {
            _ = try ResponseHeader(from: &reader, version: R.headerVersion(call.version))
            let response = try R(from: &reader, version: call.version)
            guard let changed = change(response) else { return self }
            guard let changed = changed as? R else { return .close }
            return .response(changed, call)
        } catch {
            // The broker's own response always decodes; if not, closing shows the client that something is wrong.
            return .close
        }
    }
}
