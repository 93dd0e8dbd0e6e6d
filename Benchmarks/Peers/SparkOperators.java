// Millrace
// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * The peer of rdd-bench: Spark on the JVM runs the same operators on the same numbers, as RDDs, and as the SQL engine
 * does it.
 *
 * SparkOperators CASE THREADS RECORDS KEYS REPETITIONS prints one result line per repetition, of which the first ones warm
 * up the JVM. Cases: reduce, sort, join (RDDs), sql-reduce, sql-sort, sql-join (data frames).
 */
public final class SparkOperators {
    private static final long MULTIPLIER = 0x1e3779b97f4a7c15L;
    private static final long MASK = 0xffffffffffL;

    private static long scrambled(long number) {
        return (number * MULTIPLIER) & MASK;
    }

    public static void main(String[] arguments) throws IOException {
        String name = arguments[0];
        int threads = Integer.parseInt(arguments[1]);
        long records = Long.parseLong(arguments[2]);
        long keys = Long.parseLong(arguments[3]);
        SparkConf configuration = new SparkConf().setAppName("operators").setMaster("local[" + threads + "]")
            .set("spark.ui.enabled", "false").set("spark.sql.shuffle.partitions", "4")
            .set("spark.default.parallelism", "4").set("spark.sql.autoBroadcastJoinThreshold", "-1");
        try (SparkSession spark = SparkSession.builder().config(configuration).getOrCreate()) {
            spark.sparkContext().setLogLevel("ERROR");
            LongSupplier run = program(name, spark, records, keys);
            for (int repetition = 0; repetition < Integer.parseInt(arguments[4]); repetition++) {
                double cpu = cpuSeconds();
                long start = System.nanoTime();
                long result = run.getAsLong();
                double seconds = (System.nanoTime() - start) / 1e9;
                cpu = cpuSeconds() - cpu;
                System.out.printf(
                    "case=%s records=%d result=%d seconds=%.3f cpu-s=%.3f peak-MiB=%.1f version=%s%n", name, records,
                    result, seconds, cpu, peakMemoryMiB(), spark.version());
            }
        }
    }

    private static LongSupplier program(String name, SparkSession spark, long records, long keys) {
        JavaRDD<Long> numbers = spark.range(0, records, 1, 4).javaRDD();
        String scrambled = "((id * " + MULTIPLIER + ") & " + MASK + ")";
        switch (name) {
            case "reduce":
                return () -> {
                    JavaPairRDD<Long, Long> sums =
                        numbers.mapToPair(x -> new Tuple2<>(scrambled(x % keys), 1L)).reduceByKey(Long::sum);
                    Tuple2<Long, Long> total = sums.aggregate(
                        new Tuple2<>(0L, 0L), (a, x) -> new Tuple2<>(a._1 + 1, a._2 + x._2),
                        (a, b) -> new Tuple2<>(a._1 + b._1, a._2 + b._2));
                    check(total._2 == records);
                    return total._1;
                };
            case "sort":
                return () -> numbers.mapToPair(x -> new Tuple2<>(scrambled(x), x)).sortByKey().mapPartitions(pairs -> {
                    long last = -1;
                    long count = 0;
                    while (pairs.hasNext()) {
                        long key = pairs.next()._1;
                        check(key >= last);
                        last = key;
                        count++;
                    }
                    return java.util.List.of(count).iterator();
                }).reduce(Long::sum);
            case "join":
                return () -> {
                    JavaRDD<Long> half = numbers.filter(x -> (x & 1) == 0);
                    JavaPairRDD<Long, Long> left = half.mapToPair(x -> new Tuple2<>(scrambled(x), x));
                    JavaPairRDD<Long, Long> right = half.mapToPair(x -> new Tuple2<>(scrambled(records - 2 - x), x));
                    return left.join(right).count();
                };
            case "sql-reduce":
                return () -> {
                    Row row = spark.range(0, records, 1, 4).selectExpr(
                        scrambled.replace("id", "(id % " + keys + ")") + " as k", "1L as v").groupBy("k").sum("v")
                        .selectExpr("count(*)", "sum(`sum(v)`)").first();
                    check(row.getLong(1) == records);
                    return row.getLong(0);
                };
            case "sql-sort":
                return () -> {
                    spark.range(0, records, 1, 4).selectExpr(scrambled + " as k", "id as v").orderBy("k").write()
                        .format("noop").mode("overwrite").save();
                    return records;
                };
            case "sql-join":
                return () -> {
                    Dataset<Row> left = spark.range(0, records, 2, 4).selectExpr(scrambled + " as k", "id as l");
                    Dataset<Row> right = spark.range(0, records, 2, 4).selectExpr(
                        scrambled.replace("id", "(" + (records - 2) + " - id)") + " as k", "id as r");
                    // Both values are read, as by the RDD's join.
                    return left.join(right, "k").selectExpr("count(l + r)").first().getLong(0);
                };
            default: throw new IllegalArgumentException(name);
        }
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("a wrong result");
        }
    }

    /** User plus system time of all threads, including those of the garbage collector and the compiler. */
    private static double cpuSeconds() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }

    private static double peakMemoryMiB() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
            }
        }
        return 0;
    }
}
