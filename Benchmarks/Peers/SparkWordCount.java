// Millrace
// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * The peer of wordcount-bench: Spark on the JVM runs the same word count over the same lines in memory.
 *
 * SparkWordCount FILE THREADS REPETITIONS prints one result line per repetition. The first repetitions warm up the JVM.
 */
public final class SparkWordCount {
    public static void main(String[] arguments) throws IOException {
        List<String> text = Files.readAllLines(Path.of(arguments[0]));
        int threads = Integer.parseInt(arguments[1]);
        SparkConf configuration = new SparkConf().setAppName("word count").setMaster("local[" + threads + "]")
            .set("spark.ui.enabled", "false");
        try (JavaSparkContext context = new JavaSparkContext(configuration)) {
            context.setLogLevel("ERROR");
            JavaRDD<String> lines = context.parallelize(text, 4).cache();
            long count = lines.count();
            for (int repetition = 0; repetition < Integer.parseInt(arguments[2]); repetition++) {
                double cpu = cpuSeconds();
                long start = System.nanoTime();
                List<Tuple2<String, Integer>> words = lines.flatMap(line -> Arrays.asList(line.split(" ")).iterator())
                    .mapToPair(word -> new Tuple2<>(word, 1)).reduceByKey(Integer::sum).collect();
                double seconds = (System.nanoTime() - start) / 1e9;
                cpu = cpuSeconds() - cpu;
                long total = 0;
                for (Tuple2<String, Integer> word : words) {
                    total += word._2;
                }
                System.out.printf(
                    "lines=%d words=%d distinct=%d seconds=%.3f lines-per-s=%.0f cpu-s=%.3f cpu-s-per-million=%.3f "
                        + "peak-MiB=%.1f version=%s%n",
                    count, total, words.size(), seconds, count / seconds, cpu, cpu / (count / 1e6), peakMemoryMiB(),
                    context.version());
            }
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
