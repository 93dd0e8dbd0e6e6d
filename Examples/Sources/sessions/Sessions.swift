// Sums what each visitor does, and says when a visitor has been away for two seconds.
import Millrace

@main
struct Sessions {
    static func main() async throws {
        let engine = MillraceContext(EngineConfiguration(appName: "sessions"))
        let streaming = try StreamingContext(engine, batchDuration: .milliseconds(500))

        // Made-up clicks: visitor 0 in the first numbers, then visitor 1, and so on.
        let clicks = streaming.rateStream(perSecond: 20).map { number in ("visitor \(number / 30)", 1) }
        let spec = StateSpec<String, Int, Int, String> { visitor, click, clicks in
            guard let click else { return "\(visitor) has left after \(try clicks.get()) clicks" }
            try clicks.update((clicks.value ?? 0) + click)
            return nil
        }
        let sessions = clicks.mapWithState(spec.timeout(.seconds(2)))
        sessions.foreachRDD { rdd, batch in
            for message in try await rdd.collect() { print(message) }
            // The program may ask for a key's state at any time.
            if batch.time.milliseconds % 5000 == 0 { print("visitor 0:", await sessions["visitor 0"] ?? 0, "clicks") }
        }

        try await streaming.run()
    }
}
