package org.alexnetstudio.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that PyTorch itself wrote ({@code torch/make.py}). */
class TorchFileTest {
  private static final List<String> NARROW =
      List.of(
          "features.0.weight",
          "features.0.bias",
          "features.3.weight",
          "features.3.bias",
          "features.6.weight",
          "features.6.bias",
          "features.8.weight",
          "features.8.bias",
          "features.10.weight",
          "features.10.bias",
          "classifier.1.weight",
          "classifier.1.bias",
          "classifier.4.weight",
          "classifier.4.bias",
          "classifier.6.weight",
          "classifier.6.bias");

  private static Path fixture(String name) {
    try {
      return Path.of(TorchFileTest.class.getResource("/torch/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"variety.pth", "variety-legacy.pth"})
  void everyTypeAndEveryPlaceInAStorageIsRead(String file) throws Exception {
    JsonNode expected =
        new ObjectMapper().readTree(fixture("expected.json").toFile()).get("variety");
    Map<String, DType> types =
        Map.of(
            "double", DType.F64,
            "half", DType.F16,
            "brain", DType.BF16,
            "counter", DType.I64,
            "ints", DType.I32,
            "bytes", DType.U8,
            "flags", DType.BOOL);
    Map<String, long[]> shapes =
        Map.of(
            "transposed", new long[] {6, 4},
            "part", new long[] {2, 3},
            "same", new long[] {4, 6},
            "column", new long[] {4},
            "number", new long[0],
            "empty", new long[] {2, 0},
            "counter", new long[0],
            "parameter", new long[] {1, 2});
    try (TensorFile open = TensorFile.open(fixture(file))) {
      assertEquals(expected.size(), open.names().size());
      for (String name : open.names()) {
        Tensor tensor = open.tensor(name);
        assertEquals(types.getOrDefault(name, DType.F32), tensor.dtype(), name);
        assertEquals(tensor.dtype(), open.dtype(name));
        assertArrayEquals(tensor.shape(), open.shapes().get(name));
        if (shapes.containsKey(name)) {
          assertArrayEquals(shapes.get(name), tensor.shape(), name);
        }
        if (tensor.dtype().isFloatingPoint()) {
          float[] floats = new ObjectMapper().convertValue(expected.get(name), float[].class);
          assertArrayEquals(floats, tensor.toFloats(), name);
        }
      }
      assertEquals(12345678901L, open.tensor("counter").data().getLong());
      assertArrayEquals(new int[] {-1, 2}, open.tensor("ints").toInts());
      assertEquals(ByteBuffer.wrap(new byte[] {0, -1}), open.tensor("bytes").data());
      assertEquals(ByteBuffer.wrap(new byte[] {1, 0}), open.tensor("flags").data());
      StudioException e = assertThrows(StudioException.class, () -> open.tensor("fc9"));
      assertTrue(e.why().contains("\"transposed\""), e.why());
    }
  }

  @Test
  void bothFormsHoldTheSame() throws Exception {
    try (TensorFile zip = TensorFile.open(fixture("narrow.pth"));
        TensorFile legacy = TensorFile.open(fixture("narrow-legacy.pth"));
        TensorFile checkpoint = TensorFile.open(fixture("checkpoint.pth"))) {
      assertEquals(NARROW, zip.names());
      assertEquals(NARROW, legacy.names());
      assertEquals(NARROW.stream().map(n -> "module." + n).toList(), checkpoint.names());
      for (String name : NARROW) {
        float[] numbers = zip.tensor(name).toFloats();
        assertArrayEquals(numbers, legacy.tensor(name).toFloats(), name);
        assertArrayEquals(numbers, checkpoint.tensor("module." + name).toFloats(), name);
      }
    }
  }

  /** The first versions: parameters as objects of their class, texts as bytes, pairs in a list. */
  @Test
  void whatTheFirstVersionsWroteIsRead(@TempDir Path folder) throws Exception {
    byte[] pickle =
        new TorchBytes()
            .protocol(2)
            .global("collections", "OrderedDict")
            .op(']', ']', 'U', 1, 'a')
            .op('a')
            .global("torch.nn.parameter", "Parameter")
            .global("torch._utils", "_rebuild_tensor")
            .op('(', '(', 'U', 7)
            .bytes("storage".getBytes(StandardCharsets.US_ASCII))
            .global("torch", "FloatStorage")
            .text("0")
            .text("cpu")
            .number(3)
            // A part of the storage: two numbers from number 1 on.
            .op('(', 'U', 1, 'v')
            .number(1)
            .number(2)
            .op('t', 't', 'Q')
            .number(1)
            .numbers(1)
            .numbers(1)
            .op('t', 'R', 0x85, 0x81, '(', 0x88, 0x89, '}', 't', 'b', 'a', 'a')
            .op(0x85, 'R', '.')
            .done();
    byte[] data = ByteBuffer.allocate(12).putInt(8, 0x0000803f).array();
    Path file = folder.resolve("old.pth");
    Files.write(file, TorchBytes.legacy(pickle, "0", 3, data));
    try (TensorFile open = TensorFile.open(file)) {
      assertArrayEquals(new float[] {1}, open.tensor("a").toFloats());
    }
  }

  @Test
  void aWholeModuleIsAProgramAndRefusedByName() {
    StudioException e =
        assertThrows(
            StudioException.class, () -> TensorFile.open(fixture("whole-module.pth")).close());
    assertTrue(e.why().contains("\"torchvision.models.alexnet.AlexNet\""), e.why());
    assertTrue(e.remedy().contains("state_dict()"), e.remedy());
  }

  /** Whatever is missing at the end: a clear message. */
  @ParameterizedTest
  @ValueSource(strings = {"narrow.pth", "narrow-legacy.pth", "checkpoint.pth"})
  void cutAnywhereItIsRefused(String name, @TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(fixture(name));
    Path file = folder.resolve("cut.pth");
    for (int size = 0; size < whole.length; size += size < 3000 ? 13 : 131) {
      Files.write(file, Arrays.copyOf(whole, size));
      StudioException e =
          assertThrows(StudioException.class, () -> TensorFile.open(file).close(), "size " + size);
      assertEquals(StudioException.Kind.BAD_INPUT, e.kind());
      assertTrue(e.what().startsWith(file.toString()), e.what());
    }
  }

  /** No bit of pickle, zip or lengths can be changed so that anything else happens. */
  @ParameterizedTest
  @ValueSource(strings = {"variety.pth", "variety-legacy.pth"})
  void withAnyBitChangedItIsReadOrRefused(String name, @TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(fixture(name));
    Path file = folder.resolve("changed.pth");
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= (byte) (1 << i % 8);
      Files.write(file, changed);
      try (TensorFile open = TensorFile.open(file)) {
        for (String tensor : open.names()) {
          open.tensor(tensor);
        }
      } catch (StudioException e) {
        assertEquals(StudioException.Kind.BAD_INPUT, e.kind());
      }
    }
  }
}
