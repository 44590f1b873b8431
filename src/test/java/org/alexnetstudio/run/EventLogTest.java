package org.alexnetstudio.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.alexnetstudio.event.CheckpointEvent;
import org.alexnetstudio.event.EndEvent;
import org.alexnetstudio.event.EndReason;
import org.alexnetstudio.event.LearningRateEvent;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.event.ProbeEvent;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.event.TrainingEvent;
import org.alexnetstudio.event.ValidationEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
  @TempDir Path folder;
  private Path log;

  @BeforeEach
  void name() {
    log = folder.resolve("events.jsonl");
  }

  private void append(RunEvent... events) throws Exception {
    try (EventWriter writer = EventLog.append(log)) {
      for (RunEvent event : events) {
        writer.accept(event);
      }
    }
  }

  private static StepEvent step(int step) {
    return new StepEvent(1000L * step, step, 1 + step / 10, 1.0 / step, 0.5, 0.01, 123.4);
  }

  private static StartEvent start(int step) {
    return new StartEvent(5, step, 1 + step / 10, 90, 10, 1280, 100, "cpu");
  }

  private static final List<RunEvent> EACH =
      List.of(
          new StartEvent(1_700_000_000_000L, 0, 1, 90, 45, 5784, 578, "gpu-0"),
          new StepEvent(1, 1, 1, 4.6, 0.0078125, 0.01, 512.5),
          new TrainingEvent(2, 45, 1, 4.5, 0.1, 0.3),
          new ValidationEvent(3, 45, 1, 4.4, 0.11, 0.33, 578, true),
          new LearningRateEvent(4, 45, 2, 0.01, 0.001),
          new CheckpointEvent(5, 45, 2, "latest"),
          new ProbeEvent(
              6,
              45,
              2,
              "Bilder/Kätzchen \"1\".png",
              List.of(new Prediction(3, "猫\n", 0.75), new Prediction(0, "", 1e-9))),
          new EndEvent(7, 45, 2, EndReason.DIVERGED, "The loss is not a number."));

  @Test
  void eachKindOfEventComesBack() throws Exception {
    append(EACH.toArray(RunEvent[]::new));
    assertEquals(EACH, EventLog.read(log));
    List<String> lines = Files.readAllLines(log);
    assertEquals(EACH.size(), lines.size());
    JsonNode validation = new ObjectMapper().readTree(lines.get(3));
    assertEquals(
        new ObjectMapper()
            .readTree(
                "{\"type\":\"validation\",\"step\":45,\"epoch\":1,\"time\":3,\"loss\":4.4,"
                    + "\"top1\":0.11,\"top5\":0.33,\"images\":578,\"best\":true}"),
        validation);
  }

  @Test
  void numbersThatAreNotFiniteAreNullAndOthersKeepEveryBit() throws Exception {
    append(
        new TrainingEvent(0, 1, 1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
    assertTrue(Files.readString(log).contains("\"loss\":null,\"top1\":null,\"top5\":null"));
    assertEquals(
        List.of(new TrainingEvent(0, 1, 1, Double.NaN, Double.NaN, Double.NaN)),
        EventLog.read(log));
    Files.delete(log);
    Random random = new Random(1);
    RunEvent[] events =
        random
            .longs(5000)
            .mapToDouble(Double::longBitsToDouble)
            .filter(Double::isFinite)
            .mapToObj(number -> new LearningRateEvent(0, 1, 1, number, -0.0))
            .toArray(RunEvent[]::new);
    append(events);
    assertEquals(List.of(events), EventLog.read(log));
  }

  @Test
  void aLastLineTornAnywhereIsSkippedThenCutOff() throws Exception {
    append(step(1), step(2));
    int kept = (int) Files.size(log);
    append(EACH.get(6));
    byte[] whole = Files.readAllBytes(log);
    for (int size = kept; size < whole.length; size++) {
      Files.write(log, Arrays.copyOf(whole, size));
      assertEquals(List.of(step(1), step(2)), EventLog.read(log), "cut to " + size);
      append(step(3));
      assertEquals(List.of(step(1), step(2), step(3)), EventLog.read(log), "cut to " + size);
      assertEquals(3, Files.readAllLines(log).size());
    }
    // What some file systems leave after a power cut: the length is there, the bytes are not.
    Files.write(log, Arrays.copyOf(Arrays.copyOf(whole, kept), kept + 100_000));
    assertEquals(List.of(step(1), step(2)), EventLog.read(log));
    append(step(3));
    assertEquals(List.of(step(1), step(2), step(3)), EventLog.read(log));
  }

  @Test
  void aLogThatIsOneTornLineBeginsAnew() throws Exception {
    Files.writeString(log, "{\"type\":\"st");
    append(step(1));
    assertEquals(List.of(step(1)), EventLog.read(log));
  }

  @Test
  void malformedLinesAreSkippedAndCounted() throws Exception {
    append(step(1));
    List<String> malformed =
        List.of(
            "",
            "{",
            "[]",
            "null",
            "7",
            "\0\0\0",
            "{} {}",
            "{\"type\":\"later\",\"step\":1,\"epoch\":1,\"time\":1}",
            "{\"type\":\"end\",\"step\":1,\"epoch\":1,\"time\":1,\"reason\":\"BORED\",\"message\":\"\"}",
            "{\"type\":\"checkpoint\",\"step\":-1,\"epoch\":1,\"time\":1,\"folder\":\"latest\"}",
            "{\"type\":\"checkpoint\",\"step\":1.5,\"epoch\":1,\"time\":1,\"folder\":\"latest\"}",
            "{\"type\":\"checkpoint\",\"step\":1,\"epoch\":1,\"time\":1,\"folder\":null}",
            "{\"type\":\"checkpoint\",\"step\":1,\"epoch\":1,\"time\":1}",
            "[".repeat(100_000));
    Files.write(log, malformed, StandardOpenOption.APPEND);
    append(step(2));
    EventTail tail = new EventTail(log);
    assertEquals(List.of(step(1), step(2)), tail.next());
    assertEquals(malformed.size(), tail.skippedLines());
    assertEquals(List.of(step(1), step(2)), EventLog.read(log));
  }

  @Test
  void whatWasComputedAgainAfterAKillIsReadOnce() throws Exception {
    RunEvent end = new EndEvent(9, 3, 1, EndReason.STOPPED, "");
    append(start(0), step(1), step(2), new CheckpointEvent(0, 2, 1, "latest"), step(3), end);
    append(start(2), step(3), step(4));
    append(start(2), step(3));
    assertEquals(
        List.of(
            start(0),
            step(1),
            step(2),
            new CheckpointEvent(0, 2, 1, "latest"),
            start(2),
            start(2),
            step(3)),
        EventLog.read(log));
    append(start(0));
    assertEquals(List.of(start(0), start(0)), EventLog.read(log));
  }

  @Test
  void theTailGivesEachEventOnceAndNoPartOfOne() throws Exception {
    EventTail tail = new EventTail(log);
    assertEquals(List.of(), tail.next());
    append(EACH.toArray(RunEvent[]::new));
    byte[] whole = Files.readAllBytes(log);
    Files.delete(log);
    List<RunEvent> seen = new ArrayList<>();
    for (int size = 0; size <= whole.length; size++) {
      Files.write(log, Arrays.copyOf(whole, size));
      seen.addAll(tail.next());
    }
    assertEquals(EACH, seen);
    assertEquals(0, tail.skippedLines());
  }

  @Test
  void aLogLargerThanAnyBufferComesBack() throws Exception {
    RunEvent[] events =
        IntStream.rangeClosed(1, 3000)
            .mapToObj(i -> new ProbeEvent(0, i, 1, "ß猫".repeat(i % 50), List.of()))
            .toArray(RunEvent[]::new);
    append(events);
    append(new ProbeEvent(0, 3001, 1, "猫".repeat(100_000), List.of()));
    List<RunEvent> read = EventLog.read(log);
    assertEquals(List.of(events), read.subList(0, 3000));
    assertEquals(3001, read.size());
  }

  @Test
  void severalThreadsWriteWhileAnotherFollows() throws Exception {
    EventTail tail = new EventTail(log);
    List<RunEvent> seen = new ArrayList<>();
    try (EventWriter writer = EventLog.append(log)) {
      List<Thread> threads =
          IntStream.range(0, 3)
              .mapToObj(
                  t ->
                      new Thread(
                          () -> {
                            for (int i = 1; i <= 1000; i++) {
                              writer.accept(step(i));
                            }
                          }))
              .toList();
      threads.forEach(Thread::start);
      while (threads.stream().anyMatch(Thread::isAlive)) {
        seen.addAll(tail.next());
      }
    }
    seen.addAll(tail.next());
    assertEquals(3000, seen.size());
    assertEquals(0, tail.skippedLines());
  }

  @Test
  void anInterruptedThreadWrites() throws Exception {
    try (EventWriter writer = EventLog.append(log)) {
      Thread.currentThread().interrupt();
      writer.accept(new CheckpointEvent(0, 1, 1, "latest"));
      writer.force();
      assertTrue(Thread.interrupted());
      writer.accept(step(2));
    }
    assertEquals(2, EventLog.read(log).size());
  }

  @Test
  void theEndOfAnEpochThatIsMadeAgainCountsOnce() {
    StartEvent again = new StartEvent(3, 5, 1, 2, 5, 40, 8, "cpu");
    TrainingEvent second = new TrainingEvent(4, 5, 1, 0.5, 0.5, 1);
    StepEvent step = new StepEvent(1, 5, 1, 0.5, 0.5, 0.1, 10);
    assertEquals(
        List.of(step, again, second),
        EventLog.straighten(List.of(step, new TrainingEvent(2, 5, 1, 0.5, 0.5, 1), again, second)));
    // A start in the next epoch leaves the end of the one before.
    StartEvent next = new StartEvent(5, 5, 2, 2, 5, 40, 8, "cpu");
    assertEquals(List.of(step, second, next), EventLog.straighten(List.of(step, second, next)));
  }
}
