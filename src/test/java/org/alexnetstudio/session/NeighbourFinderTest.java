package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Crops;
import org.alexnetstudio.data.ImageDecoder;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.insight.Neighbour;
import org.alexnetstudio.reference.ReferenceNetwork;
import org.alexnetstudio.run.RunFolder;
import org.alexnetstudio.support.DrawnImages;
import org.alexnetstudio.support.Folders;
import org.alexnetstudio.support.PlainSafetensors;
import org.alexnetstudio.support.SmallExperiment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The nearest training images, against the plain-Java network and a search in double precision. */
class NeighbourFinderTest {
  private static final int TRAINING = 135;

  @TempDir Path folder;
  private AppFolders folders;
  private Path file;
  private final ComputeThread compute = new ComputeThread("compute");
  private final ExecutorService background = Executors.newCachedThreadPool();
  private NeighbourFinder finder;

  @BeforeEach
  void draw() throws Exception {
    file = SmallExperiment.write(folder, 60);
    folders = new AppFolders(folder.resolve("cache"));
    finder = finder();
  }

  private NeighbourFinder finder() {
    return new NeighbourFinder(compute, background, new TrainedImages(folders), folders);
  }

  @AfterEach
  void close() {
    background.shutdownNow();
    compute.close();
  }

  private Path train() throws Exception {
    Experiment experiment = ExperimentFile.read(file, Map.of("training.epochs", "1"));
    try (TrainingJob job =
        TrainingJob.start(experiment, folder.resolve("runs"), folders, Activity.SILENT)) {
      compute.train(job, event -> {}).get(30, TimeUnit.SECONDS);
      return job.run().path();
    }
  }

  @Test
  void aNetworkThatWasLetGoOfIsLoadedForTheNextQuestion() throws Exception {
    Path run = train();
    finder =
        new NeighbourFinder(
            compute, background, new TrainedImages(folders), folders, Duration.ofMillis(1));
    List<Neighbour> first = find(run, photo("across/image 0.png"), 3, new ArrayList<>());
    Thread.sleep(100);
    assertEquals(
        first.get(2).distance(),
        find(run, photo("across/image 0.png"), 3, new ArrayList<>()).get(2).distance());
  }

  private Path photo(String name) {
    return folder.resolve("photos").resolve(name);
  }

  private List<Neighbour> find(Path run, Path image, int count, List<Integer> done)
      throws Exception {
    return finder
        .find(run, image, count, (part, now, total) -> done.add(now))
        .get(30, TimeUnit.SECONDS)
        .value();
  }

  /** The activations behind fc3, by the weights in the file and plain Java. */
  private static final class Reference {
    private final Experiment experiment;
    private final Normaliser normaliser;
    private final ReferenceNetwork network;

    Reference(Path run) throws Exception {
      Path model = RunFolder.open(run).checkpoints().bestOrLatest().modelFile();
      experiment = ExperimentFile.read(run.resolve("experiment.json"), Map.of());
      normaliser = StoredNetwork.normaliser(model, 3, 32);
      PlainSafetensors weights = new PlainSafetensors(model);
      Map<String, float[]> parameters = new LinkedHashMap<>();
      for (String layer : List.of("conv1", "conv2", "fc3", "fc4")) {
        parameters.put(layer + ".weight", weights.floats(layer + ".weight"));
        parameters.put(layer + ".bias", weights.floats(layer + ".bias"));
      }
      network = new ReferenceNetwork(experiment.network(), parameters);
    }

    double[] features(Path image) throws Exception {
      byte[] pixels = new ImageDecoder(experiment.data().resize(), 3).decode(image);
      float[] x = Crops.centre(normaliser, pixels, 28);
      return network.forward(new float[][] {x}, null).get("relu3");
    }

    double distance(Path a, Path b) throws Exception {
      double[] one = features(a);
      double[] other = features(b);
      double sum = 0;
      for (int i = 0; i < one.length; i++) {
        sum += (one[i] - other[i]) * (one[i] - other[i]);
      }
      return Math.sqrt(sum);
    }
  }

  @Test
  void theNearestAreThoseOfThePlainSearch() throws Exception {
    Path run = train();
    Reference reference = new Reference(run);
    Path outside = DrawnImages.write(folder.resolve("more"), 61).resolve("across/image 60.png");
    List<Integer> done = new ArrayList<>();
    List<Neighbour> all = find(run, outside, 1000, done);
    assertEquals(List.of(0, 64, 128, TRAINING), done);
    assertEquals(TRAINING, all.size());
    assertEquals(TRAINING, all.stream().map(Neighbour::image).distinct().count());
    double last = 0;
    for (Neighbour neighbour : all) {
      double expected = reference.distance(outside, photo(neighbour.image()));
      assertEquals(expected, neighbour.distance(), 1e-3 * Math.max(1, expected));
      assertTrue(neighbour.distance() >= last, "the nearest first");
      last = neighbour.distance();
      assertTrue(neighbour.image().startsWith(neighbour.className()));
      assertEquals(96, neighbour.picture().width());
    }
    // A training image finds itself, and reads nothing again; nor does another start.
    done.clear();
    finder = finder();
    Neighbour second = all.get(1);
    Neighbour itself = find(run, photo(second.image()), 5, done).get(0);
    assertEquals(second.image(), itself.image());
    assertEquals(0, itself.distance(), 1e-4);
    assertEquals(List.of(), done);
  }

  @Test
  void aQuestionThatIsGivenUpIsGoneOnWith() throws Exception {
    Path run = train();
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<?> first = new CompletableFuture<>();
    CompletableFuture<CompletableFuture<?>> asked = new CompletableFuture<>();
    first =
        finder.find(
            run,
            photo("across/image 0.png"),
            3,
            (part, now, total) -> {
              if (now == 64) {
                asked.join().cancel(false);
                begun.countDown();
              }
            });
    asked.complete(first);
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    assertThrows(CancellationException.class, first::get);
    List<Integer> done = new ArrayList<>();
    assertEquals(3, find(run, photo("across/image 1.png"), 3, done).size());
    assertEquals(List.of(128, TRAINING), done);
  }

  @Test
  void aTrainingGoesOnInBetweenAndItsLastCheckpointAnswers() throws Exception {
    Path earlier = train();
    Experiment experiment =
        ExperimentFile.read(file, Map.of("training.epochs", "100000", "name", "live"));
    try (TrainingJob job =
        TrainingJob.start(experiment, folder.resolve("runs"), folders, Activity.SILENT)) {
      var training = compute.train(job, event -> {});
      while (job.run().checkpoints().list().isEmpty()) {
        Thread.sleep(5);
      }
      int before = job.step();
      Answer<List<Neighbour>> answer =
          finder
              .find(job.run().path(), photo("across/image 0.png"), 4, (part, now, total) -> {})
              .get(30, TimeUnit.SECONDS);
      assertFalse(answer.weights().live());
      assertEquals(4, answer.value().size());
      assertTrue(job.step() > before, "steps go on in between");
      assertEquals(4, find(earlier, photo("across/image 0.png"), 4, new ArrayList<>()).size());
      job.control().stop();
      training.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void withoutTheTrainingImagesItSaysSo() throws Exception {
    Path run = train();
    Folders.delete(folder.resolve("photos"));
    Path image = DrawnImages.write(folder.resolve("more"), 1).resolve("across/image 0.png");
    ExecutionException problem =
        assertThrows(ExecutionException.class, () -> find(run, image, 3, new ArrayList<>()));
    assertTrue(
        assertInstanceOf(StudioException.class, problem.getCause()).what().contains("photos"));
    assertFalse(Files.exists(folders.featureCache()));
  }
}
