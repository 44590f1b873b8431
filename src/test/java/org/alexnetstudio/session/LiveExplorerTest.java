package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import org.alexnetstudio.event.EndEvent;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.insight.Arithmetic;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.BackwardRule;
import org.alexnetstudio.insight.Explained;
import org.alexnetstudio.insight.Explanation;
import org.alexnetstudio.insight.Kernel;
import org.alexnetstudio.insight.LayerActivations;
import org.alexnetstudio.insight.Neighbour;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.insight.Patches;
import org.alexnetstudio.insight.Spot;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.insight.UnitView;
import org.alexnetstudio.insight.WeightUpdate;
import org.junit.jupiter.api.Test;

/** Questions about the inside of the network that learns, of a finished run, of a checkpoint. */
class LiveExplorerTest extends StudioTestCase {
  private static final int CONV1 = 1;
  private static final int CONV2 = 5;

  private Path finishedRun() throws Exception {
    RecordedRun recorded = new RecordedRun();
    Training training = start(recorded, Map.of("training.epochs", "2"));
    get(training.ended());
    recorded.await(EndEvent.class, 1);
    return recorded.folder();
  }

  @Test
  void withoutANetworkEveryQuestionSaysSo() {
    Explorer explorer = studio.explorer();
    for (Future<?> question :
        List.of(
            explorer.overview(image, Surgery.NONE),
            explorer.layer(image, Surgery.NONE, CONV1),
            explorer.unit(image, Surgery.NONE, CONV1, 0, null, BackwardRule.GUIDED),
            explorer.arithmetic(image, Surgery.NONE, CONV1, 0, new Spot(0, 0)),
            explorer.explain(image, Surgery.NONE, new Explanation.Gradient(), 0),
            explorer.overviewExplained(
                image, Surgery.NONE, seen -> new Explanation.Gradient(), seen -> 0),
            explorer.occlusion(image, Surgery.NONE, 0, 8, 4, (part, done, total) -> {}),
            explorer.filters(CONV1),
            explorer.patches(CONV1, 0),
            explorer.neighbours(image, 3, (part, done, total) -> {}))) {
      assertEquals("There is no network to ask", refused(question).what());
    }
    assertEquals("There is no last step to show", refused(explorer.weightUpdate(1, 0, 0)).what());
  }

  @Test
  void aTrainingIsLookedIntoWithoutAStop() throws Exception {
    RecordedRun recorded = new RecordedRun();
    startEndless(recorded);
    recorded.await(StepEvent.class, 1);
    Explorer explorer = studio.explorer();
    int before = recorded.lastStep();
    Answer<LayerActivations> first = get(explorer.layer(image, Surgery.NONE, CONV1));
    recorded.await(StepEvent.class, recorded.count(StepEvent.class) + 3);
    Answer<LayerActivations> later = get(explorer.layer(image, Surgery.NONE, CONV1));
    assertTrue(first.weights().live());
    assertTrue(first.weights().step() >= before);
    assertTrue(later.weights().step() > first.weights().step());
    assertNotEquals(first.value().values()[0], later.value().values()[0], "it learns meanwhile");
    Answer<Arithmetic> sum =
        get(explorer.arithmetic(image, Surgery.NONE, CONV2, 3, new Spot(1, 1)));
    assertEquals(sum.value().computed(), sum.value().at().activation(), 1e-4);
    Answer<UnitView> unit =
        get(explorer.unit(image, Surgery.NONE, CONV2, 3, null, BackwardRule.GUIDED));
    assertEquals(3 * 28 * 28, unit.value().backward().values().length);
    recorded.await(StepEvent.class, recorded.count(StepEvent.class) + 1);
  }

  @Test
  void theLastStepOfAWeightAddsUp() throws Exception {
    RecordedRun recorded = new RecordedRun();
    Training training = startEndless(recorded);
    recorded.await(StepEvent.class, 3);
    training.pause();
    Explorer explorer = studio.explorer();
    get(explorer.overview(image, Surgery.NONE));
    recorded.await(StepEvent.class, recorded.count(StepEvent.class));
    // Looking into the network must not change what the step left behind.
    WeightUpdate before = get(explorer.weightUpdate(CONV1, 2, 7)).value();
    get(explorer.unit(image, Surgery.NONE, CONV2, 1, null, BackwardRule.GRADIENT));
    get(explorer.explain(image, Surgery.NONE, new Explanation.IntegratedGradients(), 0));
    WeightUpdate update = get(explorer.weightUpdate(CONV1, 2, 7)).value();
    assertEquals(before, update);
    assertEquals("conv1.weight", update.parameter());
    assertEquals(2 * 75 + 7, update.index());
    double velocity =
        update.momentum() * update.velocityBefore()
            - update.rate() * update.decay() * update.before()
            - update.rate() * update.gradient();
    assertEquals(velocity, update.velocity(), 1e-7);
    assertEquals(update.before() + update.velocity(), update.after(), 1e-7);
    Arithmetic.Convolution sum =
        (Arithmetic.Convolution)
            get(explorer.arithmetic(image, Surgery.NONE, CONV1, 2, new Spot(0, 0))).value();
    assertEquals(sum.kernel().weights()[7], update.after(), "the weight that is shown");
  }

  @Test
  void aFinishedRunTellsAllOfItself() throws Exception {
    finishedRun();
    Explorer explorer = studio.explorer();
    Answer<Overview> overview = get(explorer.overview(image, Surgery.NONE));
    assertFalse(overview.weights().live());
    assertEquals(11, overview.value().layers().size());
    int likeliest =
        overview.value().classNames().indexOf(overview.value().top().get(0).className());
    for (Explanation each :
        List.of(
            new Explanation.GradCam(CONV2),
            new Explanation.Gradient(),
            new Explanation.IntegratedGradients())) {
      Attribution found = get(explorer.explain(image, Surgery.NONE, each, likeliest)).value();
      assertTrue(Float.isFinite(found.score()));
    }
    Explained atOnce =
        get(explorer.overviewExplained(
                image,
                Surgery.NONE,
                seen -> new Explanation.GradCam(seen.layers().get(CONV2).index()),
                seen -> seen.top().get(1).classIndex()))
            .value();
    assertEquals(overview.value().top(), atOnce.overview().top());
    assertEquals(overview.value().top().get(1).classIndex(), atOnce.classIndex());
    assertArrayEquals(
        get(explorer.explain(
                image, Surgery.NONE, new Explanation.GradCam(CONV2), atOnce.classIndex()))
            .value()
            .values(),
        atOnce.attribution().values());
    List<Integer> done = new CopyOnWriteArrayList<>();
    Attribution occlusion =
        get(explorer.occlusion(
                image, Surgery.NONE, likeliest, 8, 4, (part, some, total) -> done.add(some)))
            .value();
    assertEquals(7 * 7, occlusion.values().length);
    assertEquals(List.of(24, 48, 49), done);
    FilterBank filters = get(explorer.filters(CONV2)).value();
    assertEquals("conv2", filters.layer());
    Kernel kernel =
        get(explorer.unit(image, Surgery.NONE, CONV2, 1, null, BackwardRule.GUIDED))
            .value()
            .kernel();
    int count = kernel.weights().length;
    assertArrayEquals(kernel.weights(), Arrays.copyOfRange(filters.weights(), count, 2 * count));
    assertTrue(refused(explorer.filters(CONV1 + 1)).remedy().contains("a convolution"));
    Patches patches = get(explorer.patches(CONV1, 0));
    assertFalse(patches.strongest().isEmpty());
    assertEquals(5, patches.strongest().get(0).picture().width());
    assertEquals(8, get(explorer.layer(image, Surgery.NONE, CONV1)).value().dead().length, "units");
    List<Neighbour> nearest = get(explorer.neighbours(image, 3, (part, some, total) -> {})).value();
    assertEquals(3, nearest.size());
    assertTrue(nearest.get(0).distance() <= nearest.get(2).distance());
    assertTrue(refused(explorer.weightUpdate(CONV1, 0, 0)).remedy().contains("Start or resume"));
  }

  @Test
  void aCheckpointIsLookedIntoLikeARun() throws Exception {
    Path run = finishedRun();
    studio.network().open(run.resolve("checkpoints/latest"));
    Answer<Overview> latest = get(studio.explorer().overview(image, Surgery.NONE));
    assertEquals(run.resolve("checkpoints/latest"), latest.weights().model());
    assertFalse(get(studio.explorer().patches(CONV2, 1)).strongest().isEmpty());
  }

  @Test
  void surgeryChangesTheAnswerAndNotTheRun() throws Exception {
    Path run = finishedRun();
    byte[] before = Files.readAllBytes(run.resolve("checkpoints/latest/model.safetensors"));
    Explorer explorer = studio.explorer();
    Surgery surgery = Surgery.NONE;
    for (int unit = 0; unit < 8; unit++) {
      surgery = surgery.with(new Surgery.Unit(CONV1, unit), 0);
    }
    Overview muted = get(explorer.overview(image, surgery)).value();
    Overview whole = get(explorer.overview(image, Surgery.NONE)).value();
    assertEquals(0, muted.layers().get(CONV1 + 1).activations().max());
    assertNotEquals(whole.top(), muted.top());
    assertEquals(whole.top(), get(explorer.overview(image, Surgery.NONE)).value().top());
    assertEquals(
        -1,
        Arrays.mismatch(
            before, Files.readAllBytes(run.resolve("checkpoints/latest/model.safetensors"))));
  }

  @Test
  void aCancelledOcclusionEnds() throws Exception {
    finishedRun();
    List<Integer> done = new CopyOnWriteArrayList<>();
    CompletableFuture<CompletableFuture<?>> asked = new CompletableFuture<>();
    CompletableFuture<Answer<Attribution>> question =
        studio
            .explorer()
            .occlusion(
                image,
                Surgery.NONE,
                0,
                2,
                1,
                (part, some, total) -> {
                  done.add(some);
                  if (some > 0) {
                    asked.join().cancel(false);
                  }
                });
    asked.complete(question);
    assertThrows(CancellationException.class, () -> get(question));
    // A question after it is answered, and the places of the whole image were not gone through.
    get(studio.explorer().overview(image, Surgery.NONE));
    assertTrue(done.size() < 5, done::toString);
  }
}
