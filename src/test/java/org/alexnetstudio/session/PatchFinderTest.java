package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.insight.ExcitingPatch;
import org.alexnetstudio.insight.Field;
import org.alexnetstudio.insight.LayerActivations;
import org.alexnetstudio.insight.Patches;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.insight.WeightUpdate;
import org.alexnetstudio.network.ReceptiveField;
import org.alexnetstudio.support.Folders;
import org.alexnetstudio.support.SmallExperiment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What excites the units of a run most, and what its last step did to a weight. */
class PatchFinderTest {
  private static final int VALIDATION = 9;

  @TempDir Path folder;
  private Path file;
  private AppFolders folders;
  private PatchFinder finder;

  @BeforeEach
  void draw() throws Exception {
    // 27 training images, so 3 steps of 8 an epoch.
    file = SmallExperiment.write(folder, 12);
    folders = new AppFolders(folder.resolve("cache"));
    finder = new PatchFinder(new TrainedImages(folders), Runnable::run);
  }

  private TrainingJob start(Map<String, String> more) throws StudioException {
    Map<String, String> overrides = new HashMap<>(more);
    overrides.putIfAbsent("training.epochs", "2");
    return TrainingJob.start(
        ExperimentFile.read(file, overrides), folder.resolve("runs"), folders, Activity.SILENT);
  }

  private Path train(Map<String, String> more) throws Exception {
    try (TrainingJob job = start(more)) {
      job.train(event -> {}, snapshot -> {}, () -> {});
      return job.run().path();
    }
  }

  private Patches patches(Path model, int layer, int unit) throws Exception {
    return finder.find(model, layer, unit).get(20, TimeUnit.SECONDS);
  }

  private StudioException refused(Path model, int layer) {
    ExecutionException problem =
        assertThrows(ExecutionException.class, () -> patches(model, layer, 0));
    return assertInstanceOf(StudioException.class, problem.getCause());
  }

  @Test
  void imagesThatWereMovedAreSaidToBeAndFoundAgainInTheirPlace() throws Exception {
    Path run = train(Map.of());
    Path photos = folder.resolve("photos");
    Files.move(photos, folder.resolve("moved"));
    StudioException problem = refused(run, 1);
    assertEquals("The images of this run are not where they were: " + photos, problem.what());
    assertTrue(problem.remedy().startsWith("Bring them back to this place"), problem.remedy());
    Files.move(folder.resolve("moved"), photos);
    assertEquals(VALIDATION, patches(run, 1, 0).strongest().size());
  }

  @Test
  void theyAreWhatTheNetworkAnswersMostStronglyAndThePixelsOfTheImage() throws Exception {
    Path run = train(Map.of("network.layers.conv2.pad", "1"));
    Studio studio = new Studio(folders);
    // The network of the last validation.
    studio.network().open(run.resolve("checkpoints/latest"));
    var network = ExperimentFile.read(run.resolve("experiment.json"), Map.of()).network();
    for (int layer : new int[] {1, 5, 7, 10}) {
      for (int unit = 0; unit < 3; unit++) {
        Patches found = patches(run, layer, unit);
        assertEquals(VALIDATION, found.images());
        assertEquals(6, found.step());
        assertEquals(2, found.epoch());
        assertEquals(VALIDATION, found.strongest().size());
        assertEquals(
            VALIDATION, found.strongest().stream().map(ExcitingPatch::image).distinct().count());
        float last = Float.POSITIVE_INFINITY;
        for (ExcitingPatch patch : found.strongest()) {
          assertTrue(patch.activation() <= last, "the strongest first");
          last = patch.activation();
          Path image = folder.resolve("photos").resolve(patch.image());
          LayerActivations activations =
              studio.explorer().layer(image, Surgery.NONE, layer).get(20, TimeUnit.SECONDS).value();
          float[] map = activations.map(unit);
          int best = 0;
          for (int i = 0; i < map.length; i++) {
            best = map[i] > map[best] ? i : best;
          }
          assertEquals(map[best], patch.activation(), 1e-4 * Math.abs(map[best]));
          int width = activations.layer().width();
          ReceptiveField field = ReceptiveField.of(network, layer, best / width, best % width);
          assertEquals(
              new Field(field.top(), field.left(), field.height(), field.width()), patch.field());
          assertPixels(ImageIO.read(image.toFile()), patch);
        }
      }
    }
    assertArrayEquals(
        patches(run, 1, 4).strongest().get(0).picture().argb(),
        patches(run.resolve("checkpoints/best/model.safetensors"), 4, 4)
            .strongest()
            .get(0)
            .picture()
            .argb(),
        "pool1 shows what excites conv1");
    assertEquals(8, finder.dead(run, 1).length);
    assertEquals(8, finder.dead(run, 4).length, "pool1, whose units are those of conv1");
    assertEquals(0, finder.dead(run, 10).length, "a logit below 0 is not dead");
    assertEquals(0, finder.dead(run, 0).length);
    assertEquals("Nothing excites this layer", refused(run, 0).what());
    studio.close();
  }

  /** The images are 32 pixels wide, and the network sees the central 28. */
  private static void assertPixels(BufferedImage image, ExcitingPatch patch) {
    Field field = patch.field();
    Picture picture = patch.picture();
    assertEquals(field.width(), picture.width());
    assertEquals(field.height(), picture.height());
    for (int y = 0; y < field.height(); y++) {
      for (int x = 0; x < field.width(); x++) {
        int row = field.top() + y;
        int column = field.left() + x;
        boolean inside = row >= 0 && row < 28 && column >= 0 && column < 28;
        assertEquals(
            inside ? image.getRGB(column + 2, row + 2) : 0xff000000,
            picture.argb()[y * field.width() + x]);
      }
    }
  }

  @Test
  void whatIsMissingIsSaidWithWhatToDo() throws Exception {
    Path run = train(Map.of());
    assertFalse(patches(run, 1, 0).strongest().isEmpty());
    // Another program run has nothing open.
    finder = new PatchFinder(new TrainedImages(folders), Runnable::run);
    Path cache = folders.imageCache();
    Files.move(cache, folder.resolve("elsewhere"));
    StudioException gone = refused(run, 1);
    assertTrue(gone.what().contains("not at hand"), gone.what());
    assertFalse(Files.exists(cache), "nothing is prepared anew");
    Files.move(folder.resolve("elsewhere"), cache);
    Files.delete(folder.resolve("photos/across/image 0.png"));
    assertTrue(refused(run, 1).why().contains("changed"));
    Folders.delete(folder.resolve("photos"));
    assertEquals(8, finder.dead(run, 1).length, "which needs no images");
    Files.delete(run.resolve("patches.safetensors"));
    assertTrue(refused(run, 1).what().contains("not known yet"));
    assertEquals(0, finder.dead(run, 1).length);
    Files.copy(
        run.resolve("checkpoints/best/model.safetensors"), folder.resolve("model.safetensors"));
    assertTrue(refused(folder.resolve("model.safetensors"), 1).remedy().contains("run's folder"));
  }

  @Test
  void eachStepsUpdateBeginsWhereTheOneBeforeItEnded() throws Exception {
    List<WeightUpdate> weights = new ArrayList<>();
    List<WeightUpdate> biases = new ArrayList<>();
    Path run;
    try (TrainingJob job = start(Map.of())) {
      job.train(
          event -> {
            if (event instanceof StepEvent && event.step() == 6) {
              job.control().stop();
            }
          },
          snapshot -> {},
          () -> {
            if (weights.isEmpty() || job.step() > weights.get(weights.size() - 1).step()) {
              weights.add(update(job, 5, 3, 7));
              biases.add(update(job, 10, 2, -1));
            }
          });
      assertNull(job.weightUpdates(), "the training is over");
      run = job.run().path();
    }
    assertEquals(List.of(1, 2, 3, 4, 5, 6), weights.stream().map(WeightUpdate::step).toList());
    assertEquals("conv2.weight", weights.get(0).parameter());
    assertEquals(3 * 4 * 9 + 7, weights.get(0).index());
    assertEquals("fc4.bias", biases.get(0).parameter());
    assertEquals(2, biases.get(0).index());
    for (List<WeightUpdate> updates : List.of(weights, biases)) {
      assertEquals(0, updates.get(0).velocityBefore(), 1e-7);
      for (int i = 1; i < updates.size(); i++) {
        WeightUpdate last = updates.get(i - 1);
        WeightUpdate next = updates.get(i);
        assertEquals(last.after(), next.before(), 1e-7);
        assertEquals(last.velocity(), next.velocityBefore(), 1e-7);
        assertTrue(next.gradient() != last.gradient());
      }
    }
    try (TrainingJob resumed = TrainingJob.resume(run, "latest", folders, Activity.SILENT)) {
      List<Boolean> known = new ArrayList<>();
      resumed.train(
          event -> {
            if (event instanceof StepEvent || event instanceof org.alexnetstudio.event.StartEvent) {
              known.add(resumed.weightUpdates() != null && update(resumed, 1, 0, 0) != null);
            }
          },
          snapshot -> {},
          () -> {});
      assertFalse(known.get(0), "before its first step");
      assertTrue(known.stream().skip(1).allMatch(told -> told));
    }
  }

  private static WeightUpdate update(TrainingJob job, int layer, int unit, int index) {
    try {
      return job.weightUpdates().last(layer, unit, index);
    } catch (StudioException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aLayerWithoutWeightsHasNoUpdate() throws Exception {
    try (TrainingJob job = start(Map.of("training.epochs", "1"))) {
      List<StudioException> refused = new ArrayList<>();
      job.train(
          event -> {},
          snapshot -> {},
          () ->
              refused.add(
                  assertThrows(StudioException.class, () -> job.weightUpdates().last(2, 0, 0))));
      assertEquals("No step changes relu1", refused.get(0).what());
    }
  }
}
