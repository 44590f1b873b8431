package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.ImageDecoder;
import org.alexnetstudio.data.PackedImages;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.insight.Neighbour;
import org.alexnetstudio.inspect.Classifier;
import org.alexnetstudio.inspect.CropPicture;
import org.alexnetstudio.inspect.Features;
import org.alexnetstudio.run.ModelFiles;
import org.alexnetstudio.run.ModelSidecar;
import org.jspecify.annotations.Nullable;

/**
 * Finds the training images that a model takes for similar to an image. It asks weights that stand
 * still, a run's newest best ones, also while a training changes its own: the features of all
 * images must come from the same weights. Any thread may ask.
 */
final class NeighbourFinder {
  private static final String READING = "Reading the training images";

  /** Images that pass through the network together, between two steps of a training. */
  private static final int TOGETHER = 64;

  /** How long a training waits at most for a part of the comparison. */
  private static final Duration BETWEEN_STEPS = Duration.ofMillis(100);

  /** How long after a question its network is kept for the next one. */
  private static final Duration REST = Duration.ofSeconds(20);

  private static final int PICTURE = 96;

  private final ComputeThread compute;
  private final Executor background;
  private final TrainedImages images;
  private final FeatureFiles files;

  /** Held by the question that is worked on. */
  private final ReentrantLock turn = new ReentrantLock();

  /** What a question that was given up has left; the next one goes on with it. */
  private @Nullable FeatureWriter unfinished;

  /** Of the compute thread only. */
  private @Nullable Loaded loaded;

  /** Questions that have had their turn so far. */
  private final AtomicInteger asked = new AtomicInteger();

  private final Duration rest;

  NeighbourFinder(
      ComputeThread compute, Executor background, TrainedImages images, AppFolders folders) {
    this(compute, background, images, folders, REST);
  }

  /**
   * Finds by models that are let go of again.
   *
   * @param rest how long one is kept after a question
   */
  NeighbourFinder(
      ComputeThread compute,
      Executor background,
      TrainedImages images,
      AppFolders folders,
      Duration rest) {
    this.rest = rest;
    this.compute = compute;
    this.background = background;
    this.images = images;
    this.files = new FeatureFiles(folders.featureCache());
  }

  private record Loaded(Path features, Classifier classifier) {}

  /** A model, its training images, and where their features are kept. */
  private record Model(
      ModelFiles files, ModelSidecar sidecar, PackedImages images, int[] training, Path features) {}

  /**
   * The nearest ones, the nearest first; the first question about a model reads all its training
   * images.
   *
   * @param model a run's folder, a checkpoint's, or a weights file with its model.json
   * @param progress told on a background thread
   */
  CompletableFuture<Answer<List<Neighbour>>> find(
      Path model, Path image, int count, Activity.Progress progress) {
    CompletableFuture<Answer<List<Neighbour>>> answer = new CompletableFuture<>();
    return Work.submit(() -> find(model, image, count, progress, answer), background, answer);
  }

  private Answer<List<Neighbour>> find(
      Path model, Path image, int count, Activity.Progress progress, CompletableFuture<?> answer)
      throws Exception {
    while (!turn.tryLock(50, TimeUnit.MILLISECONDS)) {
      Work.checkWanted(answer);
    }
    int number = asked.incrementAndGet();
    try {
      Model opened = open(model, answer);
      Experiment experiment = opened.sidecar().experiment();
      byte[] pixels =
          new ImageDecoder(experiment.data().resize(), experiment.network().input().channels())
              .decode(image);
      FeatureFile features = features(opened, progress, answer);
      List<Neighbour> nearest = nearest(opened, features, pixels, count, answer);
      files.used(opened.features());
      return new Answer<>(
          nearest,
          new WeightsOrigin(
              model,
              opened.sidecar().step(),
              false,
              opened.sidecar().classNames().size(),
              experiment.data().resize(),
              experiment.network().input().height()));
    } catch (IOException e) {
      throw StudioException.badInput(
          "The training images can't be compared",
          IoReason.of(e),
          "Free some disk space, or name another cache folder by ALEXNET_STUDIO_CACHE.",
          e);
    } finally {
      turn.unlock();
      releaseAfter(number);
    }
  }

  /** The network takes as much memory as the one that trains, or answers: not for long. */
  private void releaseAfter(int question) {
    CompletableFuture.delayedExecutor(rest.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
        .execute(
            () -> {
              if (asked.get() == question) {
                var unused =
                    compute.interactive(
                        () -> {
                          release();
                          return true;
                        });
              }
            });
  }

  private Model open(Path model, CompletableFuture<?> answer) throws StudioException, IOException {
    ModelFiles found = ModelFiles.find(model);
    ModelSidecar sidecar = found.sidecar();
    PackedImages packed = images.of(sidecar.experiment(), sidecar.images(), answer::isDone);
    return new Model(
        found,
        sidecar,
        packed,
        packed.training(),
        files.of(found.weights(), sidecar.step(), sidecar.images()));
  }

  /** Those of all training images: read, or computed batch by batch. */
  private FeatureFile features(Model model, Activity.Progress progress, CompletableFuture<?> answer)
      throws Exception {
    int size = Features.size(model.sidecar().experiment().network());
    int total = model.training().length;
    Optional<FeatureFile> known = FeatureFile.open(model.features(), total, size);
    if (known.isPresent()) {
      return known.get();
    }
    FeatureWriter writer = writer(model);
    while (writer.rows() < total) {
      Work.checkWanted(answer);
      progress.report(READING, writer.rows(), total);
      List<byte[]> batch = read(model, writer.rows(), Math.min(total, writer.rows() + TOGETHER));
      float[] some = onCompute(() -> Features.of(classifier(model), batch));
      try {
        writer.append(some, batch.size());
      } catch (IOException e) {
        giveUp(writer);
        throw e;
      }
    }
    unfinished = null;
    try (writer) {
      writer.finish();
    }
    progress.report(READING, total, total);
    return FeatureFile.open(model.features(), total, size).orElseThrow();
  }

  private FeatureWriter writer(Model model) throws IOException {
    FeatureWriter begun = unfinished;
    if (begun != null && begun.file().equals(model.features())) {
      return begun;
    }
    if (begun != null) {
      giveUp(begun);
    }
    FeatureWriter writer = new FeatureWriter(model.features(), model.training().length);
    unfinished = writer;
    return writer;
  }

  private void giveUp(FeatureWriter writer) throws IOException {
    unfinished = null;
    writer.close();
  }

  private static List<byte[]> read(Model model, int from, int to) {
    List<byte[]> batch = new ArrayList<>();
    for (int i = from; i < to; i++) {
      PackedImages packed = model.images();
      byte[] pixels = new byte[packed.channels() * packed.side() * packed.side()];
      packed.read(model.training()[i], pixels);
      batch.add(pixels);
    }
    return batch;
  }

  private List<Neighbour> nearest(
      Model model, FeatureFile features, byte[] image, int count, CompletableFuture<?> answer)
      throws Exception {
    float[] own = onCompute(() -> Features.of(classifier(model), List.of(image)));
    float[] products = new float[features.rows()];
    for (int from = 0; from < products.length; ) {
      Work.checkWanted(answer);
      int first = from;
      from =
          onCompute(
              () ->
                  NearestRows.multiply(
                      classifier(model), features, own, products, first, BETWEEN_STEPS));
    }
    return NearestRows.find(features, own, products, count).stream()
        .map(near -> neighbour(model, near))
        .toList();
  }

  private static Neighbour neighbour(Model model, NearestRows.Near near) {
    PackedImages packed = model.images();
    int image = model.training()[near.row()];
    return new Neighbour(
        packed.name(image),
        packed.classNames().get(packed.label(image)),
        (float) near.distance(),
        CropPicture.of(
            packed.readScaled(image, PICTURE), packed.channels(), PICTURE, PICTURE, PICTURE));
  }

  /** Of the compute thread. */
  private Classifier classifier(Model model) throws StudioException {
    Loaded last = loaded;
    if (last != null && last.features().equals(model.features())) {
      return last.classifier();
    }
    release();
    Classifier classifier = ModelLoader.load(model.files(), model.sidecar(), "auto");
    loaded = new Loaded(model.features(), classifier);
    return classifier;
  }

  private void release() {
    Loaded last = loaded;
    if (last != null) {
      loaded = null;
      last.classifier().close();
    }
  }

  private <T> T onCompute(Callable<T> work) throws Exception {
    return Work.await(compute.interactive(work));
  }
}
