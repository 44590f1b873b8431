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
import org.alexnetstudio.insight.WeightUpdate;
import org.alexnetstudio.inspect.Classifier;
import org.alexnetstudio.session.AnsweringNetwork.Answering;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions to a network: that of the training under way, between two steps and with the weights of
 * that moment, or else that of the model opened last, or kept weights that are looked at in place
 * of both. Any thread may ask.
 */
public final class LiveNetwork {
  private static final Logger LOG = LoggerFactory.getLogger(LiveNetwork.class);

  private final ComputeThread compute;
  private final Executor background;

  private final AnsweringNetwork network = new AnsweringNetwork();

  /** The image asked about last, about which most often more is asked. */
  private volatile @Nullable Remembered remembered;

  LiveNetwork(ComputeThread compute, Executor background) {
    this.compute = compute;
    this.background = background;
  }

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
    network.follow(training);
  }

  /**
   * Questions go to this model from now on, where no training is under way. It is loaded with the
   * first one.
   *
   * @param path a run's folder, a checkpoint's, or a weights file with its model.json
   */
  public void open(Path path) {
    network.open(path);
  }

  /**
   * Questions go to this model from now on, also while a training is under way, until the training
   * is looked at again, it ends, or another model is opened. Its network takes memory beside the
   * training's.
   *
   * @param path as for {@link #open}
   */
  public void lookAt(Path path) {
    network.lookAt(path);
  }

  /** Questions go to the training under way again. */
  public void lookAtTraining() {
    network.lookAtTraining();
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
          Answering current = network.current();
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
    return network.origin() != null;
  }

  /** Where the network that questions go to comes from; null where there is none. */
  @Nullable Path origin() {
    return network.origin();
  }

  /** Channels of the images that the network takes which answers; 3 where there is none. */
  int inputChannels() {
    return network.inputChannels();
  }

  /** Whether this is the network that a training changes. */
  boolean learns(Classifier classifier) {
    return network.learns(classifier);
  }

  /** What the last step of the training under way did to a weight. */
  CompletableFuture<Answer<WeightUpdate>> weightUpdate(int layer, int unit, int index) {
    return compute.interactive(
        () -> {
          WeightUpdates updates = network.updates();
          WeightUpdate update = updates == null ? null : updates.last(layer, unit, index);
          if (update == null) {
            throw StudioException.badInput(
                "There is no last step to show",
                "gradients are kept only while a training goes on, from its first step on, and of"
                    + " the weights that learn",
                "Start or resume a training, and look at its live weights.");
          }
          return new Answer<>(update, network.current().weights());
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
          Answering current = network.current();
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
    Classifier expected = network.expected();
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
    Answering current = network.current();
    byte[] bytes = decoded.bytes();
    if (bytes == null || decoded.by() != current.classifier()) {
      bytes = current.classifier().decode(image);
    }
    return new Answer<>(question.ask(current.classifier(), bytes), current.weights());
  }
}
