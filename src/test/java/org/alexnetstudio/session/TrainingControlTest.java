package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.EndEvent;
import org.alexnetstudio.event.EndReason;
import org.alexnetstudio.event.EventSink;
import org.alexnetstudio.event.LearningRateEvent;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.event.ValidationEvent;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.experiment.SourceSpec;
import org.alexnetstudio.run.Checkpoint;
import org.alexnetstudio.run.RunFolder;
import org.alexnetstudio.run.RunState;
import org.alexnetstudio.support.SmallExperiment;
import org.alexnetstudio.weights.Safetensors;
import org.alexnetstudio.weights.SafetensorsFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person may do to a training, and what a training does when its numbers run away. */
class TrainingControlTest {
  private static final Map<String, String> CONSTANT =
      Map.of(
          "training.schedule",
          "{\"type\": \"constant\", \"initial\": 0.001}",
          "training.epochs",
          "3");

  @TempDir Path folder;
  private Path file;
  private AppFolders folders;

  @BeforeEach
  void draw() throws IOException {
    file = SmallExperiment.write(folder, 12);
    folders = new AppFolders(folder.resolve("cache"));
  }

  private TrainingJob start(Map<String, String> overrides) throws StudioException {
    return TrainingJob.start(
        ExperimentFile.read(file, overrides), folder.resolve("runs"), folders, Activity.SILENT);
  }

  private static List<StepEvent> steps(Path run) throws StudioException {
    return events(run).stream()
        .filter(StepEvent.class::isInstance)
        .map(StepEvent.class::cast)
        .toList();
  }

  private static List<RunEvent> events(Path run) throws StudioException {
    return RunFolder.open(run).readEvents();
  }

  @Test
  void questionsAreAnsweredBeforeEachTensorOfACheckpoint() throws Exception {
    try (TrainingJob job = start(Map.of("training.epochs", "1", "training.checkpoint", "{}"))) {
      Path writing = job.run().path().resolve("checkpoints/.writing");
      List<Long> sizes = new ArrayList<>();
      job.train(
          event -> {},
          snapshot -> {},
          () -> {
            if (Files.exists(writing)) {
              sizes.add(writing.resolve("model.safetensors").toFile().length());
            }
          });
      assertEquals(2 * 8, sizes.size(), "weights and biases of four layers, and their velocities");
      assertTrue(sizes.get(1) > sizes.get(0) && sizes.get(7) > sizes.get(6), sizes::toString);
    }
  }

  @Test
  void aFactorScalesTheRateFromTheNextStepOnAndSurvivesAResume() throws Exception {
    Path run;
    try (TrainingJob job = start(CONSTANT)) {
      run = job.run().path();
      EventSink sink =
          event -> {
            if (event instanceof StepEvent && event.step() == 2) {
              job.control().setLearningRateFactor(0.5);
            } else if (event instanceof StepEvent && event.step() == 4) {
              job.control().stop();
            }
          };
      assertEquals(EndReason.STOPPED, job.train(sink, snapshot -> {}, () -> {}));
    }
    assertEquals(4, RunFolder.open(run).checkpoints().latest().state().step());
    try (TrainingJob job = TrainingJob.resume(run, "latest", folders, Activity.SILENT)) {
      assertEquals(EndReason.COMPLETED, job.train(event -> {}, snapshot -> {}, () -> {}));
    }
    assertEquals(
        List.of(1e-3, 1e-3, 5e-4, 5e-4, 5e-4, 5e-4, 5e-4, 5e-4, 5e-4),
        steps(run).stream().map(StepEvent::learningRate).toList());
    List<RunEvent> changes =
        events(run).stream().filter(LearningRateEvent.class::isInstance).toList();
    assertEquals(1, changes.size());
    LearningRateEvent change = (LearningRateEvent) changes.get(0);
    assertEquals(List.of(1e-3, 5e-4), List.of(change.from(), change.to()));
    assertEquals(2, change.step());
  }

  @Test
  void aStopDuringValidationFinishesTheEpochAfterTheResume() throws Exception {
    Path whole;
    try (TrainingJob job = start(CONSTANT)) {
      whole = job.run().path();
      job.train(event -> {}, snapshot -> {}, () -> {});
    }
    Path run;
    try (TrainingJob job = start(CONSTANT)) {
      run = job.run().path();
      // The last step of the first epoch: what comes next is its validation.
      EventSink sink =
          event -> {
            if (event instanceof StepEvent && event.step() == 3) {
              job.control().stop();
            }
          };
      assertEquals(EndReason.STOPPED, job.train(sink, snapshot -> {}, () -> {}));
    }
    assertEquals(3, RunFolder.open(run).checkpoints().latest().state().stepInEpoch());
    try (TrainingJob job = TrainingJob.resume(run, "latest", folders, Activity.SILENT)) {
      assertEquals(EndReason.COMPLETED, job.train(event -> {}, snapshot -> {}, () -> {}));
    }
    assertEquals(validations(whole), validations(run));
  }

  private static List<Double> validations(Path run) throws StudioException {
    return events(run).stream()
        .filter(ValidationEvent.class::isInstance)
        .map(event -> ((ValidationEvent) event).loss())
        .toList();
  }

  @Test
  void aResumeKeepsTheNormalisationOfTheCheckpoint() throws Exception {
    Path run;
    float[] mean;
    try (TrainingJob job = start(CONSTANT)) {
      run = job.run().path();
      mean = job.input().normaliser().mean().clone();
      job.control().stop();
      job.train(event -> {}, snapshot -> {}, () -> {});
    }
    // Brighter under the same name: its fingerprint is the same, the mean image is not.
    Path image = folder.resolve("photos/across/image 0.png");
    BufferedImage white = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 32 * 32; i++) {
      white.setRGB(i % 32, i / 32, 0xffffff);
    }
    ImageIO.write(white, "png", image.toFile());
    try (TrainingJob job = TrainingJob.resume(run, "latest", folders, Activity.SILENT)) {
      assertArrayEquals(mean, job.input().normaliser().mean());
    }
  }

  @Test
  void aFinishedRunWithMoreEpochsGoesOnAsOneThatWasToHaveThem() throws Exception {
    Path whole;
    try (TrainingJob job = start(CONSTANT)) {
      whole = job.run().path();
      job.train(event -> {}, snapshot -> {}, () -> {});
    }
    Map<String, String> one = new HashMap<>(CONSTANT);
    one.put("training.epochs", "1");
    Path run;
    try (TrainingJob job = start(one)) {
      run = job.run().path();
      job.train(event -> {}, snapshot -> {}, () -> {});
    }
    StudioException refused =
        assertThrows(
            StudioException.class,
            () -> TrainingJob.resume(run, "latest", 1, folders, Activity.SILENT));
    assertTrue(refused.why().contains("it has done 1 already"), refused.why());
    try (TrainingJob job = TrainingJob.resume(run, "latest", 2, folders, Activity.SILENT)) {
      assertEquals(EndReason.COMPLETED, job.train(event -> {}, snapshot -> {}, () -> {}));
    }
    assertTrue(RunFolder.open(run).experimentJson().contains("\"epochs\" : 2"));
    try (TrainingJob job = TrainingJob.resume(run, "latest", 3, folders, Activity.SILENT)) {
      job.control().stop();
      assertEquals(EndReason.STOPPED, job.train(event -> {}, snapshot -> {}, () -> {}));
    }
    // The number is the run's from now on.
    try (TrainingJob job = TrainingJob.resume(run, "latest", folders, Activity.SILENT)) {
      assertEquals(EndReason.COMPLETED, job.train(event -> {}, snapshot -> {}, () -> {}));
    }
    assertEquals(validations(whole), validations(run));
  }

  @Test
  void aTrainingThatCannotBeginIsFailed() throws Exception {
    Path run;
    try (TrainingJob job = start(CONSTANT)) {
      run = job.run().path();
      job.control().stop();
      job.train(event -> {}, snapshot -> {}, () -> {});
    }
    Path frozen = run.resolve("experiment.json");
    Files.writeString(
        frozen, Files.readString(frozen).replace("\"filters\" : 8", "\"filters\" : 16"));
    try (TrainingJob job = TrainingJob.resume(run, "latest", folders, Activity.SILENT)) {
      assertThrows(StudioException.class, () -> job.train(event -> {}, snapshot -> {}, () -> {}));
    }
    assertEquals(RunState.FAILED, RunFolder.open(run).info().state());
  }

  @Test
  void aRunKeepsTheAbsolutePathOfItsImages() throws Exception {
    Path relative = Path.of("").toAbsolutePath().relativize(folder.resolve("photos"));
    try (TrainingJob job = start(Map.of("data.source.path", relative.toString()))) {
      assertEquals(
          folder.resolve("photos").toString(),
          ((SourceSpec.OnDisk) job.input().experiment().data().source()).path());
    }
  }

  @Test
  void factorsThatCannotBeAreRefused() throws Exception {
    try (TrainingJob job = start(CONSTANT)) {
      for (double factor : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
        assertThrows(
            IllegalArgumentException.class, () -> job.control().setLearningRateFactor(factor));
      }
    }
  }

  @Test
  void aPauseHoldsTheTrainingAndChangesNoNumber() throws Exception {
    Path whole;
    try (TrainingJob job = start(CONSTANT)) {
      whole = job.run().path();
      job.train(event -> {}, snapshot -> {}, () -> {});
    }
    Path paused;
    List<Integer> heldAt = new ArrayList<>();
    try (TrainingJob job = start(CONSTANT)) {
      paused = job.run().path();
      int[] step = {0};
      job.train(
          event -> {
            if (event instanceof StepEvent) {
              step[0] = event.step();
              if (event.step() == 3) {
                job.control().pause();
              }
            }
          },
          snapshot -> {},
          () -> {
            if (job.control().paused()) {
              heldAt.add(step[0]);
              if (heldAt.size() == 5) {
                job.control().resume();
              }
            }
          });
    }
    assertEquals(5, heldAt.size());
    assertEquals(Set.of(3), Set.copyOf(heldAt));
    assertEquals(
        steps(whole).stream().map(StepEvent::loss).toList(),
        steps(paused).stream().map(StepEvent::loss).toList());
  }

  @Test
  void aPausedTrainingCanBeStopped() throws Exception {
    try (TrainingJob job = start(CONSTANT)) {
      job.control().pause();
      assertEquals(
          EndReason.STOPPED, job.train(event -> {}, snapshot -> {}, () -> job.control().stop()));
      assertEquals(RunState.STOPPED, job.run().info().state());
    }
  }

  /** Diverging within an epoch, at its end, and with a checkpoint after every step. */
  @ParameterizedTest
  @CsvSource({"8, 0", "128, 0", "8, 1", "128, 1"})
  void aDivergedTrainingEndsAndLeavesOnlySoundCheckpoints(String batch, String everySteps)
      throws Exception {
    Map<String, String> overrides = new HashMap<>(CONSTANT);
    // From the raised rate on each step multiplies the weights by about 1 - 100 * 0.5.
    overrides.put("training.schedule", "{\"type\": \"constant\", \"initial\": 0.1}");
    overrides.put("training.optimizer.weightDecay", "0.5");
    overrides.put("data.normalise", "{\"type\": \"per-channel\"}");
    overrides.put("training.batch", batch);
    overrides.put("training.epochs", "100");
    overrides.put("training.checkpoint.everySteps", everySteps);
    Path run;
    StudioException diverged;
    try (TrainingJob job = start(overrides)) {
      run = job.run().path();
      EventSink faster =
          event -> {
            if (event instanceof ValidationEvent) {
              job.control().setLearningRateFactor(1000);
            }
          };
      diverged =
          assertThrows(StudioException.class, () -> job.train(faster, snapshot -> {}, () -> {}));
    }
    assertEquals(StudioException.Kind.FAILED, diverged.kind(), "exit code 1");
    assertEquals("The training diverged", diverged.what());
    assertTrue(
        diverged.why().matches(".*step \\d+ \\(epoch \\d+\\) .*rate 100.000"), diverged.why());
    assertTrue(diverged.remedy().contains("training.schedule.initial="), diverged.remedy());
    RunFolder folderAfter = RunFolder.open(run);
    assertEquals(RunState.DIVERGED, folderAfter.info().state());
    EndEvent end = (EndEvent) folderAfter.readEvents().get(folderAfter.readEvents().size() - 1);
    assertEquals(EndReason.DIVERGED, end.reason());
    for (Checkpoint checkpoint : folderAfter.checkpoints().list()) {
      assertFinite(checkpoint);
    }
    assertTrue(
        folderAfter.checkpoints().list().stream()
            .map(Checkpoint::name)
            .collect(Collectors.toSet())
            .containsAll(Set.of("latest", "best")));
  }

  private static void assertFinite(Checkpoint checkpoint) throws Exception {
    try (SafetensorsFile tensors = Safetensors.read(checkpoint.modelFile())) {
      for (String name : tensors.shapes().keySet()) {
        FloatBuffer values = FloatBuffer.wrap(tensors.tensor(name).toFloats());
        while (values.hasRemaining()) {
          assertFalse(!Float.isFinite(values.get()), checkpoint.name() + " " + name);
        }
      }
    }
  }

  @Test
  void aSmallTrainingLearnsTheDrawnBars() throws Exception {
    SmallExperiment.write(folder, 40);
    try (TrainingJob job =
        start(
            Map.of(
                "training.epochs",
                "12",
                "training.checkpoint.everySteps",
                "0",
                "training.schedule",
                "{\"type\": \"constant\", \"initial\": 0.02}",
                "data.normalise",
                "{\"type\": \"per-channel\"}"))) {
      job.train(event -> {}, snapshot -> {}, () -> {});
      assertTrue(job.run().info().bestTop1() > 0.9, "reached only " + job.run().info().bestTop1());
    }
  }
}
