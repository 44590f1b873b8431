package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.CheckpointEvent;
import org.alexnetstudio.event.EndEvent;
import org.alexnetstudio.event.EndReason;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.run.RunFolder;
import org.alexnetstudio.run.RunState;
import org.alexnetstudio.support.Folders;
import org.alexnetstudio.support.StudioProcess;
import org.junit.jupiter.api.Test;

/** What a window asks of the core: trainings and runs to follow. */
class StudioTest extends StudioTestCase {
  private final RecordedRun recorded = new RecordedRun();

  private static EndReason reason(RecordedRun run) {
    List<RunEvent> events = run.events();
    return ((EndEvent) events.get(events.size() - 1)).reason();
  }

  @Test
  void aTrainingTellsAllOfItInOrder() throws Exception {
    Training training = start(recorded, Map.of());
    assertEquals(training, studio.training());
    RunOutcome outcome = get(training.ended());
    assertEquals(new RunOutcome(RunOutcome.Kind.ENDED, null), outcome);
    assertEquals(outcome, recorded.awaitEnd());
    List<String> calls = new ArrayList<>(recorded.calls());
    calls.removeIf(call -> call.equals("timeline") || call.equals("snapshot"));
    calls = calls.stream().distinct().toList();
    assertEquals(List.of("preparing", "opened", "event", "ended"), calls);
    assertEquals("ended", recorded.calls().get(recorded.calls().size() - 1));
    assertEquals(RunFolder.open(recorded.folder()).readEvents(), recorded.events());
    assertInstanceOf(StartEvent.class, recorded.events().get(0));
    assertEquals(EndReason.COMPLETED, reason(recorded));
    assertEquals(18, recorded.count(StepEvent.class));
    assertEquals(3, recorded.details().classNames().size());
    assertNull(studio.training());
  }

  @Test
  void onlyOneTrainingIsUnderWay() throws Exception {
    Training first = start(recorded, ENDLESS);
    assertThrows(IllegalStateException.class, () -> start(new RecordedRun(), ENDLESS));
    recorded.await(StepEvent.class, 1);
    assertThrows(
        IllegalStateException.class, () -> studio.resume(recorded.folder(), new RecordedRun()));
    first.stop();
    get(first.ended());
    RecordedRun second = new RecordedRun();
    get(start(second, Map.of()).ended());
    assertEquals(EndReason.COMPLETED, reason(second));
  }

  @Test
  void aPauseHoldsAndAStopSaves() throws Exception {
    Training training = start(recorded, ENDLESS);
    recorded.await(StepEvent.class, 2);
    training.pause();
    assertTrue(training.paused());
    Thread.sleep(100);
    int held = recorded.lastStep();
    Thread.sleep(150);
    assertEquals(held, recorded.lastStep());
    training.resume();
    assertFalse(training.paused());
    recorded.await(StepEvent.class, recorded.count(StepEvent.class) + 2);
    training.pause();
    training.stop();
    assertEquals(RunOutcome.Kind.ENDED, get(training.ended()).kind());
    assertEquals(EndReason.STOPPED, reason(recorded));
    RunFolder run = RunFolder.open(recorded.folder());
    assertEquals(RunState.STOPPED, run.info().state());
    assertEquals(recorded.lastStep(), run.checkpoints().latest().state().step());
    assertFalse(run.isLocked());
  }

  @Test
  void aStoppedRunGoesOnAndCanBeStoppedAgain() throws Exception {
    Training first = start(recorded, Map.of());
    recorded.await(StepEvent.class, 5);
    first.stop();
    get(first.ended());
    int stoppedAt = recorded.lastStep();
    RecordedRun again = new RecordedRun();
    get(studio.resume(recorded.folder(), again).ended());
    // What happened before is told first: the curves begin at the run's beginning.
    int before = recorded.events().size();
    assertEquals(recorded.events(), again.events().subList(0, before));
    StartEvent start = (StartEvent) again.events().get(before);
    assertEquals(stoppedAt, start.step());
    assertEquals(recorded.folder(), again.folder());
    assertEquals(18, again.lastStep());
    assertEquals(EndReason.COMPLETED, reason(again));
  }

  @Test
  void aStopDuringPreparationLeavesNothing() throws Exception {
    RecordedRun stopping =
        new RecordedRun() {
          @Override
          public void preparing(String part, int done, int total) {
            super.preparing(part, done, total);
            // The method of start has returned, or will at once.
            Training training = studio.training();
            if (training != null) {
              training.stop();
            }
          }
        };
    Training training = start(stopping, Map.of());
    assertEquals(new RunOutcome(RunOutcome.Kind.CANCELLED, null), get(training.ended()));
    assertEquals(List.of("preparing", "ended"), stopping.calls());
    assertEquals(List.of(), Folders.names(runs));
    assertNull(studio.training());
  }

  @Test
  void whatFailsSaysWhy() throws Exception {
    Training missing =
        start(recorded, Map.of("data.source.path", folder.resolve("nowhere").toString()));
    RunOutcome outcome = get(missing.ended());
    assertEquals(RunOutcome.Kind.FAILED, outcome.kind());
    assertTrue(
        assertInstanceOf(StudioException.class, outcome.problem()).what().contains("nowhere"));
    assertNull(studio.training());

    RunOutcome notARun = get(studio.resume(folder, new RecordedRun()).ended());
    assertEquals(RunOutcome.Kind.FAILED, notARun.kind());
    assertInstanceOf(StudioException.class, notARun.problem());
  }

  @Test
  void aTrainingThatDivergesFailsWithItsReason() throws Exception {
    Training training =
        start(
            recorded,
            Map.of(
                "training.epochs", "1000",
                "training.checkpoint", "{}",
                "data.normalise", "{\"type\": \"per-channel\"}",
                "training.optimizer.weightDecay", "0.5",
                "training.schedule", "{\"type\": \"constant\", \"initial\": 100}"));
    RunOutcome outcome = get(training.ended());
    assertEquals(RunOutcome.Kind.FAILED, outcome.kind());
    assertEquals(
        "The training diverged", assertInstanceOf(StudioException.class, outcome.problem()).what());
    assertEquals(EndReason.DIVERGED, reason(recorded));
  }

  @Test
  void aListenerThatThrowsAtTheEndHidesItFromNobody() throws Exception {
    RecordedRun throwing =
        new RecordedRun() {
          @Override
          public void ended(RunOutcome how) {
            throw new IllegalStateException("on purpose");
          }
        };
    assertEquals(RunOutcome.Kind.ENDED, get(start(throwing, Map.of()).ended()).kind());
  }

  @Test
  void itCanGoOnToItsNextCheckpoint() throws Exception {
    Training training = start(recorded, Map.of("training.checkpoint.everySteps", "7"));
    recorded.await(StepEvent.class, 4);
    training.pause();
    training.stopAfterNextCheckpoint();
    assertEquals(RunOutcome.Kind.ENDED, get(training.ended()).kind());
    int checkpoint =
        recorded.events().stream()
            .filter(CheckpointEvent.class::isInstance)
            .mapToInt(RunEvent::step)
            .filter(step -> step >= 4)
            .min()
            .orElseThrow();
    assertEquals(checkpoint, recorded.lastStep());
    assertEquals(EndReason.STOPPED, reason(recorded));
  }

  @Test
  void closingStopsATrainingWithACheckpoint() throws Exception {
    Training training = start(recorded, ENDLESS);
    recorded.await(StepEvent.class, 3);
    studio.close();
    assertEquals(RunOutcome.Kind.ENDED, get(training.ended()).kind());
    assertEquals(EndReason.STOPPED, reason(recorded));
    RunFolder run = RunFolder.open(recorded.folder());
    assertEquals(recorded.lastStep(), run.checkpoints().latest().state().step());
    assertFalse(run.isLocked());
  }

  @Test
  void aRunOfLongAgoIsReadToItsEnd() throws Exception {
    get(start(recorded, Map.of()).ended());
    RecordedRun read = new RecordedRun();
    try (AutoCloseable following = studio.follow(recorded.folder(), read)) {
      assertEquals(new RunOutcome(RunOutcome.Kind.ENDED, null), read.awaitEnd());
    }
    assertEquals(recorded.events(), read.events());
    assertEquals(recorded.details(), read.details());
    assertEquals("opened", read.calls().get(0));
  }

  @Test
  void aRunOfThisProcessCanBeFollowedToo() throws Exception {
    Training training = start(recorded, ENDLESS);
    recorded.await(StepEvent.class, 1);
    RecordedRun read = new RecordedRun();
    try (AutoCloseable following = studio.follow(recorded.folder(), read)) {
      read.await(StepEvent.class, 1);
      training.stop();
      get(training.ended());
      assertEquals(RunOutcome.Kind.ENDED, read.awaitEnd().kind());
    }
    assertEquals(recorded.events(), read.events());
  }

  @Test
  void aRunOfAnotherProcessIsFollowedAndItsKillIsSeen() throws Exception {
    Path slow = endlessFile();
    StudioProcess program = new StudioProcess(folder);
    Process process = program.start("train", slow.toString(), "--runs", runs.toString());
    RecordedRun read = new RecordedRun();
    RecordedRun closed = new RecordedRun();
    Path run = awaitRun();
    try (AutoCloseable following = studio.follow(run, read);
        AutoCloseable closing = studio.follow(run, closed)) {
      read.await(StepEvent.class, 10);
      closed.await(StepEvent.class, 1);
      closing.close();
      process.destroyForcibly().waitFor();
      assertEquals(new RunOutcome(RunOutcome.Kind.KILLED, null), read.awaitEnd());
      assertFalse(closed.calls().contains("ended"), "who closed it hears nothing more");
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertEquals(RunFolder.open(run).readEvents(), read.events());

    // Killed as it was, it goes on here.
    Training resumed = studio.resume(run, recorded);
    recorded.await(StepEvent.class, 2);
    resumed.stop();
    get(resumed.ended());
    assertEquals(EndReason.STOPPED, reason(recorded));
    RecordedRun again = new RecordedRun();
    try (AutoCloseable following = studio.follow(run, again)) {
      assertEquals(RunOutcome.Kind.ENDED, again.awaitEnd().kind());
    }
    assertEquals(2, again.count(StartEvent.class));
  }

  private Path endlessFile() throws Exception {
    String text = Files.readString(file).replace("\"epochs\": 6", "\"epochs\": 100000");
    return Files.writeString(folder.resolve("endless.json"), text);
  }

  private Path awaitRun() throws Exception {
    for (int i = 0; i < 2000; i++) {
      if (Folders.names(runs).stream().anyMatch(name -> !name.startsWith("."))) {
        return StudioProcess.onlyRun(runs);
      }
      Thread.sleep(10);
    }
    throw new IllegalStateException("no run began");
  }

  @Test
  void aFolderDeletedUnderTheFollowerEndsInAMessage() throws Exception {
    get(start(recorded, Map.of()).ended());
    Path copy = Folders.copy(recorded.folder(), folder.resolve("copy"));
    // Locked by us, so that the follower waits for more.
    try (var lock = RunFolder.open(copy).lock()) {
      RecordedRun read = new RecordedRun();
      try (AutoCloseable following = studio.follow(copy, read)) {
        read.await(EndEvent.class, 1);
        Folders.delete(copy);
        RunOutcome outcome = read.awaitEnd();
        assertEquals(RunOutcome.Kind.FAILED, outcome.kind());
        StudioException problem = assertInstanceOf(StudioException.class, outcome.problem());
        assertTrue(problem.getMessage().contains("copy"), problem.getMessage());
      }
    }
  }

  @Test
  void aFolderThatIsNoRunCanNotBeFollowed() throws Exception {
    RecordedRun read = new RecordedRun();
    try (AutoCloseable following = studio.follow(folder, read)) {
      RunOutcome outcome = read.awaitEnd();
      assertEquals(RunOutcome.Kind.FAILED, outcome.kind());
      assertInstanceOf(StudioException.class, outcome.problem());
    }
    assertEquals(List.of("ended"), read.calls());
  }
}
