package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.CheckpointEvent;
import org.alexnetstudio.event.EndReason;
import org.alexnetstudio.event.EventSink;
import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.experiment.InitialSpec;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.run.ModelFiles;
import org.alexnetstudio.run.RunFolder;
import org.alexnetstudio.support.DrawnImages;
import org.alexnetstudio.support.Folders;
import org.alexnetstudio.support.SmallExperiment;
import org.alexnetstudio.weights.Safetensors;
import org.alexnetstudio.weights.SafetensorsFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A training that starts from a model: what it takes from it, what stays, and what is refused. */
class FineTunedTrainingTest {
  private static final String MODEL = "model.safetensors";
  private static final String FREEZE = "[\"conv1\",\"fc3\"]";

  @TempDir Path folder;
  private Path file;
  private Path others;
  private AppFolders folders;

  @BeforeEach
  void draw() throws IOException {
    file = SmallExperiment.write(folder, 12);
    // The same pictures, of which one class has another name.
    others = DrawnImages.write(folder.resolve("others"), 12);
    Files.move(others.resolve("across"), others.resolve("along"));
    folders = new AppFolders(folder.resolve("cache"));
  }

  private Experiment experiment(Map<String, String> overrides) throws StudioException {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("training.epochs", "2");
    all.put("training.schedule", "{\"type\": \"constant\", \"initial\": 0.01}");
    all.putAll(overrides);
    return ExperimentFile.read(file, all);
  }

  private TrainingJob start(Map<String, String> overrides) throws StudioException {
    return TrainingJob.start(
        experiment(overrides), folder.resolve("runs"), folders, Activity.SILENT);
  }

  private Path train(Map<String, String> overrides) throws StudioException {
    try (TrainingJob job = start(overrides)) {
      assertEquals(EndReason.COMPLETED, job.train(event -> {}, snapshot -> {}, () -> {}));
      return job.run().path();
    }
  }

  /** What the others are trained with, from a model. */
  private Map<String, String> from(Path model, String... more) {
    Map<String, String> overrides = new LinkedHashMap<>();
    overrides.put("initial.model", model.toString());
    overrides.put("data.source.path", others.toString());
    overrides.put("training.checkpoint.keep", "100");
    for (int i = 0; i < more.length; i += 2) {
      overrides.put(more[i], more[i + 1]);
    }
    return overrides;
  }

  private static Map<String, float[]> tensors(Path weights) throws StudioException {
    Map<String, float[]> all = new HashMap<>();
    try (SafetensorsFile tensors = Safetensors.read(weights)) {
      for (String name : tensors.shapes().keySet()) {
        all.put(name, tensors.tensor(name).toFloats());
      }
    }
    return all;
  }

  private static Map<String, float[]> model(Path run) throws StudioException {
    return tensors(ModelFiles.find(run).weights());
  }

  private static Map<String, float[]> checkpoint(Path run, String name) throws StudioException {
    return tensors(RunFolder.open(run).checkpoints().named(name).modelFile());
  }

  @Test
  void startsFromTheModelAndTheFrozenLayersStay() throws Exception {
    Path model = train(Map.of());
    Path run = train(from(model, "initial.freeze", FREEZE));
    Map<String, float[]> before = model(model);
    Map<String, float[]> begun = checkpoint(run, "step-00000000");
    Map<String, float[]> after = checkpoint(run, "latest");
    Experiment frozen = ExperimentFile.parse("run", RunFolder.open(run).experimentJson());
    assertEquals(
        List.of("fc4"),
        Objects.requireNonNull(frozen.initial()).replaceLayers(),
        "one class has another name");
    try (Network fresh =
        new Network(frozen.network(), ComputeDevice.open("MXNet", "cpu"), frozen.seed())) {
      for (String name : fresh.parameterNames()) {
        float[] initial = fresh.parameter(name).toFloatArray();
        boolean anew = name.startsWith("fc4");
        assertArrayEquals(anew ? initial : before.get(name), begun.get(name), name);
        boolean stays = name.startsWith("conv1") || name.startsWith("fc3");
        assertEquals(stays, Arrays.equals(begun.get(name), after.get(name)), name);
      }
    }
    // What the frozen layers have learnt is about pixels in the model's scale.
    assertArrayEquals(before.get("normalise.mean"), begun.get("normalise.mean"));
    StartEvent start = (StartEvent) RunFolder.open(run).readEvents().get(0);
    Path weights = ModelFiles.find(model).weights();
    int steps = ModelFiles.find(model).sidecar().step();
    assertEquals(weights + ": small, 3 classes, " + steps + " steps", start.initial());
  }

  @Test
  void theSameClassesKeepTheLastLayer() throws Exception {
    Path model = train(Map.of());
    Path run = train(from(model, "data.source.path", folder.resolve("photos").toString()));
    Map<String, float[]> before = model(model);
    checkpoint(run, "step-00000000")
        .forEach((name, values) -> assertArrayEquals(before.get(name), values, name));
  }

  @Test
  void numbersOfTheExperimentTakeTheModelsNormalisationsPlace() throws Exception {
    Path model = train(Map.of());
    String given = "{\"type\":\"per-channel\",\"mean\":[0.5,0.5,0.5],\"std\":[0.2,0.2,0.2]}";
    try (TrainingJob job = start(from(model, "data.normalise", given))) {
      assertArrayEquals(new float[] {127.5f, 127.5f, 127.5f}, job.input().normaliser().mean());
    }
    // The mean image of another size can't be subtracted; its mean colour can.
    float[] image = model(model).get("normalise.mean");
    double red = 0;
    for (int i = 0; i < 32 * 32; i++) {
      red += image[i] / (32.0 * 32);
    }
    try (TrainingJob job =
        start(from(model, "data.resize", "{\"shorterSide\": 40, \"crop\": 40}"))) {
      assertEquals(3, job.input().normaliser().mean().length);
      assertEquals(red, job.input().normaliser().mean()[0], 1e-3);
    }
  }

  @Test
  void goesOnAfterAStopToTheSameNumbersWithoutTheModel() throws Exception {
    Path model = train(Map.of());
    Map<String, String> overrides =
        from(
            model,
            "initial.freeze",
            "[\"conv1\"]",
            "initial.learningRateScale",
            "{\"fc4\": 5, \"conv2\": 0.5}");
    Path whole = train(overrides);
    for (int stop : new int[] {0, 2}) {
      Path run;
      try (TrainingJob job = start(overrides)) {
        run = job.run().path();
        EventSink sink =
            event -> {
              boolean begun = stop == 0 && event instanceof CheckpointEvent;
              if (begun || (event instanceof StepEvent && event.step() == stop)) {
                job.control().stop();
              }
            };
        assertEquals(EndReason.STOPPED, job.train(sink, snapshot -> {}, () -> {}));
      }
      assertEquals(stop, RunFolder.open(run).checkpoints().latest().state().step());
      Path away = Files.move(model, folder.resolve("away"));
      try (TrainingJob job = TrainingJob.resume(run, "latest", folders, Activity.SILENT)) {
        assertEquals(EndReason.COMPLETED, job.train(event -> {}, snapshot -> {}, () -> {}));
      }
      Files.move(away, model);
      for (String part : List.of(MODEL, "optimizer.safetensors")) {
        Path end = Path.of("checkpoints", "latest", part);
        Map<String, float[]> expected = tensors(whole.resolve(end));
        tensors(run.resolve(end))
            .forEach((name, values) -> assertArrayEquals(expected.get(name), values, name));
      }
    }
  }

  @Test
  void startsFromACheckpointsFolderAFileAndWeightsToBeImported() throws Exception {
    Path model = train(Map.of());
    Path latest = RunFolder.open(model).checkpoints().latest().folder();
    Map<String, float[]> expected = tensors(latest.resolve(MODEL));
    Path copy = Files.createDirectory(folder.resolve("copy"));
    Path weights = Files.copy(latest.resolve(MODEL), copy.resolve("mine.safetensors"));
    Files.copy(latest.resolve("model.json"), copy.resolve("mine.json"));
    for (Path each : List.of(latest, latest.resolve(MODEL), weights)) {
      assertArrayEquals(
          expected.get("conv2.weight"),
          checkpoint(train(from(each)), "step-00000000").get("conv2.weight"),
          each.toString());
    }
  }

  @Test
  void theExperimentForAModelHasItsNetworkAndTrains() throws Exception {
    Path model = train(Map.of());
    Experiment tuned =
        ExperimentFile.parse(
            "fine-tuning",
            FineTuning.experiment(model, others, folders, Activity.SILENT),
            folder,
            Map.of("training.epochs", "1"));
    Experiment learnt = experiment(Map.of());
    assertEquals("fine-tuned-small", tuned.name());
    assertEquals(learnt.network(), tuned.network());
    assertEquals(learnt.data().resize(), tuned.data().resize());
    assertEquals(Map.of("fc4", 10.0), tuned.learningRateScales());
    Path run;
    try (TrainingJob job =
        TrainingJob.start(tuned, folder.resolve("runs"), folders, Activity.SILENT)) {
      run = job.run().path();
      assertEquals(EndReason.COMPLETED, job.train(event -> {}, snapshot -> {}, () -> {}));
    }
    // And on from what was fine-tuned.
    String again = FineTuning.experiment(run, folders, Activity.SILENT);
    assertEquals("fine-tuned-small", ExperimentFile.parse("again", again).name());
  }

  @Test
  void theStarterModelIsNamedByItsWord() throws Exception {
    assertEquals(Set.of(StarterModel.NAME, ImageNetWeights.NAME), InitialSpec.WORDS);
    AppFolders program = new AppFolders(folder.resolve("cache"), Path.of("").toAbsolutePath());
    Path starter = StarterModel.open(program);
    Experiment tuned =
        ExperimentFile.parse(
            "starter", FineTuning.experiment(Path.of("starter"), others, program, Activity.SILENT));
    assertEquals("starter", Objects.requireNonNull(tuned.initial()).model());
    try (TrainingJob job =
        TrainingJob.start(tuned, folder.resolve("runs"), program, Activity.SILENT)) {
      InitialSpec frozen = Objects.requireNonNull(job.input().experiment().initial());
      assertEquals(starter.toString(), frozen.model());
      assertEquals(List.of("fc8"), frozen.replaceLayers());
    }
  }

  /** A narrow torchvision AlexNet that PyTorch wrote. */
  @Test
  void startsFromWeightsOfAnotherProgram() throws Exception {
    Path weights = ModelImportTest.fixture("narrow.pth");
    Experiment tuned =
        ExperimentFile.parse(
            "narrow", FineTuning.experiment(weights, others, folders, Activity.SILENT));
    Map<String, float[]> expected =
        tensors(
            ModelImport.read(weights, folder.resolve("model"), ImportSettings.RECOGNISE).weights());
    try (TrainingJob job =
        TrainingJob.start(tuned, folder.resolve("runs"), folders, Activity.SILENT)) {
      EventSink sink =
          event -> {
            if (event instanceof CheckpointEvent) {
              job.control().stop();
            }
          };
      assertEquals(EndReason.STOPPED, job.train(sink, snapshot -> {}, () -> {}));
      Map<String, float[]> begun = checkpoint(job.run().path(), "latest");
      assertArrayEquals(expected.get("conv1.weight"), begun.get("conv1.weight"));
      assertArrayEquals(expected.get("fc7.bias"), begun.get("fc7.bias"));
      assertArrayEquals(expected.get("normalise.mean"), begun.get("normalise.mean"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          network.layers.conv2.filters | 16 | conv2.weight has the shape [8, 4, 3, 3], wanted [16, 4, 3, 3]
          network.layers.conv2.name    | convB | convB.weight is missing; convB.bias is missing; conv2.weight belongs to no layer
          initial.replaceLayers        | ["fc3"] | fc4.weight has the shape [3, 16], wanted [2, 16]
          initial.freeze               | ["fc4"] | fc4 can't be frozen
          initial.model                | nowhere | Can't open the model nowhere
          """)
  void refusesAModelThatDoesNotFit(String key, String value, String message) throws Exception {
    Path model = train(Map.of());
    Folders.delete(others.resolve("along"));
    long runs = count();
    StudioException refused =
        assertThrows(StudioException.class, () -> start(from(model, key, value)).close());
    assertTrue((refused.what() + ": " + refused.why()).contains(message), refused.toString());
    assertFalse(refused.remedy().isBlank());
    assertEquals(runs, count(), "a run that can't begin leaves no folder");
  }

  private long count() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      return runs.count();
    }
  }
}
