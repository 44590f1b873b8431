package org.alexnetstudio.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import ai.djl.ndarray.NDManager;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Crops;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.run.ModelSidecar;
import org.alexnetstudio.support.NarrowNetworks;
import org.alexnetstudio.training.ModelTensors;
import org.alexnetstudio.weights.Safetensors;
import org.alexnetstudio.weights.SafetensorsFile;
import org.alexnetstudio.weights.TensorSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelExportTest {
  /**
   * Reads safetensors by PyTorch's own means, and passes one image through torchvision's layers.
   */
  private static final String TORCH =
      """
      import json, struct, sys
      import torch
      from torch import nn
      try:
          from safetensors.torch import load_file
          state = load_file(sys.argv[1])
      except ImportError:
          data = open(sys.argv[1], 'rb').read()
          length, = struct.unpack('<Q', data[:8])
          header = json.loads(data[8:8 + length])
          header.pop('__metadata__')
          state = {}
          for name, tensor in header.items():
              assert tensor['dtype'] == 'F32'
              begin, end = (8 + length + offset for offset in tensor['data_offsets'])
              numbers = torch.frombuffer(bytearray(data[begin:end]), dtype=torch.float32)
              state[name] = numbers.reshape(tensor['shape'])
      class AlexNet(nn.Module):
          def __init__(self):
              super().__init__()
              self.features = nn.Sequential(
                  nn.Conv2d(3, 8, 11, 4, 2), nn.ReLU(), nn.MaxPool2d(3, 2),
                  nn.Conv2d(8, 12, 5, padding=2), nn.ReLU(), nn.MaxPool2d(3, 2),
                  nn.Conv2d(12, 16, 3, padding=1), nn.ReLU(),
                  nn.Conv2d(16, 12, 3, padding=1), nn.ReLU(),
                  nn.Conv2d(12, 12, 3, padding=1), nn.ReLU(), nn.MaxPool2d(3, 2))
              self.avgpool = nn.AdaptiveAvgPool2d((6, 6))
              self.classifier = nn.Sequential(
                  nn.Dropout(), nn.Linear(432, 32), nn.ReLU(),
                  nn.Dropout(), nn.Linear(32, 24), nn.ReLU(), nn.Linear(24, 5))
          def forward(self, x):
              return self.classifier(torch.flatten(self.avgpool(self.features(x)), 1))
      model = AlexNet().eval()
      model.load_state_dict(state, strict=True)
      image = torch.frombuffer(bytearray(open(sys.argv[2], 'rb').read()), dtype=torch.float32)
      with torch.no_grad():
          print(*model(image.reshape(1, 3, 224, 224))[0].tolist())
      """;

  private static final List<String> CLASSES = List.of("ape", "bee", "cat", "dog", "eel");

  @TempDir Path folder;

  /** A preset with few filters, and five classes. */
  private static Experiment narrow(String preset) throws StudioException {
    return NarrowNetworks.of(preset, CLASSES.size());
  }

  private Network network(Experiment experiment) throws StudioException {
    return new Network(experiment.network(), ComputeDevice.open("MXNet", "cpu"), 5);
  }

  /** Writes a model as a training does. */
  private Path model(Experiment experiment, Network network, Normaliser normaliser)
      throws IOException {
    List<TensorSource> tensors = new ArrayList<>();
    for (String name : network.parameterNames()) {
      tensors.add(new TensorSource(name, network.parameterShape(name), () -> network.read(name)));
    }
    tensors.addAll(ModelTensors.of(normaliser));
    Path file = folder.resolve("model.safetensors");
    Safetensors.write(file, Map.of(), tensors);
    Files.writeString(
        folder.resolve("model.json"), new ModelSidecar(experiment, CLASSES, "", 7).toJson());
    return file;
  }

  private static float[] noise(int count) {
    SplittableRandom random = new SplittableRandom(3);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextDouble(-2, 2);
    }
    return numbers;
  }

  private static float[] logits(Network network, float[] image) {
    try (NDManager scope = network.manager().newSubManager()) {
      return network.forward(network.batch(scope, FloatBuffer.wrap(image), 1)).toFloatArray();
    }
  }

  @Test
  void torchvisionsLayersGetTorchvisionsNamesAndGoIntoPyTorch() throws Exception {
    Experiment experiment = narrow("alexnet-torchvision");
    Normaliser normaliser = Normaliser.of(experiment.data().normalise(), 3, 256, null);
    Path out = folder.resolve("theirs.safetensors");
    float[] image = noise(experiment.network().input().size());
    float[] ours;
    try (Network network = network(experiment)) {
      ModelExport.open(model(experiment, network, normaliser)).writeSafetensors(out, false);
      ours = logits(network, image);
      try (SafetensorsFile file = Safetensors.read(out)) {
        assertEquals(
            List.of(
                "features.0",
                "features.3",
                "features.6",
                "features.8",
                "features.10",
                "classifier.1",
                "classifier.4",
                "classifier.6"),
            file.names().stream()
                .filter(name -> name.endsWith(".weight"))
                .map(name -> name.replace(".weight", ""))
                .toList());
        float[] third = new float[(int) network.parameter("conv3.weight").size()];
        network.read("conv3.weight").get(third);
        assertArrayEquals(third, file.tensor("features.6.weight").toFloats());
        assertEquals("pt", file.metadata().get("format"));
        assertEquals(
            "[\"ape\",\"bee\",\"cat\",\"dog\",\"eel\"]", file.metadata().get("classNames"));
        assertTrue(file.metadata().get("mean").startsWith("[123.67"), file.metadata()::toString);
      }
    }
    String python = pythonWithTorch();
    byte[] bytes = new byte[image.length * Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(image);
    Path input = Files.write(folder.resolve("image.bin"), bytes);
    Process torch = start(python, TORCH, out.toString(), input.toString());
    String[] printed = new String(torch.getInputStream().readAllBytes(), UTF_8).strip().split(" ");
    assertEquals(0, torch.waitFor(), () -> String.join(" ", printed));
    float[] theirs = new float[printed.length];
    for (int i = 0; i < theirs.length; i++) {
      theirs[i] = Float.parseFloat(printed[i]);
    }
    assertArrayEquals(ours, theirs, 1e-4f);
  }

  /** Debian's own has the package python3-torch where another one comes first on the path. */
  private static String pythonWithTorch() throws InterruptedException {
    for (String python : List.of("python3", "/usr/bin/python3")) {
      try {
        if (start(python, "import torch").waitFor() == 0) {
          return python;
        }
      } catch (IOException e) {
        // The next one may be there.
      }
    }
    return abort("no python3 has torch");
  }

  private static Process start(String... pythonAndArguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(pythonAndArguments));
    command.add(1, "-c");
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  @Test
  void otherLayersKeepTheirNamesAndTheirNormalisation() throws Exception {
    Experiment experiment = narrow("alexnet-2012");
    Path out = folder.resolve("ours.safetensors");
    Normaliser normaliser = meanImage();
    try (Network network = network(experiment)) {
      ModelExport.open(model(experiment, network, normaliser)).writeSafetensors(out, false);
      try (SafetensorsFile file = Safetensors.read(out)) {
        TreeSet<String> expected = new TreeSet<>(network.parameterNames());
        expected.addAll(List.of(ModelTensors.MEAN, ModelTensors.SCALE));
        assertEquals(expected, new TreeSet<>(file.names()));
        assertArrayEquals(normaliser.mean(), file.tensor(ModelTensors.MEAN).toFloats());
      }
    }
  }

  private static Normaliser meanImage() {
    float[] mean = noise(3 * 256 * 256);
    for (int i = 0; i < mean.length; i++) {
      mean[i] = 120 + 10 * mean[i] + i / 10_000f;
    }
    return new Normaliser(3, 256, mean, new float[] {1, 1, 1});
  }

  /** All that another program knows is the file: an image must become the same logits. */
  @Test
  void onnxSaysHowAnImageBecomesItsInput() throws Exception {
    Experiment experiment = narrow("alexnet-2012");
    Path out = folder.resolve("model.onnx");
    Normaliser normaliser = meanImage();
    byte[] packed = new byte[3 * 256 * 256];
    new java.util.Random(4).nextBytes(packed);
    try (Network network = network(experiment)) {
      ModelExport.open(model(experiment, network, normaliser)).writeOnnx(out);
      int side = experiment.network().input().height();
      float[] ours = logits(network, Crops.centre(normaliser, packed, side));
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (OrtSession session =
          environment.createSession(out.toString(), new OrtSession.SessionOptions())) {
        Map<String, String> texts = session.getMetadata().getCustomMetadata();
        assertEquals("RGB", texts.get("colourOrder"));
        assertEquals("256", texts.get("shorterSide"));
        JsonNode classes = new ObjectMapper().readTree(texts.get("classNames"));
        assertEquals(CLASSES.get(4), classes.get(4).asText());
        float[] input = input(packed, texts, experiment.network().input());
        try (OnnxTensor tensor =
                OnnxTensor.createTensor(
                    environment, FloatBuffer.wrap(input), new long[] {1, 3, side, side});
            OrtSession.Result result = session.run(Map.of("input", tensor))) {
          float[][] theirs = (float[][]) result.get("logits").orElseThrow().getValue();
          assertArrayEquals(ours, theirs[0], 1e-4f);
        }
      }
    }
  }

  private static float[] input(byte[] packed, Map<String, String> texts, ImageShape shape)
      throws IOException {
    int crop = Integer.parseInt(texts.get("crop"));
    int side = Integer.parseInt(texts.get("inputCrop"));
    JsonNode scale = new ObjectMapper().readTree(texts.get("scale"));
    FloatBuffer mean =
        ByteBuffer.wrap(Base64.getDecoder().decode(texts.get("meanImage")))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    float[] input = new float[shape.size()];
    int begin = (crop - side) / 2;
    for (int i = 0; i < input.length; i++) {
      int channel = i / (side * side);
      int row = begin + i / side % side;
      int at = (channel * crop + row) * crop + begin + i % side;
      input[i] = ((packed[at] & 0xff) - mean.get(at)) * scale.get(channel).floatValue();
    }
    return input;
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() throws Exception {
    Experiment experiment = narrow("alexnet-2012");
    Experiment other = narrow("alexnet-torchvision");
    Path model;
    try (Network network = network(experiment)) {
      model = model(other, network, meanImage());
    }
    Path out = folder.resolve("model.onnx");
    StudioException e =
        assertThrows(StudioException.class, () -> ModelExport.open(model).writeOnnx(out));
    assertTrue(e.why().contains("conv2.weight has the shape"), e.getMessage());
    assertTrue(Files.notExists(out));
  }

  @Test
  void theModelItselfIsNotOverwritten() throws Exception {
    Experiment experiment = narrow("alexnet-2012");
    try (Network network = network(experiment)) {
      Path model = model(experiment, network, meanImage());
      byte[] before = Files.readAllBytes(model);
      StudioException e =
          assertThrows(
              StudioException.class, () -> ModelExport.open(model).writeSafetensors(model, false));
      assertTrue(e.why().contains("the model itself"), e.getMessage());
      assertArrayEquals(before, Files.readAllBytes(model));
    }
  }

  @Test
  void labelsAreOneALine() throws Exception {
    Experiment experiment = narrow("alexnet-2012");
    try (Network network = network(experiment)) {
      ModelExport.open(model(experiment, network, meanImage()))
          .writeLabels(folder.resolve("labels.txt"));
    }
    assertEquals(CLASSES, Files.readAllLines(folder.resolve("labels.txt")));
  }
}
