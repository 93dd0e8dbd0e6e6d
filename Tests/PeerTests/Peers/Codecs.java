// Millrace
// SPDX-License-Identifier: Apache-2.0

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * As codecs.py, with Kafka's own client.
 *
 * Usage: Codecs.java BOOTSTRAP CODEC
 */
public class Codecs {
    private static final int COUNT = 300;

    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", arguments[0]);
        properties.put("compression.type", arguments[1]);
        properties.put("linger.ms", "50");
        properties.put("key.serializer", ByteArraySerializer.class.getName());
        properties.put("value.serializer", ByteArraySerializer.class.getName());
        properties.put("key.deserializer", ByteArrayDeserializer.class.getName());
        properties.put("value.deserializer", ByteArrayDeserializer.class.getName());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties)) {
            for (int index = 0; index < COUNT; index++) {
                byte[] value = ("value " + index + " " + "x".repeat(index % 100)).getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>("t", 0, null, value));
            }
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        int count = 0;
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(properties)) {
            TopicPartition partition = new TopicPartition("t", 0);
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            while (count < COUNT) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofSeconds(1))) {
                    digest.update(ByteBuffer.allocate(4).putInt(record.value().length).array());
                    digest.update(record.value());
                    count++;
                }
            }
        }
        System.out.println("records " + count + " sha256 " + HexFormat.of().formatHex(digest.digest()));
    }
}
