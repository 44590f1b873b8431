package org.alexnetstudio.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.alexnetstudio.cli.StudioTerminal.Ran;
import org.alexnetstudio.run.RunFolder;
import org.alexnetstudio.support.DrawnImages;
import org.alexnetstudio.support.Folders;
import org.alexnetstudio.support.SmallExperiment;
import org.alexnetstudio.support.StudioProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command does its job, prints what its help promises, and ends with exit code 0. */
class CommandsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int PER_CLASS = 12;

  @TempDir static Path shared;
  private static StudioTerminal studio;
  private static Path photos;
  private static Path image;
  private static Path run;

  @TempDir Path folder;

  @BeforeAll
  static void trainOnce() throws IOException {
    studio = new StudioTerminal(shared.resolve("cache"));
    Path experiment = SmallExperiment.write(shared, PER_CLASS);
    photos = shared.resolve("photos");
    image = photos.resolve("вверх/image 0.png");
    Ran ran =
        studio.run(
            "train", experiment, "--set", "training.epochs=2", "--runs", shared.resolve("runs"));
    run = ran.runFolder();
    assertTrue(ran.err().contains("epoch 2/2  validation"), ran.err());
  }

  private static List<JsonNode> events() throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("events.jsonl"))) {
      events.add(MAPPER.readTree(line));
    }
    return events;
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static JsonNode last(String type) throws IOException {
    return events().stream()
        .filter(e -> e.get("type").asText().equals(type))
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  // train and resume

  @Test
  void aRunFolderHoldsWhatTheDesignSays() throws IOException {
    assertTrue(
        Folders.names(run)
            .containsAll(
                List.of(
                    "checkpoints",
                    "events.jsonl",
                    "experiment.json",
                    "exports",
                    "run.json",
                    "timeline")),
        Folders.names(run).toString());
    JsonNode experiment = MAPPER.readTree(run.resolve("experiment.json").toFile());
    assertEquals(2, experiment.at("/training/epochs").asInt());
    assertEquals(3, experiment.at("/network/layers/9/units").asInt());
    JsonNode info = MAPPER.readTree(run.resolve("run.json").toFile());
    assertEquals("COMPLETED", info.get("state").asText());
    assertEquals(DrawnImages.CLASSES, MAPPER.convertValue(info.get("classNames"), List.class));
    for (String checkpoint : List.of("latest", "best")) {
      assertEquals(
          List.of("model.json", "model.safetensors", "optimizer.safetensors", "state.json"),
          Folders.names(run.resolve("checkpoints").resolve(checkpoint)));
    }
  }

  @Test
  void fineTuneTrainsAModelOnForOtherClasses() throws IOException {
    Path others = DrawnImages.write(folder.resolve("others"), 12);
    Files.move(others.resolve("across"), others.resolve("along"));
    Ran ran =
        studio.run(
            "fine-tune",
            run,
            others,
            "--set",
            "training.epochs=1",
            "--set",
            "initial.freeze=[\"conv1\"]",
            "--runs",
            folder.resolve("runs"));
    assertTrue(ran.err().contains("starting from " + run), ran.err());
    Path tuned = ran.runFolder();
    JsonNode initial = MAPPER.readTree(tuned.resolve("experiment.json").toFile()).get("initial");
    assertEquals(run.toString(), initial.get("model").asText());
    assertEquals("[\"fc4\"]", initial.get("replaceLayers").toString());
    // It is a run like any other, also for more epochs.
    Ran more = studio.run("resume", tuned, "--epochs", "2");
    assertTrue(more.err().contains("epoch 2/2  validation"), more.err());
    Ran refused = studio.run("resume", tuned, "--epochs", "1");
    assertEquals(2, refused.exit());
    assertTrue(refused.err().contains("it has done 2 already"), refused.err());
  }

  @Test
  void eventsCarryTypeStepAndEpoch() throws IOException {
    List<JsonNode> events = events();
    assertEquals("start", events.get(0).get("type").asText());
    assertEquals("end", events.get(events.size() - 1).get("type").asText());
    for (JsonNode event : events) {
      assertTrue(event.get("type").isTextual() && event.get("step").isInt(), event.toString());
      assertTrue(event.get("epoch").isInt(), event.toString());
    }
    List<JsonNode> validations =
        events.stream().filter(e -> e.get("type").asText().equals("validation")).toList();
    assertEquals(2, validations.size());
    for (JsonNode validation : validations) {
      assertTrue(validation.get("loss").asDouble() > 0);
      assertTrue(validation.get("top1").asDouble() <= 1);
      assertEquals(1, validation.get("top5").asDouble(), "of three classes");
    }
  }

  @Test
  void resumingACompletedRunChangesNoWeight() throws IOException {
    Path copy = Folders.copy(run, folder.resolve("copy"));
    byte[] before = Files.readAllBytes(copy.resolve("checkpoints/latest/model.safetensors"));
    assertEquals(copy, studio.run("resume", copy).runFolder());
    assertArrayEquals(
        before, Files.readAllBytes(copy.resolve("checkpoints/latest/model.safetensors")));
    JsonNode info = MAPPER.readTree(copy.resolve("run.json").toFile());
    assertEquals("COMPLETED", info.get("state").asText());
    assertEquals(evaluate(run).toString(), evaluate(copy).toString());
  }

  @Test
  void aDivergedTrainingEndsWithExitCode1() {
    Ran ran =
        studio.run(
            "train",
            shared.resolve("small.json"),
            "--set",
            "training.schedule={\"type\": \"constant\", \"initial\": 100}",
            "--set",
            "training.optimizer.weightDecay=0.5",
            "--set",
            "training.epochs=100",
            "--runs",
            folder.resolve("runs"));
    assertEquals(1, ran.exit(), ran.err());
    assertEquals("", ran.out());
    assertTrue(ran.err().contains("Error: The training diverged:"), ran.err());
    assertTrue(ran.err().contains("--set training.schedule.initial=10"), ran.err());
  }

  // evaluate

  private static JsonNode evaluate(Object model, Object... more) throws IOException {
    Object[] arguments = new Object[more.length + 3];
    arguments[0] = "evaluate";
    arguments[1] = model;
    arguments[2] = "--json";
    System.arraycopy(more, 0, arguments, 3, more.length);
    return studio.run(arguments).json();
  }

  private static void assertConsistent(JsonNode evaluation, int images) {
    assertEquals(
        List.of("images", "top1", "top5", "meanPerClass", "classes", "confusion"),
        keys(evaluation));
    int sum = 0;
    int right = 0;
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        int count = evaluation.get("confusion").get(row).get(column).asInt();
        sum += count;
        right += row == column ? count : 0;
      }
    }
    assertEquals(images, sum);
    assertEquals(images, evaluation.get("images").asInt());
    assertEquals((double) right / images, evaluation.get("top1").asDouble(), 1e-9);
    assertEquals(1, evaluation.get("top5").asDouble());
  }

  @Test
  void evaluatingTheValidationPartGivesTheFiguresOfTheTraining() throws IOException {
    JsonNode evaluation = evaluate(run);
    assertConsistent(evaluation, 3 * PER_CLASS / 4);
    JsonNode best =
        events().stream().filter(e -> e.path("best").asBoolean()).reduce((a, b) -> b).orElseThrow();
    assertEquals(best.get("top1").asDouble(), evaluation.get("top1").asDouble(), 1e-9);
    JsonNode latest = evaluate(run.resolve("checkpoints/latest"));
    assertEquals(last("validation").get("top1").asDouble(), latest.get("top1").asDouble(), 1e-9);
  }

  @Test
  void aFolderAndAZipOfTheSameImagesGiveTheSameFigures() throws IOException {
    JsonNode ofFolder = evaluate(run, "--data", photos);
    assertConsistent(ofFolder, 3 * PER_CLASS);
    Path zip = folder.resolve("same images.zip");
    try (ZipOutputStream out =
            new ZipOutputStream(Files.newOutputStream(zip), StandardCharsets.UTF_8);
        Stream<Path> files = Files.walk(photos)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(photos.relativize(file).toString().replace('\\', '/')));
        out.write(Files.readAllBytes(file));
      }
    }
    assertEquals(ofFolder, evaluate(run, "--data", zip));
    assertConsistent(evaluate(run, "--data", photos, "--ten-crop"), 3 * PER_CLASS);
  }

  @Test
  void oneClassCanBeEvaluated() throws IOException {
    Path one = folder.resolve("one");
    Files.createDirectories(one);
    Folders.copy(photos.resolve("slanted bars"), one.resolve("slanted bars"));
    JsonNode evaluation = evaluate(run, "--data", one);
    assertConsistent(evaluation, PER_CLASS);
    assertEquals(
        evaluation.get("top1").asDouble(), evaluation.get("meanPerClass").asDouble(), 1e-9);
    assertEquals("[0,0,0]", evaluation.get("confusion").get(0).toString());
  }

  @Test
  void anUnknownClassIsNamed() throws IOException {
    Path strange = Folders.copy(photos, folder.resolve("strange"));
    Files.move(strange.resolve("across"), strange.resolve("чужой"));
    studio.run("evaluate", run, "--data", strange).isBadInput("чужой", "slanted bars");
  }

  @Test
  void aFolderStandsForItsImages() throws IOException {
    Path images = Folders.copy(photos.resolve("across"), folder.resolve("images"));
    Files.writeString(images.resolve("notes.txt"), "no image");
    JsonNode json = studio.run("classify", run, images, "--json").json();
    assertEquals(Folders.names(images).size() - 1, json.size());
  }

  @Test
  void evaluationPrintsATableForPeople() {
    Ran ran = studio.run("evaluate", run);
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(ran.out().startsWith("images          9\n".replace("\n", System.lineSeparator())));
    assertTrue(
        ran.out().lines().anyMatch(line -> line.matches(" *\\d+ вверх +\\d+ +\\d+ +\\d+ +[\\d.]+")),
        ran.out());
  }

  // classify

  @Test
  void inspectWritesPicturesAndArraysOfTheInside(@TempDir Path folder) throws IOException {
    Path out = folder.resolve("inside");
    Ran ran = studio.run("inspect", run, image, "--layer", "conv1", "--layer", "fc4", "--out", out);
    assertEquals(0, ran.exit(), ran.err());
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(
          List.of(
              "conv1-filters.npy",
              "conv1-filters.png",
              "conv1-maps.npy",
              "conv1-maps.png",
              "fc4-maps.npy",
              "fc4-maps.png",
              "grad-cam.npy",
              "grad-cam.png",
              "input.png"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    float[] logits = npy(out.resolve("fc4-maps.npy"));
    JsonNode top = studio.run("classify", run, image, "--json").json().get(0).get("top");
    int likeliest = 0;
    for (int c = 1; c < logits.length; c++) {
      likeliest = logits[c] > logits[likeliest] ? c : likeliest;
    }
    assertEquals(top.get(0).get("class").asText(), DrawnImages.CLASSES.get(likeliest));
    for (float value : npy(out.resolve("grad-cam.npy"))) {
      assertTrue(value >= 0);
    }
    studio
        .run("inspect", run, image, "--layer", "conv9", "--out", out)
        .isBadInput("conv9", "conv1");
    studio.run("inspect", run, image, "--class", "nothing", "--out", out).isBadInput("nothing");
  }

  /** The numbers of a file whose header is as its format says. */
  private static float[] npy(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals("NUMPY", new String(bytes.array(), 1, 5, StandardCharsets.US_ASCII));
    bytes.position(10 + bytes.getShort(8));
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  @Test
  void classifyPrintsProbabilitiesThatSumToOne() throws IOException {
    JsonNode result = studio.run("classify", run, image, "--json", "--top", "1000").json();
    assertEquals(1, result.size());
    assertEquals(List.of("image", "top"), keys(result.get(0)));
    assertEquals(image.toString(), result.get(0).get("image").asText());
    double sum = 0;
    double before = 1;
    List<String> names = new ArrayList<>();
    for (JsonNode prediction : result.get(0).get("top")) {
      assertEquals(List.of("class", "probability"), keys(prediction));
      double probability = prediction.get("probability").asDouble();
      assertTrue(probability <= before, "the likeliest first");
      before = probability;
      sum += probability;
      names.add(prediction.get("class").asText());
    }
    assertEquals(1, sum, 1e-5);
    assertEquals(DrawnImages.CLASSES, names.stream().sorted().toList());
  }

  @Test
  void everyNameOfAModelGivesTheSameAnswer() throws IOException {
    Path best = run.resolve("checkpoints/best");
    JsonNode expected = studio.run("classify", run, image, "--json").json();
    assertEquals(expected, studio.run("classify", best, image, "--json").json());
    Path model = best.resolve("model.safetensors");
    assertEquals(expected, studio.run("classify", model, image, "--json").json());
    JsonNode ten = studio.run("classify", run, image, "--json", "--ten-crop").json();
    assertFalse(expected.equals(ten), "ten crops are other pixels");
  }

  @Test
  void topLimitsTheClassesOfEachOfManyImages() throws IOException {
    Path other = photos.resolve("slanted bars/image 3.png");
    JsonNode result = studio.run("classify", run, image, other, "--top", "2", "--json").json();
    assertEquals(2, result.size());
    assertEquals(2, result.get(1).get("top").size());
    Ran table = studio.run("classify", run, image, "--top", "1");
    assertEquals(2, table.out().lines().count(), table.out());
    assertTrue(table.out().contains(" %  "), table.out());
  }

  /** The engine brings a JPEG library of its own, which once took the place of Java's. */
  @Test
  void jpegFilesAreDecodedAfterTheEngineHasLoaded() throws Exception {
    Path jpeg = folder.resolve("photo.jpg");
    assertTrue(ImageIO.write(ImageIO.read(image.toFile()), "jpg", jpeg.toFile()));
    Path samePixels = folder.resolve("photo.png");
    assertTrue(ImageIO.write(ImageIO.read(jpeg.toFile()), "png", samePixels.toFile()));
    // A process of its own, in which no JPEG was decoded before; it loads the model first.
    StudioProcess.Result result =
        new StudioProcess(folder)
            .run("classify", run.toString(), jpeg.toString(), samePixels.toString(), "--json");
    assertEquals(0, result.exit(), result.err());
    JsonNode both = MAPPER.readTree(result.out());
    assertEquals(both.get(1).get("top"), both.get(0).get("top"));
  }

  // without a command

  @Test
  void withoutADisplayTheMainJobIsDoneInTheTerminal(@TempDir Path folder) throws Exception {
    Process process = new StudioProcess(folder).start();
    try {
      Path err = folder.resolve("err.txt");
      for (int i = 0; i < 600 && !Files.readString(err).contains("Run folder"); i++) {
        assertTrue(process.isAlive(), Files.readString(err));
        Thread.sleep(100);
      }
      String said = Files.readString(err);
      assertTrue(said.contains("there is no display") && said.contains("xvfb-run"), said);
      assertTrue(said.contains("Run folder"), said);
    } finally {
      process.destroy();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    }
    RunFolder made = RunFolder.open(StudioProcess.onlyRun(folder.resolve("runs")));
    assertEquals("alexnet-fashion-mnist", made.path().getFileName().toString().split("_")[1]);
  }

  // describe

  @ParameterizedTest
  @CsvSource({
    "alexnet-2012, 60965224, 724406816",
    "alexnet-2012-one-tower, 62378344, 1135256096",
    "alexnet-torchvision, 61100840, 714188480"
  })
  void describeGivesTheKnownTotals(String preset, long parameters, long macs) throws IOException {
    JsonNode table =
        studio.run("describe", preset, "--json", "--set", "network.layers.fc8.units=1000").json();
    assertEquals(List.of("layers", "totalParameters", "totalMacs"), keys(table));
    assertEquals(parameters, table.get("totalParameters").asLong());
    assertEquals(macs, table.get("totalMacs").asLong());
    for (JsonNode layer : table.get("layers")) {
      assertTrue(
          keys(layer)
              .containsAll(
                  List.of("name", "type", "outputShape", "parameters", "macs", "receptiveField")),
          layer.toString());
    }
  }

  @Test
  void describeGivesTheReceptiveFieldsOfThePaper() throws IOException {
    JsonNode table =
        studio
            .run("describe", "alexnet-2012", "--json", "--set", "network.layers.fc8.units=1000")
            .json();
    List<Integer> fields = new ArrayList<>();
    for (JsonNode layer : table.get("layers")) {
      if (layer.get("type").asText().equals("conv")) {
        fields.add(layer.get("receptiveField").asInt());
      }
    }
    assertEquals(List.of(11, 51, 99, 131, 163), fields);
  }

  @Test
  void describeKnowsRunsCheckpointsAndModels() throws IOException {
    JsonNode ofRun = studio.run("describe", run, "--json").json();
    assertEquals(10, ofRun.get("layers").size());
    assertEquals("[3]", ofRun.get("layers").get(9).get("outputShape").toString());
    Path latest = run.resolve("checkpoints/latest");
    assertEquals(ofRun, studio.run("describe", latest, "--json").json());
    assertEquals(
        ofRun, studio.run("describe", latest.resolve("model.safetensors"), "--json").json());
    Ran table = studio.run("describe", run);
    assertTrue(table.out().contains("conv1") && table.out().contains("total"), table.out());
  }

  // The rest

  @Test
  void presetsSchemaDoctorAndVersion() throws IOException {
    List<String> names =
        studio.run("presets").out().lines().map(line -> line.replaceAll(" .*", "")).toList();
    assertTrue(names.contains("alexnet-2012"), names.toString());
    for (String name : names) {
      assertEquals(1, studio.run("presets", name).json().get("schemaVersion").asInt());
    }
    assertTrue(studio.run("schema").json().has("$schema"));
    Ran doctor = studio.run("doctor");
    assertEquals(0, doctor.exit(), doctor.out());
    assertTrue(doctor.out().contains("MXNet") && doctor.out().contains("All is well."));
    for (String place : List.of("Cache", "Settings", "Runs")) {
      assertTrue(doctor.out().lines().anyMatch(line -> line.matches(place + " +/.+")), place);
    }
    assertTrue(studio.run("--version").out().startsWith("AlexNet Studio "));
  }

  @Test
  void exportDrawsARunAndPrintsThePictures() throws IOException {
    Ran ran = studio.run("export", run);
    assertEquals(0, ran.exit(), ran.err());
    List<String> names = new ArrayList<>();
    for (String line : ran.out().lines().toList()) {
      names.add(Path.of(line).getFileName().toString());
      assertTrue(ImageIO.read(Path.of(line).toFile()).getWidth() > 50, line);
    }
    assertEquals(List.of("curves.png", "filters.png"), names, "the experiment has no probes");
    studio.run("export", shared).isBadInput("is not a run");
  }

  @Test
  void exportWritesAModelForOtherPrograms() throws IOException {
    Path onnx = folder.resolve("new/model.onnx");
    Path labels = folder.resolve("labels.txt");
    Ran ran = studio.run("export", run, "--format", "onnx", "--out", onnx, "--labels", labels);
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(List.of(onnx.toString(), labels.toString()), ran.out().lines().toList());
    assertTrue(Files.size(onnx) > 1000);
    JsonNode classNames = MAPPER.readTree(run.resolve("run.json").toFile()).get("classNames");
    List<String> names = new ArrayList<>();
    classNames.forEach(name -> names.add(name.asText()));
    assertEquals(names, Files.readAllLines(labels));
    studio.run("export", run, "--format", "onnx").isBadInput("needs --out", "model.onnx");
    Path mxnet = folder.resolve("mxnet/net");
    Ran pair = studio.run("export", run, "--format", "mxnet", "--out", mxnet);
    assertEquals(0, pair.exit(), pair.err());
    assertEquals(
        List.of(mxnet + "-0000.params", mxnet + "-symbol.json", mxnet + "-input.json"),
        pair.out().lines().limit(3).toList());
    Ran back = studio.run("import", mxnet + "-0000.params", "--out", folder.resolve("back"));
    assertEquals(0, back.exit(), back.err());
    assertTrue(back.err().contains("by MXNet's names: "), back.err());
    studio.run("export", run, "--out", onnx).isBadInput("Name a --format");
    Path inFile = labels.resolve("model.safetensors");
    studio
        .run("export", run, "--format", "safetensors", "--out", inFile)
        .isBadInput("can't be written");
  }

  @Test
  void exportWritesAllScalarsOfARun() throws IOException {
    Ran csv = studio.run("export", run, "--format", "csv");
    assertEquals(0, csv.exit(), csv.err());
    List<String> lines = Files.readAllLines(run.resolve("exports/scalars.csv"));
    List<String> header = List.of(lines.get(0).split(","));
    assertEquals(List.of("time", "step", "epoch", "step/loss"), header.subList(0, 4));
    List<JsonNode> told = new ArrayList<>(events());
    told.removeIf(e -> !List.of("step", "training", "validation").contains(e.get("type").asText()));
    assertEquals(told.size(), lines.size() - 1);
    Path out = folder.resolve("scalars.json");
    assertEquals(0, studio.run("export", run, "--format", "json", "--out", out).exit());
    JsonNode rows = MAPPER.readTree(out.toFile());
    assertEquals(told.size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      String[] cells = lines.get(i + 1).split(",", -1);
      assertEquals(header.size(), cells.length);
      JsonNode event = told.get(i);
      String kind = event.get("type").asText();
      assertEquals(event.get("step").asInt(), rows.get(i).get("step").asInt());
      double loss = event.get("loss").asDouble();
      assertEquals(loss, rows.get(i).get(kind + "/loss").asDouble());
      assertEquals(loss, Double.parseDouble(cells[header.indexOf(kind + "/loss")]));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "train",
        "resume",
        "evaluate",
        "classify",
        "export",
        "describe",
        "presets",
        "schema",
        "doctor",
        "bench"
      })
  void everyCommandHasHelp(String command) {
    Ran ran = studio.run(command, "--help");
    assertEquals(0, ran.exit());
    assertTrue(ran.out().startsWith("Usage: alexnet-studio " + command), ran.out());
    assertTrue(studio.run("--help").out().contains("  " + command), "it is in the list");
  }
}
