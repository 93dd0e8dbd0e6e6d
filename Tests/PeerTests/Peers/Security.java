// Millrace
// SPDX-License-Identifier: Apache-2.0

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * An authenticated or encrypted connection with Kafka's own client: as security.py.
 *
 * Usage: Security.java BOOTSTRAP PROTOCOL MECHANISM USER PASSWORD CA
 */
public class Security {
    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", arguments[0]);
        properties.put("security.protocol", arguments[1]);
        if (!arguments[2].equals("-")) {
            String module =
                arguments[2].equals("PLAIN")
                    ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                    : "org.apache.kafka.common.security.scram.ScramLoginModule";
            properties.put("sasl.mechanism", arguments[2]);
            properties.put(
                "sasl.jaas.config",
                String.format("%s required username=\"%s\" password=\"%s\";", module, arguments[3], arguments[4]));
        }
        if (!arguments[5].equals("-")) {
            properties.put("ssl.truststore.type", "PEM");
            properties.put("ssl.truststore.location", arguments[5]);
        }
        properties.put("max.block.ms", "30000");
        properties.put("key.serializer", StringSerializer.class.getName());
        properties.put("value.serializer", StringSerializer.class.getName());
        properties.put("key.deserializer", StringDeserializer.class.getName());
        properties.put("value.deserializer", StringDeserializer.class.getName());
        List<String> values = new ArrayList<>();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(properties)) {
            for (int index = 0; index < 10; index++) {
                producer.send(new ProducerRecord<>("t", 0, null, "v" + index)).get();
            }
        } catch (AuthenticationException | ExecutionException error) {
            Throwable cause = error instanceof ExecutionException ? error.getCause() : error;
            if (!(cause instanceof AuthenticationException)) throw error;
            System.out.println("refused " + cause.getMessage());
            return;
        }
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(properties)) {
            TopicPartition partition = new TopicPartition("t", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (values.size() < 10) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(30))) {
                    values.add(record.value());
                }
            }
        }
        System.out.println("values " + String.join(" ", values));
    }
}
