package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.run.RunFolder;
import org.jspecify.annotations.Nullable;

/**
 * What a window asks of the core: one training at a time, runs to follow, and questions to the
 * network. Every method returns at once; the work is done by threads of this room.
 */
public final class Studio implements AutoCloseable {
  private final AppFolders folders;
  private final ComputeThread compute = new ComputeThread("compute");
  private final ExecutorService background =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "background");
            thread.setDaemon(true);
            return thread;
          });
  private final LiveNetwork network = new LiveNetwork(compute, background);
  private final Explorer explorer;
  private final DataPreview dataPreview = new DataPreview(background);
  private final ExperimentFiles experiments;

  private final ImageFiles images;

  private final ImageNetWeights imageNet;

  private final Caches caches;

  private final Engines engines;

  private volatile @Nullable Training training;

  /** Caches images and engine in {@code folders}. */
  public Studio(AppFolders folders) {
    this(folders, new ImageNetWeights(folders));
  }

  /** The same with ImageNet's weights from another place. */
  public Studio(AppFolders folders, ImageNetWeights imageNet) {
    this.folders = folders;
    this.imageNet = imageNet;
    experiments = new ExperimentFiles(folders, background);
    images = new ImageFiles(background, folders.pasted(), network::inputChannels);
    caches = new Caches(folders, background, () -> training != null, network::origin);
    engines = new Engines(compute, background, new PyTorchLibraries(AppFolders.engines()));
    TrainedImages trained = new TrainedImages(folders);
    explorer =
        new LiveExplorer(
            network,
            new PatchFinder(trained, background),
            new NeighbourFinder(compute, background, trained, folders),
            background);
  }

  /**
   * Prepares and trains.
   *
   * @param runs the folder that the run's folder is made in
   * @throws IllegalStateException where a training is under way
   */
  public Training start(Experiment experiment, Path runs, RunListener listener) {
    return begin(
        activity -> {
          AppFolders.createDefaultRuns(runs);
          return TrainingJob.start(experiment, runs, folders, activity);
        },
        listener);
  }

  /**
   * Goes on with a run at its latest checkpoint.
   *
   * @throws IllegalStateException where a training is under way
   */
  public Training resume(Path run, RunListener listener) {
    return begin(activity -> TrainingJob.resume(run, "latest", folders, activity), listener);
  }

  private synchronized Training begin(Training.Preparation preparation, RunListener listener) {
    if (training != null) {
      throw new IllegalStateException("a training is under way");
    }
    // Kept weights that are chosen from here on, while it is prepared, stay chosen.
    network.lookAtTraining();
    Training started = new Training(listener);
    training = started;
    background.execute(() -> carryOut(started, preparation, listener));
    return started;
  }

  private void carryOut(Training started, Training.Preparation preparation, RunListener listener) {
    RunOutcome outcome;
    try (TrainingJob job =
        preparation.prepare(new Activity(listener::preparing, started::stopRequested))) {
      started.run(job, compute, network);
      outcome = new RunOutcome(RunOutcome.Kind.ENDED, null);
    } catch (CancellationException e) {
      outcome = new RunOutcome(RunOutcome.Kind.CANCELLED, null);
    } catch (ExecutionException e) {
      outcome = new RunOutcome(RunOutcome.Kind.FAILED, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      outcome = new RunOutcome(RunOutcome.Kind.CANCELLED, null);
    } catch (Exception | Error e) {
      outcome = new RunOutcome(RunOutcome.Kind.FAILED, e);
    }
    training = null;
    started.end(outcome);
  }

  /** The training under way; null where there is none. */
  public @Nullable Training training() {
    return training;
  }

  /**
   * Reads a run from its beginning and goes on as long as another process writes to it.
   *
   * @return ends the following
   */
  public RunFollowing follow(Path run, RunListener listener) {
    RunFollower follower = new RunFollower(run, listener);
    background.execute(follower);
    return follower;
  }

  /** Reads a kept snapshot of a run. */
  public CompletableFuture<Snapshot> snapshot(Path run, int step) {
    return Work.submit(() -> RunFolder.open(run).timeline().read(step), background);
  }

  /** The model that comes with the program; nothing where it is not beside it. */
  public Optional<Path> starterModel() {
    return StarterModel.find(folders);
  }

  /**
   * Finds a model; weights of another program become one in the cache first. A cancelled future
   * ends that.
   *
   * @param progress told on a background thread
   */
  public CompletableFuture<FoundModel> findModel(Path named, Activity.Progress progress) {
    return inBackground(activity -> ModelFinder.find(named, folders, activity), progress);
  }

  /**
   * Fetches ImageNet's weights, where they are not here yet, and makes a model of them. A cancelled
   * future ends that; what was fetched stays.
   *
   * @param progress told on a background thread
   */
  public CompletableFuture<FoundModel> getImageNet(Activity.Progress progress) {
    return inBackground(
        activity -> ModelFinder.find(imageNet.fetch(activity), folders, activity), progress);
  }

  /** Work that is told of, and given up with its answer. */
  @FunctionalInterface
  private interface Lengthy<T> {
    T carryOut(Activity activity) throws Exception;
  }

  private <T> CompletableFuture<T> inBackground(Lengthy<T> work, Activity.Progress progress) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Activity activity = new Activity(progress, answer::isDone);
    return Work.submit(() -> work.carryOut(activity), background, answer);
  }

  /**
   * Writes a model once more, out of the cache or its run.
   *
   * @param out a file whose name ends in {@code .safetensors}
   * @return its weights
   */
  public CompletableFuture<Path> keepModel(Path model, Path out) {
    return Work.submit(() -> ModelExport.open(model).writeModel(out, false), background);
  }

  /** The weights kept of the run that a model is of; none where it is of no run. */
  public CompletableFuture<List<KeptWeights>> keptWeights(Path model) {
    return Work.submit(() -> KeptWeights.of(model), background);
  }

  /** Follows an image from the next snapshot on, among the probes of the training under way. */
  public CompletableFuture<Path> pin(Path image) {
    return Work.submit(
        () -> {
          Training running = training;
          if (running != null) {
            running.pin(image);
          }
          return image;
        },
        background);
  }

  /** The memory that the program takes now. */
  public CompletableFuture<MemoryUse> memory() {
    return Work.submit(MemoryUse::now, background);
  }

  /**
   * The central square of an image file, upright, of any kind that trainings read.
   *
   * @param side of the square in pixels, 8 to 4096
   */
  public CompletableFuture<Picture> thumbnail(Path image, int side) {
    return Work.submit(() -> Thumbnail.of(image, side), background);
  }

  /** Files of images, found, shown and written. */
  public ImageFiles images() {
    return images;
  }

  /** What the cache holds. */
  public Caches caches() {
    return caches;
  }

  /** What can compute. */
  public Engines engines() {
    return engines;
  }

  /** The network that answers questions. */
  public LiveNetwork network() {
    return network;
  }

  /** Looks inside that network. */
  public Explorer explorer() {
    return explorer;
  }

  /** What can be seen of an experiment's images before it is trained. */
  public DataPreview dataPreview() {
    return dataPreview;
  }

  /** Reads and writes what the user edits. */
  public ExperimentFiles experiments() {
    return experiments;
  }

  /** Lets a training save its checkpoint where the process is told to end. */
  public void stopAtShutdown() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  Training last = training;
                  if (last != null) {
                    last.stop();
                    var unused = last.ended().completeOnTimeout(null, 60, TimeUnit.SECONDS).join();
                  }
                },
                "shutdown"));
  }

  /**
   * Stops what is under way; does not wait for it. A training still saves its checkpoint: who ends
   * the process waits for {@link Training#ended} first.
   */
  @Override
  public void close() {
    Training last = training;
    if (last == null) {
      endThreads();
    } else {
      last.stop();
      // Its images and its lock must not be taken from under it.
      var unused = last.ended().thenRun(this::endThreads);
    }
  }

  private void endThreads() {
    background.shutdownNow();
    compute.close();
  }
}
