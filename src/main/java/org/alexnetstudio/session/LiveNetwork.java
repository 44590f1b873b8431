package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.event.ProbeSnapshot;
import org.alexnetstudio.inspect.Classifier;
import org.alexnetstudio.run.ModelFiles;
import org.alexnetstudio.run.ModelSidecar;
import org.jspecify.annotations.Nullable;

/**
 * The network that questions go to: that of the training under way, between two steps and with the
 * weights of that moment, or else that of the model opened last. Any thread may ask.
 */
public final class LiveNetwork {
  private final ComputeThread compute;
  private final Executor background;

  private volatile @Nullable TrainingJob job;
  private volatile @Nullable Opened model;

  /** Of the compute thread only. */
  private @Nullable Loaded loaded;

  /** What decodes images for the network that most likely answers next. */
  private volatile @Nullable Classifier decoder;

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

  /** What a question is asked of. */
  @FunctionalInterface
  private interface Question<T> {
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

  private <T> CompletableFuture<Answer<T>> ask(Path image, Question<T> question) {
    CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
    background.execute(
        () -> {
          // A large photograph is decoded here, so that the training does not wait for that.
          Classifier expected = decoder;
          byte[] decoded = null;
          try {
            decoded = expected == null ? null : expected.decode(image);
          } catch (StudioException | RuntimeException | OutOfMemoryError e) {
            answer.completeExceptionally(e);
            return;
          }
          byte[] bytes = decoded;
          Work<Answer<T>> work =
              () -> {
                Loaded current = current();
                boolean fits = bytes != null && current.classifier() == expected;
                return new Answer<>(
                    question.ask(
                        current.classifier(),
                        fits && bytes != null ? bytes : current.classifier().decode(image)),
                    current.weights());
              };
          var unused =
              compute.interactive(
                  () -> {
                    work.complete(answer);
                    return null;
                  });
        });
    return answer;
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
        new WeightsOrigin(
            training.run().path(), training.step(), true, classifier.classNames().size()));
  }

  private Loaded loaded() throws StudioException {
    Opened wanted = model;
    if (wanted == null) {
      throw StudioException.badInput(
          "There is no network to ask",
          "no training is under way, and no model is open",
          "Start a training, or open a run or a model.");
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
    Loaded opened =
        new Loaded(
            wanted,
            ModelLoader.load(files, sidecar, "auto"),
            new WeightsOrigin(wanted.path, sidecar.step(), false, sidecar.classNames().size()));
    loaded = opened;
    return opened;
  }
}
