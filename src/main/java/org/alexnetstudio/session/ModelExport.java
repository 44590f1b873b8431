package org.alexnetstudio.session;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.network.MxNetGraph;
import org.alexnetstudio.network.OnnxGraph;
import org.alexnetstudio.network.TorchvisionLayout;
import org.alexnetstudio.run.AtomicFiles;
import org.alexnetstudio.run.ModelFiles;
import org.alexnetstudio.run.ModelSidecar;
import org.alexnetstudio.training.ModelTensors;
import org.alexnetstudio.weights.Half;
import org.alexnetstudio.weights.MxNetFile;
import org.alexnetstudio.weights.OnnxFile;
import org.alexnetstudio.weights.Safetensors;
import org.alexnetstudio.weights.TensorSource;

/**
 * A trained model as files of other programs. Each appears whole or not at all, and replaces one of
 * its name. No engine is needed.
 */
public final class ModelExport {
  private final Path weights;
  private final ModelSidecar sidecar;

  private ModelExport(Path weights, ModelSidecar sidecar) {
    this.weights = weights;
    this.sidecar = sidecar;
  }

  /**
   * Finds a model.
   *
   * @param model a run folder (its best checkpoint counts), a checkpoint folder, or a weights file
   *     with its sidecar
   * @throws StudioException where there is none, or its description can't be read
   */
  public static ModelExport open(Path model) throws StudioException {
    ModelFiles files = ModelFiles.find(model);
    return new ModelExport(files.weights(), files.sidecar());
  }

  /**
   * Writes the model as this program opens it, out of its run: weights, and its description beside
   * them.
   *
   * @param out a folder, or a file whose name ends in {@code .safetensors}
   * @param half whether parameters are rounded to half precision, which takes half the room
   * @return the weights
   * @throws StudioException where the model can't be read, a parameter is beyond half precision, or
   *     the files can't be written
   */
  public Path writeModel(Path out, boolean half) throws StudioException {
    ModelFiles files = ModelFiles.at(out);
    List<TensorSource> tensors = parameters(half);
    // These are few, and all of an image depends on them.
    tensors.addAll(ModelTensors.of(normaliser()));
    write(files.weights(), temporary -> Safetensors.write(temporary, Map.of(), tensors));
    byte[] description = sidecar.toJson().getBytes(StandardCharsets.UTF_8);
    write(
        files.description(),
        temporary -> Files.write(temporary, description, CREATE_NEW, WRITE, SYNC));
    return files.weights();
  }

  private List<TensorSource> parameters(boolean half) throws StudioException {
    List<TensorSource> parameters = new ArrayList<>();
    for (TensorSource tensor : StoredNetwork.parameters(weights, network())) {
      parameters.add(half ? inHalf(tensor) : tensor);
    }
    return parameters;
  }

  private TensorSource inHalf(TensorSource tensor) throws StudioException {
    FloatBuffer numbers = (FloatBuffer) tensor.data().get();
    for (int i = 0; i < numbers.limit(); i++) {
      if (!(Math.abs(numbers.get(i)) <= Half.MAX)) {
        throw StudioException.badInput(
            weights + " can't be written in half precision",
            tensor.name() + " has " + numbers.get(i) + ", where the largest is " + Half.MAX,
            "Write it without --half.");
      }
    }
    return tensor.inHalf();
  }

  /**
   * Writes the weights as safetensors: under torchvision's names where the layers are torchvision's
   * AlexNet, so that PyTorch's {@code load_state_dict} takes them; else under ours, with the
   * normalisation's tensors.
   *
   * @param half whether parameters are rounded to half precision
   * @throws StudioException where the model can't be read, a parameter is beyond half precision, or
   *     the file can't be written
   */
  public void writeSafetensors(Path out, boolean half) throws StudioException {
    Normaliser normaliser = normaliser();
    List<TensorSource> parameters = parameters(half);
    List<TensorSource> tensors = new ArrayList<>();
    TorchvisionLayout.of(network())
        .ifPresentOrElse(
            names -> parameters.forEach(tensor -> tensors.add(renamed(tensor, names))),
            () -> {
              tensors.addAll(parameters);
              tensors.addAll(ModelTensors.of(normaliser));
            });
    Map<String, String> metadata = new TreeMap<>(ModelMetadata.of(sidecar, normaliser));
    // Some programs of PyTorch's world refuse files that don't say this.
    metadata.put("format", "pt");
    write(out, temporary -> Safetensors.write(temporary, metadata, tensors));
  }

  private static TensorSource renamed(TensorSource tensor, Map<String, String> names) {
    String theirs = names.getOrDefault(tensor.name(), tensor.name());
    return new TensorSource(theirs, tensor.dtype(), tensor.shape(), tensor.data());
  }

  /**
   * Writes the network from the normalised image to the logits as ONNX.
   *
   * @throws StudioException where the model can't be read, or the file can't be written
   */
  public void writeOnnx(Path out) throws StudioException {
    Normaliser normaliser = normaliser();
    Map<String, TensorSource> parameters = new TreeMap<>();
    for (TensorSource tensor : StoredNetwork.parameters(weights, network())) {
      parameters.put(tensor.name(), tensor);
    }
    OnnxFile.Graph graph = OnnxGraph.of(sidecar.experiment().name(), network(), parameters::get);
    Map<String, String> metadata = ModelMetadata.of(sidecar, normaliser);
    write(out, temporary -> OnnxFile.write(temporary, graph, metadata));
  }

  /**
   * Writes the network from the normalised image to the logits for MXNet: {@code NAME-0000.params},
   * {@code NAME-symbol.json}, {@code NAME-input.json} (how an image becomes the input), and {@code
   * synset.txt} (the class names).
   *
   * @param out {@code NAME}, as a path; {@code NAME.params} and {@code NAME-0000.params} mean the
   *     same
   * @return the files
   * @throws StudioException where the model can't be read, or a file can't be written
   */
  public List<Path> writeMxNet(Path out) throws StudioException {
    String name = MxNetFile.stem(out);
    Path params = out.resolveSibling(name + "-0000.params");
    Path symbol = out.resolveSibling(name + "-symbol.json");
    Path input = ExportedInput.beside(out);
    Path labels = out.resolveSibling("synset.txt");
    Map<String, String> metadata = ModelMetadata.of(sidecar, normaliser());
    List<TensorSource> tensors = new ArrayList<>();
    for (TensorSource tensor : StoredNetwork.parameters(weights, network())) {
      tensors.add(
          new TensorSource(
              MxNetFile.ARGUMENT + MxNetGraph.parameter(tensor.name()),
              tensor.dtype(),
              tensor.shape(),
              tensor.data()));
    }
    write(params, temporary -> MxNetFile.write(temporary, tensors));
    writeText(symbol, MxNetGraph.of(network()));
    writeText(input, ModelMetadata.json(metadata));
    writeLabels(labels);
    return List.of(params, symbol, input, labels);
  }

  private void writeText(Path out, CharSequence text) throws StudioException {
    write(out, temporary -> Files.writeString(temporary, text, CREATE_NEW, WRITE, SYNC));
  }

  /**
   * Writes the class names, one a line, in the order of the logits.
   *
   * @throws StudioException where the file can't be written
   */
  public void writeLabels(Path out) throws StudioException {
    StringBuilder lines = new StringBuilder();
    for (String name : sidecar.classNames()) {
      lines.append(name.replaceAll("\\R", " ")).append('\n');
    }
    writeText(out, lines);
  }

  private NetworkSpec network() {
    return sidecar.experiment().network();
  }

  private Normaliser normaliser() throws StudioException {
    return StoredNetwork.normaliser(
        weights, network().input().channels(), sidecar.experiment().data().resize().crop());
  }

  private void write(Path out, AtomicFiles.Content content) throws StudioException {
    try {
      if (Files.exists(out) && Files.isSameFile(out, weights)) {
        throw StudioException.badInput(
            out + " can't be written", "it is the model itself", "Name another file.");
      }
      AtomicFiles.writeWith(out, content);
    } catch (IOException e) {
      throw unwritable(out, e);
    }
  }

  private static StudioException unwritable(Path out, IOException e) {
    return StudioException.badInput(
        out + " can't be written",
        IoReason.of(e),
        "Make room on this disk, or name a file in a folder that you may write to.",
        e);
  }
}
