package org.alexnetstudio.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.support.CaffeWriter;
import org.alexnetstudio.support.NarrowNetworks;
import org.alexnetstudio.support.ProtoBytes;
import org.alexnetstudio.weights.NpyFile;
import org.alexnetstudio.weights.Safetensors;
import org.alexnetstudio.weights.SafetensorsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights of Caffe's give Caffe's logits, as OpenCV's own reader computes them. */
class CaffeImportTest {
  private static final int CLASSES = 7;

  /** Its colours come blue first. */
  private static final String OPENCV =
      """
      import sys, numpy, cv2
      net = cv2.dnn.readNetFromCaffe(sys.argv[1], sys.argv[2])
      net.setPreferableBackend(cv2.dnn.DNN_BACKEND_OPENCV)
      image = numpy.fromfile(sys.argv[3], dtype='<f4').reshape(1, 3, 227, 227)
      net.setInput(numpy.ascontiguousarray(image[:, ::-1]))
      print(*net.forward().reshape(-1).tolist())
      """;

  @TempDir Path folder;

  /** The weights with the colours of the first ones the other way round. */
  private static Map<String, float[]> blueFirst(Map<String, float[]> weights) {
    Map<String, float[]> turned = new TreeMap<>(weights);
    float[] first = weights.get("conv1.weight").clone();
    int plane = 11 * 11;
    for (int filter = 0; filter < first.length / (3 * plane); filter++) {
      for (int i = 0; i < plane; i++) {
        int red = filter * 3 * plane + i;
        float kept = first[red];
        first[red] = first[red + 2 * plane];
        first[red + 2 * plane] = kept;
      }
    }
    turned.put("conv1.weight", first);
    return turned;
  }

  private Path write(String name, Experiment experiment, boolean old) throws IOException {
    Map<String, float[]> weights = blueFirst(NarrowNetworks.weights(experiment.network()));
    return Files.write(
        folder.resolve(name), CaffeWriter.model(experiment.network(), weights, old).done());
  }

  private ImportedModel read(Path file) throws StudioException {
    return read(file, ImportSettings.RECOGNISE);
  }

  private ImportedModel read(Path file, ImportSettings settings) throws StudioException {
    return ModelImport.read(
        file, folder.resolve(file.getFileName() + "-" + System.nanoTime()), settings);
  }

  @ParameterizedTest
  @CsvSource({
    "alexnet-caffe, false",
    "alexnet-caffe, true",
    "alexnet-caffenet, false",
    "alexnet-caffenet, true"
  })
  void theOrderOfItsLayersTellsWhichItIs(String preset, boolean old) throws Exception {
    Experiment experiment = NarrowNetworks.of(preset, CLASSES);
    ImportedModel model = read(write("net.caffemodel", experiment, old));
    assertEquals(preset, model.experiment().name());
    assertEquals(experiment.network(), model.experiment().network());
    assertEquals("Caffe's layers", model.naming());
    assertEquals(16, model.tensors());
    float[] image = NarrowNetworks.image(experiment.network(), 120);
    float[] expected =
        ImportedNetworks.logits(
            experiment.network(), NarrowNetworks.weights(experiment.network()), image);
    assertArrayEquals(expected, ImportedNetworks.logits(model, image), 1e-4f);
    assertTrue(spread(expected) > 1, Arrays.toString(expected));
  }

  private static double spread(float[] numbers) {
    float[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length - 1] - sorted[0];
  }

  @ParameterizedTest
  @CsvSource({"alexnet-caffe, false", "alexnet-caffenet, true"})
  void logitsAreThoseOfOpenCv(String preset, boolean old) throws Exception {
    String python = pythonWithOpenCv();
    Experiment experiment = NarrowNetworks.of(preset, CLASSES);
    Map<String, float[]> weights = blueFirst(NarrowNetworks.weights(experiment.network()));
    Path file = folder.resolve("net.caffemodel");
    // OpenCV knows packed floats only.
    Files.write(file, CaffeWriter.model(experiment.network(), weights, old, false).done());
    Path text =
        Files.writeString(folder.resolve("net.prototxt"), CaffeWriter.text(experiment.network()));
    float[] image = NarrowNetworks.image(experiment.network(), 120);
    ByteBuffer bytes =
        ByteBuffer.allocate(image.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(image);
    Path input = Files.write(folder.resolve("image.bin"), bytes.array());
    Process opencv =
        new ProcessBuilder(python, "-c", OPENCV, text.toString(), file.toString(), input.toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(opencv.getInputStream().readAllBytes(), UTF_8).strip();
    assertEquals(0, opencv.waitFor(), printed);
    String[] numbers = printed.split(" ");
    float[] theirs = new float[numbers.length];
    for (int i = 0; i < theirs.length; i++) {
      theirs[i] = Float.parseFloat(numbers[i]);
    }
    float[] ours = ImportedNetworks.logits(read(file), image);
    assertTrue(spread(ours) > 1, Arrays.toString(ours));
    assertArrayEquals(theirs, ours, (float) (1e-4 * Math.max(1, spread(theirs))));
  }

  /** Debian's own has the package python3-opencv where another one comes first on the path. */
  private static String pythonWithOpenCv() throws InterruptedException {
    for (String python : List.of("python3", "/usr/bin/python3")) {
      try {
        if (new ProcessBuilder(python, "-c", "import cv2").start().waitFor() == 0) {
          return python;
        }
      } catch (IOException e) {
        // The next one may be there.
      }
    }
    return abort("no python3 has OpenCV (cv2)");
  }

  @Test
  void theMeanImageIsTurnedToRedFirst() throws Exception {
    Path file = write("net.caffemodel", NarrowNetworks.of("alexnet-caffe", CLASSES), false);
    ImportedModel without = read(file);
    assertArrayEquals(new float[] {122.67892f, 116.66877f, 104.00699f}, mean(without));
    assertTrue(
        without
            .notes()
            .contains(
                "There is no mean image; the mean colour of ILSVRC-2012 is subtracted instead."),
        without.notes().toString());
    int plane = 256 * 256;
    float[] blueFirst = new float[3 * plane];
    float[] redFirst = new float[3 * plane];
    for (int i = 0; i < blueFirst.length; i++) {
      blueFirst[i] = 100 + i / 5000f;
      redFirst[(2 - i / plane) * plane + i % plane] = blueFirst[i];
    }
    Path proto =
        Files.write(
            folder.resolve("imagenet_mean.binaryproto"),
            new ProtoBytes()
                .number(1, 1)
                .number(2, 3)
                .number(3, 256)
                .number(4, 256)
                .floats(5, blueFirst)
                .done());
    ImportedModel beside = read(file);
    assertArrayEquals(redFirst, mean(beside));
    assertTrue(
        beside.notes().contains("The mean image imagenet_mean.binaryproto is subtracted."),
        beside.notes().toString());
    Path other = folder.resolve("colours.npy");
    Files.write(other, NpyFile.of(new float[] {1, 2, 3}, 3));
    assertArrayEquals(
        new float[] {3, 2, 1}, mean(read(file, new ImportSettings(null, null, other))));
    Files.write(other, NpyFile.of(new float[] {1, 3, 5, 7, 20, 40}, 3, 1, 2));
    assertArrayEquals(
        new float[] {30, 6, 2}, mean(read(file, new ImportSettings(null, null, other))));
    Files.write(other, NpyFile.of(new float[] {1, 2}, 2));
    StudioException e =
        assertThrows(
            StudioException.class, () -> read(file, new ImportSettings(null, null, other)));
    assertTrue(e.why().contains("[2], where (3, height, width)"), e.why());
    Files.move(proto, folder.resolve("a.binaryproto"));
    Files.copy(folder.resolve("a.binaryproto"), folder.resolve("b.binaryproto"));
    assertTrue(
        read(file).notes().stream().anyMatch(note -> note.startsWith("Several mean images")));
    Path torch = ModelImportTest.fixture("narrow.pth");
    e =
        assertThrows(
            StudioException.class, () -> read(torch, new ImportSettings(null, null, other)));
    assertTrue(e.why().contains("does not subtract one"), e.why());
  }

  private static float[] mean(ImportedModel model) throws StudioException {
    try (SafetensorsFile file = Safetensors.read(model.weights())) {
      assertArrayEquals(new float[] {1, 1, 1}, file.tensor("normalise.scale").toFloats());
      return file.tensor("normalise.mean").toFloats();
    }
  }

  /** As Caffe's users train a network on: the last layer is renamed, so that it begins anew. */
  @ParameterizedTest
  @CsvSource({"alexnet-caffenet, false", "alexnet-caffenet, true", "alexnet-caffe, false"})
  void theLastLayerMayHaveAnotherName(String preset, boolean old) throws Exception {
    Experiment experiment = NarrowNetworks.of(preset, CLASSES);
    Path file = write("net.caffemodel", experiment, old);
    renameLast(file);
    ImportedModel model = read(file);
    assertEquals(preset, model.experiment().name());
    assertEquals("Caffe's layers, the last one own", model.naming());
    assertEquals("class 0", model.classNames().get(0));
    assertEquals(CLASSES, model.classNames().size());
    float[] image = NarrowNetworks.image(experiment.network(), 120);
    assertArrayEquals(
        ImportedNetworks.logits(
            experiment.network(), NarrowNetworks.weights(experiment.network()), image),
        ImportedNetworks.logits(model, image),
        1e-4f);
  }

  /** The new name is as long as the old one, so that all lengths in the file stay. */
  private static void renameLast(Path file) throws IOException {
    String renamed = new String(Files.readAllBytes(file), ISO_8859_1).replace("fc8", "own");
    Files.write(file, renamed.getBytes(ISO_8859_1));
  }

  /** A thousand classes of its own are not ImageNet's. */
  @Test
  void aRenamedLayersClassesHaveNumbersOnly() throws Exception {
    Experiment experiment = NarrowNetworks.of("alexnet-caffenet", 1000);
    Path file = write("net.caffemodel", experiment, false);
    assertEquals("tench", read(file).classNames().get(0));
    renameLast(file);
    assertEquals("class 999", read(file).classNames().get(999));
  }

  @Test
  void faultsAreNamed() throws Exception {
    Experiment experiment = NarrowNetworks.of("alexnet-caffe", CLASSES);
    Map<String, float[]> weights = NarrowNetworks.weights(experiment.network());
    ProtoBytes extra =
        new ProtoBytes()
            .text(1, "fc9")
            .text(2, "InnerProduct")
            .message(7, new ProtoBytes().number(4, 2).floats(5, 1, 2));
    ProtoBytes model = CaffeWriter.model(experiment.network(), weights, false);
    Path file = Files.write(folder.resolve("x.caffemodel"), model.message(100, extra).done());
    assertEquals("nearest is alexnet-caffe; extra: fc9[0]", refusal(file));
    weights.put("conv2.bias", new float[] {Float.NaN, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    Files.write(file, CaffeWriter.model(experiment.network(), weights, false).done());
    assertEquals("number 0 is NaN", refusal(file));
    // All tensors are AlexNet's, but the layers do something else.
    ProtoBytes sigmoid = new ProtoBytes().text(1, "s").text(2, "Sigmoid");
    Files.write(
        file,
        CaffeWriter.model(experiment.network(), NarrowNetworks.weights(experiment.network()), false)
            .message(100, sigmoid)
            .done());
    String why = refusal(file);
    assertTrue(why.contains("follow each other in another way: conv, relu, lrn, pool"), why);
    assertTrue(why.endsWith("fc, sigmoid"), why);
  }

  private String refusal(Path file) {
    StudioException e = assertThrows(StudioException.class, () -> read(file));
    assertEquals(StudioException.Kind.BAD_INPUT, e.kind());
    return e.why();
  }
}
