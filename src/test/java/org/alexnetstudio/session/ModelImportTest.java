package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.support.Folders;
import org.alexnetstudio.weights.Safetensors;
import org.alexnetstudio.weights.SafetensorsFile;
import org.alexnetstudio.weights.TensorFile;
import org.alexnetstudio.weights.TensorSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights of PyTorch's give PyTorch's logits; weights of something else are refused. */
class ModelImportTest {
  private static final int SIDE = 224;

  @TempDir Path folder;

  static Path fixture(String name) {
    try {
      return Path.of(ModelImportTest.class.getResource("/torch/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The image of torch/make.py. */
  private static float[] image() {
    float[] image = new float[3 * SIDE * SIDE];
    for (int c = 0, i = 0; c < 3; c++) {
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          image[i++] = (c * 17 + y * 3 + x * 5) % 64 / 16f - 2;
        }
      }
    }
    return image;
  }

  static float[] logits(ImportedModel model) throws StudioException {
    return ImportedNetworks.logits(model, image());
  }

  static float[] expected(Path json) throws IOException {
    JsonNode logits = new ObjectMapper().readTree(json.toFile()).get("logits");
    return new ObjectMapper().convertValue(logits, float[].class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"narrow.pth", "narrow-legacy.pth", "checkpoint.pth"})
  void logitsArePyTorchs(String file) throws Exception {
    ImportedModel model =
        ModelImport.read(fixture(file), folder.resolve("model"), ImportSettings.RECOGNISE);
    assertEquals("alexnet-torchvision", model.experiment().name());
    assertEquals(16, model.tensors());
    assertEquals(5814, model.parameters());
    assertEquals(IntStream.range(0, 10).mapToObj(i -> "class " + i).toList(), model.classNames());
    assertEquals(
        List.of("model.json", "model.safetensors"), Folders.names(folder.resolve("model")));
    assertArrayEquals(expected(fixture("expected.json")), logits(model), 1e-4f);
    try (SafetensorsFile open = Safetensors.read(model.weights())) {
      assertArrayEquals(
          new float[] {123.675f, 116.28f, 103.53f},
          open.tensor("normalise.mean").toFloats(),
          1e-4f);
      assertArrayEquals(
          new float[] {1 / 58.395f, 1 / 57.12f, 1 / 57.375f},
          open.tensor("normalise.scale").toFloats(),
          1e-7f);
    }
    StudioException again =
        assertThrows(
            StudioException.class,
            () ->
                ModelImport.read(fixture(file), folder.resolve("model"), ImportSettings.RECOGNISE));
    assertTrue(again.why().contains("is there already"), again.why());
  }

  /** The narrow weights after a change, as safetensors. */
  private Path changed(String name, Consumer<Map<String, TensorSource>> change) throws Exception {
    Map<String, TensorSource> tensors = new LinkedHashMap<>();
    try (TensorFile open = TensorFile.open(fixture("narrow.pth"))) {
      for (String each : open.names()) {
        tensors.put(
            each, TensorSource.of(each, open.shapes().get(each), open.tensor(each).toFloats()));
      }
    }
    change.accept(tensors);
    Path file = folder.resolve(name);
    Safetensors.write(file, Map.of(), List.copyOf(tensors.values()));
    return file;
  }

  private String refusal(Path file, ImportSettings settings) throws IOException {
    Path out = folder.resolve("refused");
    StudioException e =
        assertThrows(StudioException.class, () -> ModelImport.read(file, out, settings));
    assertEquals(StudioException.Kind.BAD_INPUT, e.kind());
    if (Files.exists(out)) {
      assertEquals(List.of(), Folders.names(out));
    }
    return e.why();
  }

  @Test
  void safetensorsWithTorchvisionsNamesAndThenWithOurs() throws Exception {
    Path labels = Files.writeString(folder.resolve("l.txt"), "a\nb\nc\nd\ne\nf\ng\nh\ni\nщ\n");
    ImportedModel first =
        ModelImport.read(
            changed("tv.safetensors", tensors -> {}),
            folder.resolve("first.safetensors"),
            new ImportSettings(null, labels));
    assertEquals("щ", first.classNames().get(9));
    assertTrue(Files.exists(folder.resolve("first.json")));
    ImportedModel second =
        ModelImport.read(first.weights(), folder.resolve("second"), ImportSettings.RECOGNISE);
    assertEquals(first.experiment(), second.experiment());
    assertEquals(first.classNames(), second.classNames());
    assertArrayEquals(expected(fixture("expected.json")), logits(second), 1e-4f);
    // Without its description, shapes alone can't tell: it is told, and can be chosen.
    Files.delete(folder.resolve("first.json"));
    ImportedModel third =
        ModelImport.read(first.weights(), folder.resolve("third"), ImportSettings.RECOGNISE);
    assertTrue(
        third.notes().stream().anyMatch(note -> note.contains("--preset")),
        third.notes().toString());
    ImportedModel chosen =
        ModelImport.read(
            first.weights(),
            folder.resolve("chosen"),
            new ImportSettings("alexnet-torchvision", null));
    assertEquals(first.experiment(), chosen.experiment());
  }

  @Test
  void eachFaultIsNamed() throws Exception {
    Path file =
        changed(
            "faults.safetensors",
            tensors -> {
              tensors.remove("features.3.bias");
              tensors.put(
                  "features.1.weight", TensorSource.of("features.1.weight", new long[] {2}, 1, 2));
              tensors.put(
                  "features.10.bias", TensorSource.of("features.10.bias", new long[] {3}, 1, 2, 3));
            });
    String why = refusal(file, ImportSettings.RECOGNISE);
    assertEquals(
        "nearest is alexnet-torchvision; missing: features.3.bias; extra: features.1.weight;"
            + " of another shape: features.10.bias is [3] for [4]",
        why);
  }

  @Test
  void otherNetworksAreRefused() throws Exception {
    Path file = folder.resolve("other.safetensors");
    Safetensors.write(
        file, Map.of(), List.of(TensorSource.of("layer1.0.conv1.w", new long[] {1}, 1)));
    assertTrue(refusal(file, ImportSettings.RECOGNISE).contains("other names: layer1.0.conv1.w"));
    Safetensors.write(file, Map.of(), List.of(TensorSource.ofInts("steps", new long[] {1}, 1)));
    assertTrue(refusal(file, ImportSettings.RECOGNISE).contains("no tensors of floating-point"));
    String why = refusal(fixture("narrow.pth"), new ImportSettings("alexnet-2012", null));
    assertTrue(why.contains("other names"), why);
    assertTrue(
        refusal(fixture("narrow.pth"), new ImportSettings("alexnet-2013", null))
            .contains("alexnet-2012-one-tower"));
    Path labels = Files.writeString(folder.resolve("l.txt"), "a\nb\n");
    assertTrue(
        refusal(fixture("narrow.pth"), new ImportSettings(null, labels))
            .contains("2 names for 10 classes"));
  }

  @Test
  void aFileOfManyTensorsIsRefusedSoon() throws Exception {
    List<TensorSource> tensors = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      tensors.add(TensorSource.of("x." + i + ".features.0.weight", new long[0], 1));
    }
    Path file = folder.resolve("many.safetensors");
    Safetensors.write(file, Map.of(), tensors);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    String why = refusal(file, ImportSettings.RECOGNISE);
    long milliseconds = (threads.getCurrentThreadCpuTime() - start) / 1_000_000;
    assertTrue(milliseconds < 1000, milliseconds + " ms");
    assertEquals("there are 40000 tensors, where an AlexNet has 16", why);
    Safetensors.write(file, Map.of(), tensors.subList(0, 1900));
    String extra = refusal(file, ImportSettings.RECOGNISE);
    assertTrue(extra.contains("extra: ") && extra.contains("more"), extra);
    assertTrue(extra.length() < 3000, extra);
  }

  @Test
  void weightsThatAreNoNumbersAreRefused() throws Exception {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Path file =
          changed(
              "nan.safetensors",
              tensors ->
                  tensors.put(
                      "features.10.bias",
                      TensorSource.of("features.10.bias", new long[] {4}, 1, 2, bad, 4)));
      assertTrue(refusal(file, ImportSettings.RECOGNISE).contains("number 2 is " + bad));
    }
  }

  @Test
  void imageNetHasAThousandDifferentClasses() {
    List<String> names = ImageNetClasses.names();
    assertEquals(1000, names.stream().distinct().count());
    assertEquals("tench", names.get(0));
    assertEquals("tabby", names.get(281));
    assertEquals("toilet tissue", names.get(999));
  }
}
