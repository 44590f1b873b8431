package org.alexnetstudio.session;

import java.nio.file.Path;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.inspect.Classifier;
import org.alexnetstudio.run.ModelFiles;
import org.alexnetstudio.run.ModelSidecar;
import org.jspecify.annotations.Nullable;

/**
 * Which network answers: kept weights that somebody looks at, else that of the training under way,
 * else the model opened last. At most one is loaded beside the training's, and only as long as it
 * answers. Any thread may choose; {@link #current} is of the compute thread.
 */
final class AnsweringNetwork {
  private volatile @Nullable TrainingJob job;
  private volatile @Nullable Opened model;

  /** What answers in place of the training. */
  private volatile @Nullable Opened instead;

  /** Of the compute thread only. */
  private @Nullable Loaded loaded;

  /** The one that answered last. */
  private volatile @Nullable Classifier last;

  /** Opened again, it is another one: its weights may have changed. */
  private static final class Opened {
    private final Path path;

    Opened(Path path) {
      this.path = path;
    }
  }

  private record Loaded(Opened from, Answering answering) {}

  /** A network, and where its weights come from. */
  record Answering(Classifier classifier, WeightsOrigin weights) {}

  void follow(TrainingJob training) {
    job = training;
  }

  void open(Path path) {
    model = new Opened(path);
    instead = null;
  }

  void lookAt(Path kept) {
    instead = new Opened(kept);
  }

  void lookAtTraining() {
    instead = null;
  }

  /** Where the network that answers comes from; null where there is none. */
  @Nullable Path origin() {
    Opened other = otherThanTraining();
    if (other != null) {
      return other.path;
    }
    TrainingJob training = job;
    return training == null || training.live() == null ? null : training.run().path();
  }

  /** What is to answer, where it is not the training; null also where there is nothing. */
  private @Nullable Opened otherThanTraining() {
    Opened kept = instead;
    if (kept != null) {
      return kept;
    }
    return live() == null ? model : null;
  }

  /** The network that learns; null where none does. */
  private @Nullable Classifier live() {
    TrainingJob training = job;
    return training == null ? null : training.live();
  }

  /** Channels of the images that the network takes which answers; 3 where there is none. */
  int inputChannels() {
    Opened other = otherThanTraining();
    TrainingJob training = job;
    try {
      if (other != null) {
        return ModelFiles.find(other.path).sidecar().experiment().network().input().channels();
      }
      return training == null || training.live() == null
          ? 3
          : training.input().experiment().network().input().channels();
    } catch (StudioException e) {
      // Whoever asks the network hears of it.
      return 3;
    }
  }

  /** The one that most likely answers next; null where that is not known. */
  @Nullable Classifier expected() {
    Classifier learning = instead == null ? live() : null;
    return learning == null ? last : learning;
  }

  /** Whether this is the network that a training changes. */
  boolean learns(Classifier classifier) {
    return live() == classifier;
  }

  /** What the last step did to the weights that answer; null where no step changes them. */
  @Nullable WeightUpdates updates() {
    TrainingJob training = job;
    return instead != null || training == null ? null : training.weightUpdates();
  }

  /**
   * The network that answers, loaded where it must be.
   *
   * @throws StudioException where there is none, or it can't be opened
   */
  Answering current() throws StudioException {
    Opened kept = instead;
    Answering current = kept == null ? training() : null;
    if (current == null) {
      current = other(kept == null ? model : kept);
    } else {
      // Beside the training's nobody needs it.
      release();
    }
    last = current.classifier();
    return current;
  }

  private @Nullable Answering training() {
    TrainingJob training = job;
    Classifier classifier = training == null ? null : training.live();
    if (training == null || classifier == null) {
      return null;
    }
    Path run = training.run().path();
    Experiment experiment = training.input().experiment();
    return new Answering(classifier, origin(run, training.step(), true, experiment, classifier));
  }

  private Answering other(@Nullable Opened wanted) throws StudioException {
    if (wanted == null) {
      throw nothingToAsk();
    }
    Loaded known = loaded;
    if (known != null && known.from() == wanted) {
      return known.answering();
    }
    release();
    ModelFiles files = ModelFiles.find(wanted.path);
    ModelSidecar sidecar = files.sidecar();
    Classifier classifier = ModelLoader.load(files, sidecar, "auto");
    Answering opened =
        new Answering(
            classifier,
            origin(wanted.path, sidecar.step(), false, sidecar.experiment(), classifier));
    loaded = new Loaded(wanted, opened);
    return opened;
  }

  private void release() {
    Loaded known = loaded;
    if (known != null) {
      loaded = null;
      known.answering().classifier().close();
    }
  }

  static StudioException nothingToAsk() {
    return StudioException.badInput(
        "There is no network to ask",
        "no training has begun its steps, and no model is open",
        "Start a training, or open a run or a model.");
  }

  private static WeightsOrigin origin(
      Path model, int step, boolean live, Experiment experiment, Classifier classifier) {
    return new WeightsOrigin(
        model,
        step,
        live,
        classifier.classNames().size(),
        experiment.data().resize(),
        experiment.network().input().height());
  }
}
