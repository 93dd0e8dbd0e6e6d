import Millrace
import MillraceTesting
import Synchronization
import Testing

/// The job: running totals by customer. A program gives it an input from outside and a real table.
func writeTotals(
    of orders: DStream<(String, Int)>, _ upsert: @escaping @Sendable ([(String, Int)]) async throws -> Void
) {
    orders.reduceByKey(+).mapWithState(
        StateSpec<String, Int, Int, (String, Int)> { customer, amount, total in
            try total.update((total.value ?? 0) + (amount ?? 0))
            return (customer, total.value ?? 0)
        }
    ).id("totals").foreachRDD { rdd, _ in try await upsert(try await rdd.collect()) }
}

@Test func totalsAreRightWhateverFails() async throws {
    let orders = [[("ann", 3), ("bob", 1)], [("ann", 4)], [("bob", 1), ("cid", 5)], [("ann", 2)]]
    // Kills, power cuts, drivers that hang and wake up, full and broken disks, clocks that are set, lost answers.
    let report = try await Simulation(seed: 1).run(histories: 200) { world in
        let table = Mutex<[String: Int]>([:])
        try await world.run(batches: orders.count) { job, driver in
            let input = job.queueStream(of: (String, Int).self).id("orders")
            for batch in orders { input.push(batch) }
            writeTotals(of: input) { rows in
                // Totals only grow, so a driver that was replaced, and writes late, changes nothing.
                try await driver.call("upsert") {
                    table.withLock { for (name, total) in rows { $0[name] = max(total, $0[name] ?? 0) } }
                }
            }
        }
        try #require(table.withLock { $0 } == ["ann": 9, "bob": 2, "cid": 5])
    }
    print(report)
}
