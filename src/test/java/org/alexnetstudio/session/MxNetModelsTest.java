package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.basicmodelzoo.cv.classification.AlexNet;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.UniformInitializer;
import ai.djl.training.initializer.XavierInitializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.InitSpec;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.network.ParameterShapes;
import org.alexnetstudio.run.ModelSidecar;
import org.alexnetstudio.support.LayerTypes;
import org.alexnetstudio.support.NarrowNetworks;
import org.alexnetstudio.training.ModelTensors;
import org.alexnetstudio.weights.MxNetFile;
import org.alexnetstudio.weights.Safetensors;
import org.alexnetstudio.weights.SafetensorsFile;
import org.alexnetstudio.weights.TensorSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MXNet and DJL load what is exported, and what they wrote is imported, with the same logits. */
class MxNetModelsTest {
  private static final int CLASSES = 5;

  @TempDir Path folder;

  /** A model of ours on the disk, whose mean is 1, 2, 3 and so on. */
  private Path model(Experiment experiment) throws Exception {
    List<TensorSource> tensors = sources(experiment.network(), "", '.');
    int channels = experiment.network().input().channels();
    float[] mean = new float[channels];
    float[] scale = new float[channels];
    for (int c = 0; c < channels; c++) {
      mean[c] = c + 1;
      scale[c] = 0.5f;
    }
    int side = experiment.data().resize().crop();
    tensors.addAll(ModelTensors.of(new Normaliser(channels, side, mean, scale)));
    Path file = folder.resolve("model.safetensors");
    Safetensors.write(file, Map.of(), tensors);
    List<String> classes = List.of("ape", "bee", "cat", "dog", "eel");
    Files.writeString(
        folder.resolve("model.json"), new ModelSidecar(experiment, classes, "", 7).toJson());
    return file;
  }

  private static List<TensorSource> sources(NetworkSpec network, String prefix, char separator) {
    Map<String, long[]> shapes = ParameterShapes.of(network);
    List<TensorSource> tensors = new ArrayList<>();
    NarrowNetworks.weights(network)
        .forEach(
            (name, numbers) ->
                tensors.add(
                    TensorSource.of(
                        prefix + name.replace('.', separator), shapes.get(name), numbers)));
    return tensors;
  }

  private static float[] answers(Block block, NDManager manager, ImageShape in, float[] image) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray batch =
          scope.create(
              FloatBuffer.wrap(image), new Shape(1, in.channels(), in.height(), in.width()));
      return block
          .forward(new ParameterStore(scope, false), new NDList(batch), false)
          .singletonOrThrow()
          .toFloatArray();
    }
  }

  private void exportAndHoldAgainst(Experiment experiment) throws Exception {
    NetworkSpec network = experiment.network();
    float[] image = NarrowNetworks.image(network, 60);
    float[] ours = ImportedNetworks.logits(network, NarrowNetworks.weights(network), image);
    assertTrue(Math.abs(ours[0] - ours[1]) > 0.01, "the logits differ");
    Path out = folder.resolve("theirs/net.params");
    List<Path> files = ModelExport.open(model(experiment)).writeMxNet(out);
    assertEquals(
        List.of("net-0000.params", "net-symbol.json", "net-input.json", "synset.txt"),
        files.stream().map(file -> file.getFileName().toString()).toList());
    try (Model mxnet = Model.newInstance("net", "MXNet")) {
      mxnet.load(folder.resolve("theirs"), "net");
      float[] theirs = answers(mxnet.getBlock(), mxnet.getNDManager(), network.input(), image);
      assertArrayEquals(ours, theirs, 1e-4f);
    }
    assertEquals(List.of("ape", "bee", "cat", "dog", "eel"), Files.readAllLines(files.get(3)));
    JsonNode input = new ObjectMapper().readTree(files.get(2).toFile());
    assertTrue(input.get("mean").asText().startsWith("[1.0"), input.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alexnet-2012",
        "alexnet-caffenet",
        "alexnet-torchvision",
        "alexnet-djl",
        "alexnet-cifar10",
        "alexnet-fashion-mnist"
      })
  void mxNetLoadsWhatIsExported(String preset) throws Exception {
    Experiment experiment = NarrowNetworks.of(preset, CLASSES);
    exportAndHoldAgainst(experiment);
    // And it comes back as what it was.
    ImportedModel again =
        ModelImport.read(
            folder.resolve("theirs/net-0000.params"),
            folder.resolve("again"),
            ImportSettings.RECOGNISE);
    assertEquals("MXNet's names", again.naming());
    assertEquals(experiment.network(), again.experiment().network());
    assertEquals(List.of("ape", "bee", "cat", "dog", "eel"), again.classNames());
    try (SafetensorsFile file = Safetensors.read(again.weights())) {
      assertEquals(1, file.tensor(ModelTensors.MEAN).toFloats()[0]);
      assertEquals(0.5f, file.tensor(ModelTensors.SCALE).toFloats()[0]);
    }
    Files.writeString(folder.resolve("theirs/net-input.json"), "{\"scale\": \"null\"}");
    assertThrows(StudioException.class, () -> read(folder.resolve("theirs/net-0000.params")));
  }

  /** Windows over the edge, unequal cells, other functions: what no preset has. */
  @Test
  void mxNetLoadsUnusualLayers() throws Exception {
    Experiment experiment = NarrowNetworks.of("alexnet-cifar10", CLASSES);
    List<LayerSpec> layers =
        List.of(
            new LayerSpec.Conv("c1", 6, 3, 1, 1, 1, InitSpec.PAPER),
            new LayerSpec.Tanh("t1"),
            // 32 pixels rounded up with padding: the last window would begin outside.
            new LayerSpec.MaxPool("m1", 2, 3, 1, true),
            new LayerSpec.Lrn("l1", 2, 3, 0.5, 0.75),
            new LayerSpec.Conv("c2", 8, 3, 1, 1, 2, InitSpec.PAPER),
            new LayerSpec.Relu("r2"),
            new LayerSpec.AvgPool("a2", 2, 2, 1, true),
            new LayerSpec.AdaptiveAvgPool("p2", 4),
            new LayerSpec.Dropout("d2", 0.5),
            new LayerSpec.FullyConnected("out", CLASSES, InitSpec.PAPER));
    exportAndHoldAgainst(
        experiment.withNetwork(
            LayerTypes.all(new NetworkSpec(experiment.network().input(), layers))));
  }

  private ImportedModel read(Path file) throws StudioException {
    return ModelImport.read(
        file, folder.resolve("out-" + System.nanoTime()), ImportSettings.RECOGNISE);
  }

  /** As MXNet's converter names the layers of Caffe's networks; red first there. */
  @Test
  void namesOfConvertedNetworksWithAndWithoutTheirSymbol() throws Exception {
    Experiment experiment = NarrowNetworks.of("alexnet-caffenet", CLASSES);
    NetworkSpec network = experiment.network();
    Path alone = folder.resolve("alone-0000.params");
    MxNetFile.write(alone, sources(network, "arg:", '_'));
    ImportedModel model = read(alone);
    assertEquals("alexnet-caffe", model.experiment().name());
    assertTrue(
        model.notes().get(0).startsWith("alexnet-caffenet, alexnet-2012 would fit"),
        model.notes().toString());
    Path whole = folder.resolve("caffenet-0000.params");
    Files.copy(alone, whole);
    Files.writeString(
        folder.resolve("caffenet-symbol.json"),
        Files.readString(ModelExport.open(model(experiment)).writeMxNet(folder.resolve("x")).get(1))
            // As older versions wrote them.
            .replace("\"attrs\" : {\n      \"act_type\"", "\"param\" : {\n      \"act_type\""));
    model = read(whole);
    assertEquals("alexnet-caffenet", model.experiment().name());
    float[] image = NarrowNetworks.image(network, 60);
    assertArrayEquals(
        ImportedNetworks.logits(network, NarrowNetworks.weights(network), image),
        ImportedNetworks.logits(model, image),
        1e-4f);
    Files.writeString(folder.resolve("caffenet-symbol.json"), "{\"nodes\": []}");
    StudioException e = assertThrows(StudioException.class, () -> read(whole));
    assertTrue(e.why().contains("no operators"), e.why());
  }

  @Test
  void gluonsNamesBothWays() throws Exception {
    Experiment experiment = NarrowNetworks.of("alexnet-torchvision", CLASSES);
    Map<String, float[]> weights = NarrowNetworks.weights(experiment.network());
    List<String> saved =
        List.of(
            "features.0",
            "features.2",
            "features.4",
            "features.5",
            "features.6",
            "features.9",
            "features.11",
            "output");
    List<String> exported =
        List.of("conv0", "conv1", "conv2", "conv3", "conv4", "dense0", "dense1", "dense2");
    List<TensorSource> ours = sources(experiment.network(), "", '.');
    for (boolean export : new boolean[] {false, true}) {
      List<TensorSource> theirs = new ArrayList<>();
      for (int i = 0; i < ours.size(); i++) {
        String part = i % 2 == 0 ? "weight" : "bias";
        String name =
            export
                ? "arg:alexnet0_" + exported.get(i / 2) + "_" + part
                : saved.get(i / 2) + "." + part;
        TensorSource tensor = ours.get(i);
        theirs.add(new TensorSource(name, tensor.dtype(), tensor.shape(), tensor.data()));
      }
      Path file = folder.resolve("gluon.params");
      MxNetFile.write(file, theirs);
      ImportedModel model = read(file);
      assertEquals("alexnet-torchvision", model.experiment().name());
      assertEquals("the names of MXNet's Gluon", model.naming());
      float[] image = NarrowNetworks.image(experiment.network(), 2);
      assertArrayEquals(
          ImportedNetworks.logits(experiment.network(), weights, image),
          ImportedNetworks.logits(model, image),
          1e-4f);
      MxNetFile.write(file, theirs.subList(0, 15));
      StudioException e = assertThrows(StudioException.class, () -> read(file));
      assertEquals("nearest is alexnet-torchvision; missing: " + theirs.get(15).name(), e.why());
    }
  }

  @Test
  void djlsOwnAlexNet() throws Exception {
    Block block =
        AlexNet.alexNet(AlexNet.builder().setNumChannels(new int[] {8, 12, 16, 12, 12, 32, 24}));
    float[] image = NarrowNetworks.image(NarrowNetworks.of("alexnet-djl", 10).network(), 1);
    float[] theirs;
    try (Model djl = Model.newInstance("alexnet", "MXNet")) {
      block.setInitializer(new XavierInitializer(), Parameter.Type.WEIGHT);
      block.setInitializer(new UniformInitializer(0.5f), Parameter.Type.BIAS);
      block.initialize(djl.getNDManager(), DataType.FLOAT32, new Shape(1, 3, 224, 224));
      djl.setBlock(block);
      djl.setProperty("Epoch", "3");
      djl.save(folder, "alexnet");
      theirs = answers(block, djl.getNDManager(), new ImageShape(3, 224, 224), image);
    }
    ImportedModel model = read(folder.resolve("alexnet-0003.params"));
    assertEquals("alexnet-djl", model.experiment().name());
    assertEquals("the order of DJL's blocks", model.naming());
    assertEquals(16, model.tensors());
    assertTrue(Math.abs(theirs[0] - theirs[1]) > 0.01, "the logits differ");
    assertArrayEquals(theirs, ImportedNetworks.logits(model, image), 1e-4f);
    try (SafetensorsFile file = Safetensors.read(model.weights())) {
      assertArrayEquals(new float[] {0, 0, 0}, file.tensor(ModelTensors.MEAN).toFloats());
      assertEquals(1 / 255f, file.tensor(ModelTensors.SCALE).toFloats()[0], 1e-9f);
    }
  }
}
