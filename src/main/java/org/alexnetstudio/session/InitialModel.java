package org.alexnetstudio.session;

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

/**
 * The model that a training starts from.
 *
 * @param named as the user named it
 */
record InitialModel(Path named, ModelFiles files, ModelSidecar sidecar) {

  /**
   * Opens a model; what another program wrote is imported first.
   *
   * @throws StudioException where there is none
   */
  static InitialModel open(Path named, AppFolders folders, Activity activity)
      throws StudioException {
    ModelFiles files = ModelFiles.find(ModelFinder.find(named, folders, activity).path());
    return new InitialModel(named, files, files.sidecar());
  }

  /**
   * Opens the model that an experiment names, and looks whether its weights fit the network.
   *
   * @throws StudioException where there is none, or it does not fit
   */
  static InitialModel open(
      InitialSpec spec, Experiment experiment, AppFolders folders, Activity activity)
      throws StudioException {
    InitialModel model = open(pathOf(spec), folders, activity);
    NetworkSpec network = experiment.network();
    // What becomes of the last layer is known when the classes are.
    boolean open = spec.replaceLayers() == null || network.unresolved();
    model.check(network, replaced(spec, open ? List.of(network.output().name()) : List.of()));
    return model;
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
          "it begins anew, as the model " + named + " has other classes than the images",
          "Take it out of initial.freeze.");
    }
    check(network, replaced);
    return new TrainingInput(
        experiment.withInitial(spec.withModel(path().toString()).withReplaced(replaced)),
        input.images(),
        input.statistics(),
        input.normaliser(),
        files.weights().toAbsolutePath().normalize() + ": " + description());
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
          "The training can't start from the model " + named,
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

  /** What it is, in words. */
  String description() {
    String steps =
        sidecar.step() == 0 ? "" : String.format(Locale.ROOT, ", %,d steps", sidecar.step());
    return sidecar.experiment().name() + ", " + sidecar.classNames().size() + " classes" + steps;
  }

  /** A path that means the same in any folder; of what was named by a word, where it lies. */
  Path path() {
    return (Files.exists(named) ? named : files.weights()).toAbsolutePath().normalize();
  }
}
