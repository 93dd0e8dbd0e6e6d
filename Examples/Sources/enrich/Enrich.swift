// Looks up each order's customer, up to 32 at a time, and keeps the orders whose customer is not known.
import Millrace

@main
struct Enrich {
    struct UnknownCustomer: Error {
        var number: Int
    }

    /// In place of a call of a service.
    static func name(ofCustomer number: Int) async throws -> String {
        try await Task.sleep(for: .milliseconds(20))
        if number % 7 == 0 { throw UnknownCustomer(number: number) }
        return "customer \(number)"
    }

    static func main() async throws {
        let engine = MillraceContext(EngineConfiguration(appName: "enrich"))
        let streaming = try StreamingContext(engine, batchDuration: .milliseconds(500))

        let orders = streaming.rateStream(perSecond: 50)
        let enriched = orders.mapAsync(inFlight: 32, onError: .deadLetter) { order in
            (order, try await name(ofCustomer: order % 20))
        }
        enriched.print(3)
        enriched.deadLetters.map { letter in "order \(letter.record): \(letter.reason)" }.print(3)

        try await streaming.run()
    }
}
