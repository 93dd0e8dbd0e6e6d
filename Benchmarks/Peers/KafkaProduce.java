// Millrace
// SPDX-License-Identifier: Apache-2.0

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The peer of produce-bench: Kafka's own producer, idempotent, acks all, linger 5 ms, with a callback for each record.
 *
 * KafkaProduce HOST:PORT RECORDS VALUE-BYTES [PROPERTY=VALUE ...]: the records are sent twice, and the second time, with
 * a warm JVM, is reported.
 */
public final class KafkaProduce {
    public static void main(String[] arguments) throws Exception {
        int records = Integer.parseInt(arguments[1]);
        int valueBytes = Integer.parseInt(arguments[2]);
        Properties properties = new Properties();
        properties.put("bootstrap.servers", arguments[0]);
        properties.put("linger.ms", "5");
        properties.put("acks", "all");
        for (int index = 3; index < arguments.length; index++) {
            String[] parts = arguments[index].split("=", 2);
            properties.put(parts[0], parts[1]);
        }
        Random random = new Random(1);
        byte[][] values = new byte[1024][valueBytes];
        for (byte[] value : values) {
            for (int index = 0; index < valueBytes; index++) {
                value[index] = (byte) ('a' + random.nextInt(26));
            }
        }
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var serializer = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, serializer, serializer)) {
            for (int round = 0; round < 2; round++) {
                AtomicLong received = new AtomicLong();
                AtomicLong offsets = new AtomicLong();
                long start = System.nanoTime();
                long cpu = system.getProcessCpuTime();
                for (int index = 0; index < records; index++) {
                    producer.send(new ProducerRecord<>("bench", values[index & 1023]), (metadata, error) -> {
                        if (error == null) {
                            received.incrementAndGet();
                            offsets.addAndGet(metadata.offset());
                        }
                    });
                }
                producer.flush();
                double seconds = (System.nanoTime() - start) / 1e9;
                double cpuSeconds = (system.getProcessCpuTime() - cpu) / 1e9;
                if (received.get() != records) {
                    throw new AssertionError("got " + received.get() + " receipts");
                }
                if (round == 1) {
                    double bytes = (double) records * valueBytes;
                    System.out.printf(
                        "records=%d offset-sum=%d seconds=%.3f records-per-s=%.0f cpu-s-per-million=%.4f "
                            + "cpu-s-per-GB=%.4f%n",
                        records, offsets.get(), seconds, records / seconds,
                        cpuSeconds / records * 1e6, cpuSeconds / bytes * 1e9);
                }
            }
        }
    }
}
