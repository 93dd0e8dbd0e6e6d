// Millrace
// SPDX-License-Identifier: Apache-2.0

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.network.Send;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MemoryRecordsBuilder;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.CloseableIterator;

/**
 * The peer of RecordBatchBenchmarks: kafka-clients writes and reads the same batches, with the classes that its producer and consumer
 * use.
 *
 * Prints one line per benchmark: median and best of all rounds in two seconds, after two seconds of warming up the JVM, in thousand
 * records per CPU second of the process.
 */
public final class KafkaRecords {
    private static final int RECORDS_PER_BATCH = 138;
    private static final ByteBuffer KEY = filled(8, (byte) 0x6b);
    private static final ByteBuffer VALUE = filled(100, (byte) 0x76);
    // Sum of the results, so that the JVM does not optimize the work away.
    private static long sum;

    public static void main(String[] arguments) {
        System.out.println("kafka-clients " + AppInfoParser.getVersion() + ", Java " + System.getProperty("java.version"));
        for (int mebibytes : new int[] {64, 1}) {
            MemoryRecords records = records(mebibytes << 20);
            measure("decode " + mebibytes + " MiB, CRC", () -> read(records, true, false));
            measure("decode " + mebibytes + " MiB, CRC, first byte of each value", () -> read(records, true, true));
            measure("decode " + mebibytes + " MiB, no CRC", () -> read(records, false, false));
        }
        measure("encode 1 MiB, MemoryRecordsBuilder", () -> {
            for (int batch = 0; batch < 64; batch++) {
                sum += batch().sizeInBytes();
            }
            return 64 * RECORDS_PER_BATCH;
        });
        for (int partitions : new int[] {1, 16}) {
            measure("encode Produce request, " + partitions + " of 16 KiB", () -> {
                for (int request = 0; request < 64 / partitions; request++) {
                    sum += request(partitions).size();
                }
                return 64 * RECORDS_PER_BATCH;
            });
        }
        if (sum == 0) {
            throw new AssertionError("nothing was read");
        }
    }

    private static ByteBuffer filled(int count, byte value) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, value);
        return ByteBuffer.wrap(bytes);
    }

    private static MemoryRecords batch() {
        MemoryRecordsBuilder builder = MemoryRecords.builder(
            ByteBuffer.allocate(16384), RecordBatch.CURRENT_MAGIC_VALUE, Compression.NONE, TimestampType.CREATE_TIME, 0L);
        for (int index = 0; index < RECORDS_PER_BATCH; index++) {
            builder.append(1_700_000_000_000L + index, KEY.duplicate(), VALUE.duplicate());
        }
        return builder.build();
    }

    private static MemoryRecords records(int byteCount) {
        ByteBuffer batch = batch().buffer();
        ByteBuffer all = ByteBuffer.allocate(byteCount / batch.remaining() * batch.remaining());
        while (all.hasRemaining()) {
            all.put(batch.duplicate());
        }
        all.flip();
        return MemoryRecords.readableRecords(all);
    }

    private static long read(MemoryRecords records, boolean checkCRC, boolean firstByte) {
        long count = 0;
        for (RecordBatch batch : records.batches()) {
            if (checkCRC) {
                batch.ensureValid();
            }
            try (CloseableIterator<Record> iterator = batch.streamingIterator(BufferSupplier.NO_CACHING)) {
                while (iterator.hasNext()) {
                    Record record = iterator.next();
                    sum += record.offset() + (firstByte ? record.value().get(0) : record.valueSize());
                    count++;
                }
            }
        }
        return count;
    }

    private static Send request(int partitions) {
        List<ProduceRequestData.PartitionProduceData> batches = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            batches.add(new ProduceRequestData.PartitionProduceData().setIndex(partition).setRecords(batch()));
        }
        ProduceRequestData.TopicProduceDataCollection topics = new ProduceRequestData.TopicProduceDataCollection();
        topics.add(new ProduceRequestData.TopicProduceData().setName("a topic").setPartitionData(batches));
        short version = ApiKeys.PRODUCE.latestVersion();
        ProduceRequest request = new ProduceRequest.Builder(
            version, version, new ProduceRequestData().setAcks((short) -1).setTimeoutMs(30_000).setTopicData(topics))
            .build(version);
        return request.toSend(new RequestHeader(ApiKeys.PRODUCE, version, "bench", 1));
    }

    /** Measures `round`, which returns the number of records it has processed. */
    private static void measure(String name, LongSupplier round) {
        run(round);
        List<Double> rates = run(round);
        rates.sort(null);
        System.out.printf(
            "%-52s median %6.0f best %6.0f k records / CPU s%n", name, rates.get(rates.size() / 2), rates.get(rates.size() - 1));
    }

    /** Rates of rounds of 100 ms each, for two seconds. The time of the garbage collector is included. */
    private static List<Double> run(LongSupplier round) {
        List<Double> rates = new ArrayList<>();
        for (int slice = 0; slice < 20; slice++) {
            long records = 0;
            double cpu = cpuSeconds();
            long start = System.nanoTime();
            while (System.nanoTime() - start < 100_000_000) {
                records += round.getAsLong();
            }
            rates.add(records / (cpuSeconds() - cpu) / 1e3);
        }
        return rates;
    }

    /** User plus system time of all threads, including those of the garbage collector and the compiler. */
    private static double cpuSeconds() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }
}
