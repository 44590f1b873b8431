package org.alexnetstudio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.alexnetstudio.cli.StudioTerminal.Ran;
import org.alexnetstudio.run.RunFolder;
import org.alexnetstudio.run.RunLock;
import org.alexnetstudio.run.RunState;
import org.alexnetstudio.support.DrawnImages;
import org.alexnetstudio.support.Folders;
import org.alexnetstudio.support.SmallExperiment;
import org.alexnetstudio.support.TinyDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input ends with exit code 2, file, place, cause and remedy, and leaves nothing behind. */
class BadInputTest {
  @TempDir static Path shared;
  private static StudioTerminal studio;
  private static Path experiment;
  private static Path trained;

  @TempDir Path folder;

  @BeforeAll
  static void trainOnce() throws IOException {
    studio = new StudioTerminal(shared.resolve("cache"));
    experiment = SmallExperiment.write(shared, 12);
    Path runs = shared.resolve("runs of the class");
    trained =
        studio.run("train", experiment, "--set", "training.epochs=2", "--runs", runs).runFolder();
  }

  @AfterEach
  void nothingIsLeftInTheRunsFolder() throws IOException {
    assertEquals(List.of(), Folders.names(runs()));
  }

  private Path runs() {
    return folder.resolve("runs");
  }

  private Ran train(Object... more) {
    Object[] arguments =
        Arrays.copyOf(new Object[] {"train", experiment, "--runs", runs()}, 4 + more.length);
    System.arraycopy(more, 0, arguments, 4, more.length);
    return studio.run(arguments);
  }

  /** A run of one epoch with one value changed, beside the runs folder that must stay empty. */
  private Path trainedElsewhere(String override) {
    return studio
        .run(
            "train",
            experiment,
            "--set",
            "training.epochs=1",
            "--set",
            override,
            "--runs",
            folder.resolve("others"))
        .runFolder();
  }

  private Ran trainOn(Path photos) {
    return train("--set", "data.source.path=" + photos);
  }

  // Experiment files

  @Test
  void malformedJsonIsNamedByLineAndColumn() throws IOException {
    Path file =
        Files.writeString(folder.resolve("bad.json"), "{\n  \"schemaVersion\": 1,\n  oops\n}");
    studio.run("train", file, "--runs", runs()).isBadInput(file.toString(), "line 3", "column");
  }

  @Test
  void anUnknownKeyIsNamedWithTheNearestKnownOne() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("typo.json"),
            Files.readString(experiment).replace("\"everySteps\"", "\"everyStep\""));
    studio
        .run("train", file, "--runs", runs())
        .isBadInput("typo.json", "line 30", "everyStep", "everySteps");
  }

  @Test
  void aWrongKeyOfSetIsNamed() {
    train("--set", "training.epohcs=2").isBadInput("--set", "training.epohcs", "epochs");
    train("--set", "network.layers.conv9.filters=2").isBadInput("--set", "conv9");
  }

  @Test
  void aKernelLargerThanItsInputIsRefused() {
    train("--set", "network.layers.conv2.kernel=9").isBadInput("conv2", "9");
    studio
        .run("describe", experiment, "--set", "network.layers.conv2.kernel=9")
        .isBadInput("conv2");
  }

  @Test
  void aMissingExperimentNamesThePresets() {
    studio
        .run("train", folder.resolve("no.json"), "--runs", runs())
        .isBadInput("no.json", "does not exist", "alexnet-photos");
  }

  // Images to train on

  @Test
  void aClassFolderWithNoImageIsNamed() throws IOException {
    Path photos = DrawnImages.write(folder.resolve("photos"), 2);
    Files.createDirectories(photos.resolve("пусто"));
    Files.writeString(photos.resolve("пусто").resolve("notes.txt"), "none");
    trainOn(photos).isBadInput(photos.toString(), "пусто");
  }

  @Test
  void aFolderWithoutClassFoldersIsRefused() throws IOException {
    Path photos = Files.createDirectories(folder.resolve("photos"));
    trainOn(photos).isBadInput(photos.toString(), "class");
    DrawnImages.write(folder.resolve("drawn"), 1);
    Files.copy(folder.resolve("drawn/across/image 0.png"), photos.resolve("loose.png"));
    trainOn(photos).isBadInput(photos.toString(), "class");
  }

  @Test
  void oneClassIsRefusedBeforeAnythingIsPrepared() throws IOException {
    Path photos = Files.createDirectories(folder.resolve("photos"));
    Folders.copy(shared.resolve("photos/across"), photos.resolve("across"));
    List<String> before = Folders.names(shared.resolve("cache/images"));
    trainOn(photos).isBadInput(photos.toString(), "across", "two classes");
    assertEquals(before, Folders.names(shared.resolve("cache/images")));
  }

  @Test
  void aMissingFolderOfImagesIsNamed() {
    trainOn(folder.resolve("not there")).isBadInput("not there");
  }

  @Test
  void unusableImagesAreListedAndTheTrainingGoesOn() throws IOException {
    Path photos = DrawnImages.write(folder.resolve("photos"), 6);
    Path across = photos.resolve("across");
    Files.write(across.resolve("cut.jpg"), truncatedJpeg());
    Files.writeString(across.resolve("text.jpg"), "this is a text");
    Files.write(across.resolve("huge.png"), hugePng());
    Path other = folder.resolve("other runs");
    Ran ran =
        studio.run(
            "train",
            experiment,
            "--set",
            "data.source.path=" + photos,
            "--set",
            "training.epochs=1",
            "--runs",
            other);
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(ran.err().contains("3 images can't be used"), ran.err());
    assertLine(ran.err(), "cut.jpg", "cut short");
    assertLine(ran.err(), "text.jpg", "not an image");
    assertLine(ran.err(), "huge.png", "60000 x 60000");
    assertEquals(1, Folders.names(other).size());
  }

  private static void assertLine(String text, String... parts) {
    assertTrue(
        text.lines().anyMatch(line -> Stream.of(parts).allMatch(line::contains)),
        () -> String.join(" ", parts) + " in\n" + text);
  }

  // Images to classify

  @Test
  void classifyRefusesWhatIsNoImageAndStillClassifiesTheRest() throws IOException {
    Path cut = Files.write(folder.resolve("cut.jpg"), truncatedJpeg());
    Path text = Files.writeString(folder.resolve("text.jpg"), "this is a text");
    Path huge = Files.write(folder.resolve("huge.png"), hugePng());
    Path missing = folder.resolve("отсутствует.png");
    studio.run("classify", trained, cut).isBadInput(cut.toString(), "cut short");
    studio.run("classify", trained, text).isBadInput(text.toString(), "not an image");
    studio.run("classify", trained, huge).isBadInput(huge.toString(), "60000 x 60000", "limit");
    studio.run("classify", trained, missing).isBadInput(missing.toString(), "no such file");
    studio.run("classify", trained, folder).isBadInput(folder.toString());
    Path sound = shared.resolve("photos/across/image 0.png");
    Ran mixed = studio.run("classify", trained, cut, sound);
    mixed.isBadInput("cut.jpg");
    assertTrue(mixed.out().contains(sound.toString()), mixed.out());
  }

  private static byte[] truncatedJpeg() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
    return Arrays.copyOf(bytes.toByteArray(), bytes.size() * 3 / 4);
  }

  /** Sound chunks that promise 60,000 x 60,000 pixels, which are not there. */
  private static byte[] hugePng() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream png = new DataOutputStream(bytes);
    png.writeLong(0x89504E470D0A1A0AL);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(60_000);
    fields.writeInt(60_000);
    fields.write(new byte[] {8, 2, 0, 0, 0});
    chunk(png, "IHDR", header.toByteArray());
    chunk(png, "IDAT", new byte[] {0x78, (byte) 0x9c, 1, 0, 0});
    chunk(png, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream png, String type, byte[] content) throws IOException {
    png.writeInt(content.length);
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    png.write(name);
    png.write(content);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    png.writeInt((int) crc.getValue());
  }

  // Disks

  @Test
  void aRunsFolderBelowAFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    studio.run("train", experiment, "--runs", file.resolve("runs")).isBadInput(file.toString());
    studio.run("train", experiment, "--runs", file).isBadInput(file.toString());
    assertEquals("in the way", Files.readString(file));
  }

  @Test
  void aReadOnlyRunsFolderIsRefused() throws IOException {
    Path closed = Files.createDirectories(folder.resolve("closed"));
    assertTrue(closed.toFile().setWritable(false));
    try {
      assumeFalse(Files.isWritable(closed), "skipped: this user may write everywhere");
      studio.run("train", experiment, "--runs", closed).isBadInput("closed", "access is denied");
    } finally {
      closed.toFile().setWritable(true);
    }
  }

  @Test
  void aCacheThatCannotBeWrittenIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    new StudioTerminal(file.resolve("cache"))
        .run("train", experiment, "--runs", runs())
        .isBadInput(file.toString(), "cache", "Not a directory");
  }

  @Test
  void aFullCacheDiskIsRefused() throws Exception {
    try (TinyDisk disk = TinyDisk.mount(folder.resolve("disk"), 400)) {
      new StudioTerminal(disk.folder())
          .run("train", experiment, "--runs", runs())
          .isBadInput(disk.folder().toString(), "space", "free");
    }
  }

  @Test
  void aDiskThatFillsUpEndsTheRunAndTheRunGoesOnWhenThereIsRoom() throws Exception {
    // Model and optimizer are 1.2 MB: the first checkpoint fits, the second beside it does not.
    try (TinyDisk disk = TinyDisk.mount(folder.resolve("disk"), 2000)) {
      studio
          .run(
              "train",
              experiment,
              "--runs",
              disk.folder(),
              "--set",
              "network.layers.fc3.units=2000",
              "--set",
              "training.epochs=2")
          .isBadInput("checkpoint of step 4", disk.folder().toString(), "No space left", "resume");
      Path run = disk.folder().resolve(Folders.names(disk.folder()).get(0));
      assertEquals(RunState.FAILED, RunFolder.open(run).info().state());
      assertEquals(3, RunFolder.open(run).checkpoints().latest().state().step());
      disk.enlarge(10_000);
      assertEquals(run, studio.run("resume", run).runFolder());
    }
  }

  @Test
  void aLogThatFillsTheDiskEndsTheRunWithTheReason() throws Exception {
    try (TinyDisk disk = TinyDisk.mount(folder.resolve("disk"), 200)) {
      // No checkpoint before the end of the epoch: the log fills what the filler leaves.
      Files.write(disk.folder().resolve(".filler"), new byte[184 * 1024]);
      studio
          .run(
              "train",
              experiment,
              "--runs",
              disk.folder(),
              "--set",
              "training.batch=1",
              "--set",
              "data.source.validation=0",
              "--set",
              "training.checkpoint.everySteps=0")
          .isBadInput(disk.folder().toString(), "No space left", "resume");
    }
  }

  // Runs and models

  static Stream<Arguments> cuts() throws IOException {
    return Stream.of("model.safetensors", "optimizer.safetensors", "model.json", "state.json")
        .flatMap(file -> Stream.of(0.0, 0.01, 0.98).map(part -> Arguments.of(file, part)));
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void aCheckpointCutShortIsRefused(String file, double part) throws IOException {
    Path run = Folders.copy(trained, folder.resolve("copy"));
    for (String name : List.of("latest", "best")) {
      Path damaged = run.resolve("checkpoints").resolve(name).resolve(file);
      byte[] bytes = Files.readAllBytes(damaged);
      Files.write(damaged, Arrays.copyOf(bytes, (int) (bytes.length * part)));
    }
    studio.run("resume", run).isBadInput("latest", file.equals("state.json") ? "" : file);
    Path image = shared.resolve("photos/across/image 0.png");
    studio.run("classify", run, image).isBadInput("best");
    if (file.equals("model.safetensors")) {
      studio.run("classify", run.resolve("checkpoints/best"), image).isBadInput("best");
    }
  }

  /** A finished run has nothing to load. */
  private static void giveOneMoreEpoch(Path run) throws IOException {
    Path frozen = run.resolve("experiment.json");
    String text = Files.readString(frozen);
    assertTrue(text.contains("\"epochs\" : 2"), text);
    Files.writeString(frozen, text.replace("\"epochs\" : 2", "\"epochs\" : 3"));
  }

  @Test
  void aModelWithABrokenHeaderIsRefused() throws IOException {
    Path run = Folders.copy(trained, folder.resolve("copy"));
    Path model = run.resolve("checkpoints/latest/model.safetensors");
    byte[] bytes = Files.readAllBytes(model);
    Arrays.fill(bytes, 0, 64, (byte) 0x7f);
    Files.write(model, bytes);
    giveOneMoreEpoch(run);
    studio.run("resume", run).isBadInput(model.toString());
  }

  @Test
  void aRunWithABrokenExperimentIsRefused() throws IOException {
    Path run = Folders.copy(trained, folder.resolve("copy"));
    Path frozen = run.resolve("experiment.json");
    Files.writeString(frozen, Files.readString(frozen).replace("epochs", "epohcs"));
    studio.run("resume", run).isBadInput(run.toString(), "experiment.json", "epohcs");
  }

  @Test
  void aCheckpointOfAnotherNetworkIsRefused() throws IOException {
    Path other = trainedElsewhere("network.layers.conv1.filters=12");
    Path run = Folders.copy(trained, folder.resolve("copy"));
    String model = "checkpoints/latest/model.safetensors";
    Files.write(run.resolve(model), Files.readAllBytes(other.resolve(model)));
    studio.run("resume", run).isBadInput("model.safetensors");
    Path image = shared.resolve("photos/across/image 0.png");
    studio
        .run("classify", run.resolve(model), image)
        .isBadInput(model, "another network", "conv1.weight");
    // The whole checkpoint of the other run, whose manifest is sound.
    Path third = Folders.copy(trained, folder.resolve("third"));
    for (String name : Folders.names(other.resolve("checkpoints/latest"))) {
      Files.write(
          third.resolve("checkpoints/latest").resolve(name),
          Files.readAllBytes(other.resolve("checkpoints/latest").resolve(name)));
    }
    studio.run("resume", third).isBadInput("another network", "conv1.weight");
  }

  @Test
  void aModelWithADescriptionOfLaterIsRefused() throws IOException {
    Path model = folder.resolve("model.safetensors");
    Files.copy(trained.resolve("checkpoints/best/model.safetensors"), model);
    Path image = shared.resolve("photos/across/image 0.png");
    Files.writeString(folder.resolve("model.json"), "{\"format\": 7}");
    studio.run("classify", model, image).isBadInput("model.json", "7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"resume", "evaluate", "describe", "classify"})
  void whatIsNoRunIsRefused(String command) throws IOException {
    for (String name : List.of("empty", "missing")) {
      Path none = folder.resolve(name);
      if (name.equals("empty")) {
        Files.createDirectories(none);
      }
      Object[] arguments =
          command.equals("classify")
              ? new Object[] {command, none, shared.resolve("photos/across/image 0.png")}
              : new Object[] {command, none};
      studio.run(arguments).isBadInput(none.toString());
      assertEquals(List.of(), Folders.names(none));
    }
  }

  @Test
  void aRunInUseIsRefused() throws Exception {
    Path run = Folders.copy(trained, folder.resolve("copy"));
    try (RunLock lock = RunFolder.open(run).lock()) {
      studio.run("resume", run).isBadInput("in use", Long.toString(ProcessHandle.current().pid()));
    }
    assertEquals(0, studio.run("resume", run).exit());
  }

  @Test
  void aRunWhoseClassesHaveChangedIsRefused() throws IOException {
    Path photos = DrawnImages.write(folder.resolve("photos"), 3);
    Path run = trainedElsewhere("data.source.path=" + photos);
    Files.move(photos.resolve("across"), photos.resolve("renamed"));
    studio.run("resume", run).isBadInput(run.toString(), "images have changed");
    assertFalse(
        Files.exists(run.resolve("checkpoints/.writing")), "nothing was written to the run");
  }

  @Test
  void aRunAndItsEvaluationWhoseImagesHaveChangedAreRefused() throws IOException {
    Path photos = DrawnImages.write(folder.resolve("photos"), 4);
    Path run = trainedElsewhere("data.source.path=" + photos);
    Path image = photos.resolve("across/image 0.png");
    Files.copy(image, photos.resolve("across/one more.png"));
    studio.run("resume", run).isBadInput(run.toString(), "images have changed");
    studio.run("evaluate", run).isBadInput(run.toString(), "--data");
    Files.delete(photos.resolve("across/one more.png"));
    assertEquals(0, studio.run("evaluate", run).exit(), "as they were");
  }

  @Test
  void evaluationWithoutValidationImagesIsRefused() throws IOException {
    Path run = trainedElsewhere("data.source.validation=0");
    studio.run("evaluate", run).isBadInput(run.toString(), "validation", "--data");
  }

  // Arguments

  @Test
  void wrongArgumentsEndWithExitCode2() {
    List<Object[]> wrong =
        List.of(
            new Object[] {"window", "a", "b"},
            new Object[] {"window"},
            new Object[] {"trian"},
            new Object[] {"train"},
            new Object[] {"train", experiment, "--rnus", "x"},
            new Object[] {"train", experiment, "--set", "novalue"},
            new Object[] {"classify", trained},
            new Object[] {"classify", trained, "x.png", "--top", "many"},
            new Object[] {"resume"});
    for (Object[] arguments : wrong) {
      Ran ran = studio.run(arguments);
      assertEquals(2, ran.exit(), List.of(arguments).toString());
      assertFalse(ran.err().isBlank());
      assertEquals("", ran.out());
    }
    assertTrue(studio.run("trian").err().contains("train"));
    studio.run("classify", trained, "x.png", "--top", "0").isBadInput("--top");
    studio.run("presets", "alexnet").isBadInput("alexnet-2012");
    studio.run("evaluate", trained, "--data", folder.resolve("none")).isBadInput("none");
    studio.run("resume", trained, "--checkpoint", "../x").isBadInput("../x", "latest");
    studio.run("bench", "--batch", "0").isBadInput("--batch");
  }

  /** Where there is none, that is an error as for any other experiment. */
  @Test
  void aBenchmarkOfAllGpusSaysThatItMeasuresOne() throws IOException {
    String text = Files.readString(experiment).replace("\"cpu\"", "\"gpus\"");
    Path all = Files.writeString(folder.resolve("all.json"), text);
    Ran ran = studio.run("bench", all, "--layers", "--batch", "1", "--rounds", "1");
    assertTrue(ran.err().contains("of all GPUs, the first"), ran.err());
    assertTrue(ran.exit() == 0 || ran.err().contains("There is no device gpu:"), ran.err());
  }
}
