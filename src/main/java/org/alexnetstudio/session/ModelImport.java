package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.network.ParameterShapes;
import org.alexnetstudio.network.RecognisedNetwork;
import org.alexnetstudio.run.AtomicFiles;
import org.alexnetstudio.run.ModelFiles;
import org.alexnetstudio.run.ModelSidecar;
import org.alexnetstudio.training.ModelTensors;
import org.alexnetstudio.weights.Safetensors;
import org.alexnetstudio.weights.TensorFile;
import org.alexnetstudio.weights.TensorSource;
import org.jspecify.annotations.Nullable;

/** Makes a model that this program opens out of weights that others trained. */
public final class ModelImport {
  private final Path file;
  private final TensorFile tensors;
  private final ImportSettings settings;
  private final @Nullable ExportedInput exported;
  private final Activity activity;
  private final @Nullable ModelSidecar description;
  private final List<String> notes = new ArrayList<>();

  /** How many bytes were written. */
  private long written;

  private ModelImport(Path file, TensorFile tensors, ImportSettings settings, Activity activity)
      throws StudioException {
    this.activity = activity;
    this.file = file;
    this.tensors = tensors;
    this.settings = settings;
    this.exported = settings.preset() == null ? ExportedInput.find(file) : null;
    this.description = exported == null ? description(file) : exported.sidecar();
  }

  /** What this program wrote beside weights of its own. */
  private static @Nullable ModelSidecar description(Path file) throws StudioException {
    ModelFiles own = ModelFiles.at(file);
    return Files.isRegularFile(file) && Files.exists(own.description()) ? own.sidecar() : null;
  }

  /** Carries an error out of the middle of writing. */
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final StudioException reason;

    Unreadable(StudioException reason) {
      super(reason);
      this.reason = reason;
    }
  }

  /**
   * Imports a file of weights.
   *
   * @param file weights in any form that {@link TensorFile#open} knows
   * @param out the model to write: a folder, or a file that ends in {@code .safetensors}
   * @throws StudioException where the file can't be read, is no AlexNet that is known, or the model
   *     can't be written; then nothing is written
   * @throws java.util.concurrent.CancellationException where {@code activity} ends it; likewise
   */
  public static ImportedModel read(Path file, Path out, ImportSettings settings, Activity activity)
      throws StudioException {
    ModelFiles model = ModelFiles.at(out);
    try (TensorFile tensors = TensorFile.open(file)) {
      return new ModelImport(file, tensors, settings, activity).into(model);
    }
  }

  /** The same without telling how far it is. */
  public static ImportedModel read(Path file, Path out, ImportSettings settings)
      throws StudioException {
    return read(file, out, settings, Activity.SILENT);
  }

  private ImportedModel into(ModelFiles model) throws StudioException {
    RecognisedNetwork recognised = recognise();
    Experiment experiment = recognised.experiment();
    if (!recognised.alike().isEmpty()) {
      notes.add(
          String.join(", ", recognised.alike())
              + " would fit as well; --preset NAME chooses another one.");
    }
    Path mean = mean();
    Normaliser normaliser =
        exported == null || mean != null
            ? InputScaling.of(tensors, experiment, mean, notes)
            : exported.normaliser();
    List<String> classNames = classNames(experiment, recognised.ownLast());
    List<TensorSource> sources = new ArrayList<>();
    Map<String, long[]> shapes = tensors.shapes();
    String blueFirst = tensors.isBlueFirst() ? firstWeights(experiment) : "";
    long parameters =
        recognised.tensors().values().stream()
            .mapToLong(name -> elements(Objects.requireNonNull(shapes.get(name))))
            .sum();
    long all = parameters * Float.BYTES;
    recognised
        .tensors()
        .forEach(
            (parameter, name) ->
                sources.add(
                    new TensorSource(
                        parameter,
                        Objects.requireNonNull(shapes.get(name)),
                        () -> numbers(name, parameter.equals(blueFirst), all))));
    sources.addAll(ModelTensors.of(normaliser));
    write(model, sources, new ModelSidecar(experiment, classNames, "", 0));
    return new ImportedModel(
        model.weights(),
        experiment,
        recognised.naming(),
        recognised.tensors().size(),
        parameters,
        classNames,
        notes);
  }

  private RecognisedNetwork recognise() throws StudioException {
    Map<String, long[]> shapes = new LinkedHashMap<>(tensors.shapes());
    // Counters and the like are no weights.
    shapes.keySet().removeIf(name -> !tensors.dtype(name).isFloatingPoint());
    shapes.keySet().removeAll(List.of(ModelTensors.MEAN, ModelTensors.SCALE));
    if (settings.preset() == null && description != null) {
      return RecognisedNetwork.of(file.toString(), shapes, description.experiment());
    }
    return RecognisedNetwork.of(file.toString(), shapes, tensors.kinds(), settings.preset());
  }

  private List<String> classNames(Experiment experiment, boolean ownClasses)
      throws StudioException {
    int classes = experiment.network().output().units();
    if (settings.labels() != null) {
      return labels(settings.labels(), classes);
    }
    if (description != null && description.classNames().size() == classes) {
      return description.classNames();
    }
    if (classes == ImageNetClasses.COUNT && !ownClasses) {
      return ImageNetClasses.names();
    }
    notes.add("The file has no class names; --labels FILE gives them.");
    return IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
  }

  private static List<String> labels(Path file, int classes) throws StudioException {
    List<String> lines;
    try {
      lines =
          Files.readAllLines(file).stream().map(String::strip).filter(s -> !s.isEmpty()).toList();
    } catch (IOException e) {
      throw StudioException.badInput(
          "Can't read the class names " + file, IoReason.of(e), "Name a text in UTF-8.", e);
    }
    if (lines.size() != classes) {
      throw StudioException.badInput(
          "The class names in " + file + " do not fit the weights",
          "there are " + lines.size() + " names for " + classes + " classes",
          "Give one name a line, in the order of the network's outputs.");
    }
    return lines;
  }

  /** The mean image that the user names, or that lies beside weights of Caffe's. */
  private @Nullable Path mean() {
    if (settings.mean() != null || !tensors.isBlueFirst()) {
      return settings.mean();
    }
    List<Path> beside = MeanImage.beside(file);
    if (beside.size() > 1) {
      notes.add(
          "Several mean images lie beside the weights, so none is taken; --mean FILE names one.");
    }
    return beside.size() == 1 ? beside.get(0) : null;
  }

  private static String firstWeights(Experiment experiment) {
    return ParameterShapes.of(experiment.network()).keySet().iterator().next();
  }

  private static long elements(long[] shape) {
    return LongStream.of(shape).reduce(1, (a, b) -> a * b);
  }

  private FloatBuffer numbers(String name, boolean blueFirst, long all) {
    activity.checkCancelled();
    activity.progress().report("Importing weights, megabytes", mega(written), mega(all) + 1);
    try {
      FloatBuffer numbers = FiniteTensor.read(tensors, name);
      written += (long) numbers.remaining() * Float.BYTES;
      return blueFirst
          ? redFirst(numbers, Objects.requireNonNull(tensors.shapes().get(name)))
          : numbers;
    } catch (StudioException e) {
      throw new Unreadable(e);
    }
  }

  /** Turns the order of the channels round: the second of a tensor's extents. */
  private static FloatBuffer redFirst(FloatBuffer numbers, long[] shape) {
    int channels = (int) shape[1];
    int plane = (int) (numbers.limit() / (shape[0] * channels));
    FloatBuffer turned = FloatBuffer.allocate(numbers.limit());
    for (int i = 0; i < shape[0] * channels; i++) {
      int from = i / channels * channels + channels - 1 - i % channels;
      turned.put(i * plane, numbers, from * plane, plane);
    }
    return turned;
  }

  private static int mega(long bytes) {
    return (int) (bytes / 1_000_000);
  }

  private void write(ModelFiles model, List<TensorSource> sources, ModelSidecar sidecar)
      throws StudioException {
    for (Path each : List.of(model.weights(), model.description())) {
      if (Files.exists(each)) {
        throw StudioException.badInput(
            "The model can't be written", each + " is there already", "Choose another name.");
      }
    }
    Map<String, String> metadata = Map.of("source", String.valueOf(file.getFileName()));
    try {
      AtomicFiles.writeWith(
          model.weights(), temporary -> Safetensors.write(temporary, metadata, sources));
      AtomicFiles.write(model.description(), sidecar.toJson());
    } catch (Unreadable e) {
      throw e.reason;
    } catch (IOException e) {
      throw StudioException.failed(
          "The model can't be written to " + model.weights(),
          IoReason.of(e),
          "Choose another folder, or free some space.",
          e);
    }
  }
}
