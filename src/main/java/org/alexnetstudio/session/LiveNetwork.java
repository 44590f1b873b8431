package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.event.ProbeSnapshot;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.insight.WeightUpdate;
import org.alexnetstudio.inspect.Classifier;
import org.alexnetstudio.run.ModelFiles;
import org.alexnetstudio.run.ModelSidecar;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network that questions go to: that of the training under way, between two steps and with the
 * weights of that moment, or else that of the model opened last. Any thread may ask.
 */
public final class LiveNetwork {
  private static final Logger LOG = LoggerFactory.getLogger(LiveNetwork.class);

  private final ComputeThread compute;
  private final Executor background;

  private volatile @Nullable TrainingJob job;
  private volatile @Nullable Opened model;

  /** Of the compute thread only. */
  private @Nullable Loaded loaded;

  /** What decodes images for the network that most likely answers next. */
  private volatile @Nullable Classifier decoder;

  /** The image asked about last, about which most often more is asked. */
  private volatile @Nullable Remembered remembered;

  LiveNetwork(ComputeThread compute, Executor background) {
    this.compute = compute;
    this.background = background;
  }

  /** Opened again, it is another one: its weights may have changed. */
  private static final class Opened {
    private final Path path;

    Opened(Path path) {
      this.path = path;
    }
  }

  private record Loaded(Opened from, Classifier classifier, WeightsOrigin weights) {}

  /** An image as a network takes it; nothing where no network was known. */
  private record Decoded(@Nullable Classifier by, byte @Nullable [] bytes) {}

  /** A decoded image, as long as its file does not change. */
  private record Remembered(Path image, FileTime modified, Decoded decoded) {}

  /** What is asked of a network and a decoded image, on the compute thread. */
  @FunctionalInterface
  interface Question<T> {
    T ask(Classifier classifier, byte[] image) throws Exception;
  }

  /** Questions go to this training from now on, as long as it has a network. */
  void follow(TrainingJob training) {
    job = training;
  }

  /**
   * Questions go to this model from now on, where no training is under way. It is loaded with the
   * first one.
   *
   * @param path a run's folder, a checkpoint's, or a weights file with its model.json
   */
  public void open(Path path) {
    model = new Opened(path);
  }

  /** The five likeliest classes of an image file. */
  public CompletableFuture<Answer<List<Prediction>>> classify(Path image, boolean tenCrop) {
    return ask(image, (classifier, bytes) -> classifier.classify(bytes, 5, tenCrop));
  }

  /** What the layers make of an image file. */
  public CompletableFuture<Answer<ProbeSnapshot>> probe(Path image) {
    return ask(image, (classifier, bytes) -> classifier.probe(image.toString(), bytes));
  }

  /**
   * The first layer's filters, and what the layers make of some image files; those that can't be
   * read are left out.
   */
  public CompletableFuture<Snapshot> snapshot(List<String> images) {
    return compute.interactive(
        () -> {
          Loaded current = current();
          List<ProbeSnapshot> probes = new ArrayList<>();
          for (String image : images) {
            try {
              probes.add(
                  current.classifier().probe(image, current.classifier().decode(Path.of(image))));
            } catch (StudioException | InvalidPathException e) {
              LOG.info("A probe image is left out. {}", e.getMessage());
            }
          }
          return new Snapshot(
              System.currentTimeMillis(),
              current.weights().step(),
              1,
              current.classifier().filters(),
              probes);
        });
  }

  /** Whether there is a network that a question can go to at the moment. */
  public boolean ready() {
    TrainingJob training = job;
    return model != null || (training != null && training.live() != null);
  }

  /** Where the network that questions go to comes from; null where there is none. */
  @Nullable Path origin() {
    TrainingJob training = job;
    Opened opened = model;
    if (training != null && training.live() != null) {
      return training.run().path();
    }
    return opened == null ? null : opened.path;
  }

  /** Channels of the images that the network takes which answers; 3 where there is none. */
  int inputChannels() {
    TrainingJob training = job;
    Opened opened = model;
    try {
      if (training != null && training.live() != null) {
        return training.input().experiment().network().input().channels();
      }
      return opened == null
          ? 3
          : ModelFiles.find(opened.path).sidecar().experiment().network().input().channels();
    } catch (StudioException e) {
      // Whoever asks the network hears of it.
      return 3;
    }
  }

  /** Whether this is the network that a training changes. */
  boolean learns(Classifier classifier) {
    TrainingJob training = job;
    return training != null && training.live() == classifier;
  }

  /** What the last step of the training under way did to a weight. */
  CompletableFuture<Answer<WeightUpdate>> weightUpdate(int layer, int unit, int index) {
    return compute.interactive(
        () -> {
          TrainingJob training = job;
          WeightUpdates updates = training == null ? null : training.weightUpdates();
          WeightUpdate update = updates == null ? null : updates.last(layer, unit, index);
          if (update == null) {
            throw StudioException.badInput(
                "There is no last step to show",
                "gradients are kept only while a training goes on, from its first step on",
                "Start or resume a training, and look again.");
          }
          return new Answer<>(update, current().weights());
        });
  }

  /** What is asked of a network alone, on the compute thread. */
  @FunctionalInterface
  interface OwnQuestion<T> {
    T ask(Classifier classifier) throws Exception;
  }

  /** Asks about no image. */
  <T> CompletableFuture<Answer<T>> ask(OwnQuestion<T> question) {
    return compute.interactive(
        () -> {
          Loaded current = current();
          return new Answer<>(question.ask(current.classifier()), current.weights());
        });
  }

  /** Asks about an image file; a cancelled future gives the question up. */
  <T> CompletableFuture<Answer<T>> ask(Path image, Question<T> question) {
    CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
    passOn(
        Work.submit(() -> decode(image, answer), background),
        answer,
        decoded ->
            passOn(
                compute.interactive(
                    () -> {
                      Work.checkWanted(answer);
                      return answer(question, image, decoded);
                    }),
                answer,
                answer::complete));
    return answer;
  }

  /** Hands a value on, or completes the answer with what went wrong instead. */
  private static <V> void passOn(
      CompletableFuture<V> stage, CompletableFuture<?> answer, Consumer<V> next) {
    var unused =
        stage.whenComplete(
            (value, problem) -> {
              if (problem == null) {
                next.accept(value);
              } else {
                answer.completeExceptionally(problem);
              }
            });
  }

  /** A large photograph is decoded in the background: the training does not wait for that. */
  private Decoded decode(Path image, CompletableFuture<?> answer) throws StudioException {
    Work.checkWanted(answer);
    TrainingJob training = job;
    Classifier live = training == null ? null : training.live();
    Classifier expected = live == null ? decoder : live;
    if (expected == null) {
      return new Decoded(null, null);
    }
    FileTime modified = modified(image);
    Remembered last = remembered;
    if (last != null
        && last.image().equals(image)
        && last.modified().equals(modified)
        && last.decoded().by() == expected) {
      return last.decoded();
    }
    Decoded decoded = new Decoded(expected, expected.decode(image));
    remembered = modified == null ? null : new Remembered(image, modified, decoded);
    return decoded;
  }

  private static @Nullable FileTime modified(Path image) {
    try {
      return Files.getLastModifiedTime(image);
    } catch (IOException e) {
      // Who decodes it says what is wrong.
      return null;
    }
  }

  private <T> Answer<T> answer(Question<T> question, Path image, Decoded decoded) throws Exception {
    Loaded current = current();
    byte[] bytes = decoded.bytes();
    if (bytes == null || decoded.by() != current.classifier()) {
      bytes = current.classifier().decode(image);
    }
    return new Answer<>(question.ask(current.classifier(), bytes), current.weights());
  }

  private Loaded current() throws StudioException {
    Loaded current = live();
    if (current == null) {
      current = loaded();
    }
    decoder = current.classifier();
    return current;
  }

  private @Nullable Loaded live() {
    TrainingJob training = job;
    Classifier classifier = training == null ? null : training.live();
    if (training == null || classifier == null) {
      return null;
    }
    return new Loaded(
        new Opened(training.run().path()),
        classifier,
        origin(
            training.run().path(),
            training.step(),
            true,
            training.input().experiment(),
            classifier));
  }

  static StudioException nothingToAsk() {
    return StudioException.badInput(
        "There is no network to ask",
        "no training has begun its steps, and no model is open",
        "Start a training, or open a run or a model.");
  }

  private Loaded loaded() throws StudioException {
    Opened wanted = model;
    if (wanted == null) {
      throw nothingToAsk();
    }
    Loaded last = loaded;
    if (last != null && last.from() == wanted) {
      return last;
    }
    if (last != null) {
      loaded = null;
      last.classifier().close();
    }
    ModelFiles files = ModelFiles.find(wanted.path);
    ModelSidecar sidecar = files.sidecar();
    Classifier classifier = ModelLoader.load(files, sidecar, "auto");
    Loaded opened =
        new Loaded(
            wanted,
            classifier,
            origin(wanted.path, sidecar.step(), false, sidecar.experiment(), classifier));
    loaded = opened;
    return opened;
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
