package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.InitialSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.NormaliseSpec;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.network.ParameterShapes;
import org.alexnetstudio.run.ModelFiles;
import org.alexnetstudio.run.ModelSidecar;
import org.alexnetstudio.training.TrainingInput;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The model that a training starts from, while it is read. */
final class InitialModel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InitialModel.class);

  private final Path path;
  private final ModelFiles files;
  private final ModelSidecar sidecar;

  /** Where weights of another program were imported to; null where none had to be. */
  private final @Nullable Path imported;

  private InitialModel(Path path, ModelFiles files, ModelSidecar sidecar, @Nullable Path imported) {
    this.path = path;
    this.files = files;
    this.sidecar = sidecar;
    this.imported = imported;
  }

  /**
   * Opens the model that an experiment names, and looks whether its weights fit the network.
   *
   * @throws StudioException where there is none, or it does not fit
   */
  static InitialModel open(InitialSpec spec, Experiment experiment) throws StudioException {
    InitialModel model = open(pathOf(spec));
    boolean fits = false;
    try {
      NetworkSpec network = experiment.network();
      // What becomes of the last layer is known when the classes are.
      boolean open = spec.replaceLayers() == null || network.unresolved();
      model.check(network, replaced(spec, open ? List.of(network.output().name()) : List.of()));
      fits = true;
      return model;
    } finally {
      if (!fits) {
        model.close();
      }
    }
  }

  /**
   * Opens a model; what another program wrote is imported first.
   *
   * @throws StudioException where there is none
   */
  static InitialModel open(Path path) throws StudioException {
    if (!Files.isRegularFile(path) || Files.exists(ModelFiles.at(path).description())) {
      ModelFiles files = ModelFiles.find(path);
      return new InitialModel(path, files, files.sidecar(), null);
    }
    Path folder = temporary(path);
    boolean done = false;
    try {
      ModelImport.read(path, folder, ImportSettings.RECOGNISE);
      ModelFiles files = ModelFiles.find(folder);
      done = true;
      return new InitialModel(path, files, files.sidecar(), folder);
    } finally {
      if (!done) {
        delete(folder);
      }
    }
  }

  private static Path pathOf(InitialSpec spec) throws StudioException {
    try {
      return Path.of(spec.model());
    } catch (InvalidPathException e) {
      throw StudioException.badInput(
          "Can't open the model " + spec.model(),
          "this system has no such paths",
          "Name a run folder, a checkpoint folder or a weights file.",
          e);
    }
  }

  private static Path temporary(Path model) throws StudioException {
    try {
      return Files.createTempDirectory("alexnet-studio");
    } catch (IOException e) {
      throw StudioException.failed(
          "The model " + model + " can't be imported",
          IoReason.of(e),
          "Make room in the folder for temporary files.",
          e);
    }
  }

  /**
   * The normalisation that it was trained with; null where the experiment gives numbers of its own,
   * or has images of other channels.
   */
  @Nullable Normaliser normaliser(Experiment experiment) throws StudioException {
    int channels = experiment.network().input().channels();
    boolean given =
        experiment.data().normalise() instanceof NormaliseSpec.PerChannel own
            && !own.mean().isEmpty();
    if (given || sidecar.experiment().network().input().channels() != channels) {
      return null;
    }
    int side = sidecar.experiment().data().resize().crop();
    Normaliser its = StoredNetwork.normaliser(files.weights(), channels, side);
    return its.at(experiment.data().resize().crop());
  }

  /**
   * The same input with the layers that begin anew written out in its experiment.
   *
   * @throws StudioException where the weights do not fit the network, now that its classes are
   *     known
   */
  TrainingInput resolve(TrainingInput input) throws StudioException {
    Experiment experiment = input.experiment();
    InitialSpec spec = Objects.requireNonNull(experiment.initial());
    NetworkSpec network = experiment.network();
    String last = network.output().name();
    boolean sameClasses = sidecar.classNames().equals(input.images().classNames());
    Set<String> replaced =
        replaced(spec, spec.replaceLayers() == null && !sameClasses ? List.of(last) : List.of());
    if (spec.freeze().contains(last) && replaced.contains(last)) {
      throw StudioException.badInput(
          "The layer " + last + " can't be frozen",
          "it begins anew, as the model " + path + " has other classes than the images",
          "Take it out of initial.freeze.");
    }
    check(network, replaced);
    return new TrainingInput(
        experiment.withInitial(spec.withReplaced(replaced)),
        input.images(),
        input.statistics(),
        input.normaliser(),
        origin());
  }

  private static Set<String> replaced(InitialSpec spec, Collection<String> more) {
    Set<String> replaced = new LinkedHashSet<>();
    if (spec.replaceLayers() != null) {
      replaced.addAll(spec.replaceLayers());
    }
    replaced.addAll(more);
    return replaced;
  }

  private void check(NetworkSpec network, Set<String> replaced) throws StudioException {
    List<String> mismatches =
        ParameterShapes.mismatches(
            without(replaced, ParameterShapes.of(network)),
            without(replaced, StoredNetwork.shapes(files.weights())));
    if (!mismatches.isEmpty()) {
      throw StudioException.badInput(
          "The training can't start from the model " + path,
          "its network is another one than the experiment's: " + String.join("; ", mismatches),
          "Name the layers that are to begin anew in initial.replaceLayers, or take the model's own"
              + " network: alexnet-studio fine-tune does.");
    }
  }

  private static Map<String, long[]> without(Set<String> layers, Map<String, long[]> shapes) {
    shapes.keySet().removeIf(name -> layers.contains(ParameterShapes.layerOf(name)));
    return shapes;
  }

  /** Sets the parameters of all layers but those that begin anew; of a resolved experiment. */
  void load(Network network, InitialSpec resolved) throws StudioException {
    Set<String> replaced =
        new HashSet<>(Objects.requireNonNull(resolved.replaceLayers(), "not resolved"));
    StoredNetwork.loadLayers(files.weights(), network, layer -> !replaced.contains(layer));
  }

  /** The experiment that it was trained with. */
  Experiment experiment() {
    return sidecar.experiment();
  }

  /** What it is, in words. */
  String description() {
    String steps =
        sidecar.step() == 0 ? "" : String.format(Locale.ROOT, ", %,d steps", sidecar.step());
    return sidecar.experiment().name() + ", " + sidecar.classNames().size() + " classes" + steps;
  }

  /** Where it lies, and what it is. */
  private String origin() {
    Path found = imported == null ? files.weights() : path;
    return found.toAbsolutePath().normalize() + ": " + description();
  }

  @Override
  public void close() {
    if (imported != null) {
      delete(imported);
    }
  }

  private static void delete(Path folder) {
    ModelFiles copy = ModelFiles.at(folder);
    try {
      Files.deleteIfExists(copy.weights());
      Files.deleteIfExists(copy.description());
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LOG.warn("The imported copy {} stays: {}", folder, IoReason.of(e));
    }
  }
}
