package org.alexnetstudio.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.SimpleObjectProperty;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.ResizeSpec;
import org.alexnetstudio.insight.ColourLimits;
import org.alexnetstudio.insight.Spot;
import org.alexnetstudio.session.KeptWeights;
import org.alexnetstudio.session.WeightsOrigin;
import org.alexnetstudio.ui.fx.Tiles;
import org.alexnetstudio.ui.run.ShownRun;
import org.junit.jupiter.api.Test;

/** What the workspace asks and shows; without a toolkit. */
class ExploreModelTest {
  private static final Path PHOTO = Path.of("/pictures/photo.png");
  private static final Path OTHER = Path.of("/pictures/other.png");

  private final SlowExplorer explorer = new SlowExplorer();
  private long nanos;
  private final ExploreModel model = new ExploreModel(explorer, Runnable::run, () -> nanos);

  @Test
  void aChoiceAsksWhatDependsOnIt() {
    model.chooseLayer(4);
    assertEquals(List.of(), explorer.questions(), "there is no image yet");
    model.show(PHOTO);
    assertEquals(List.of("overview photo.png", "layer 4"), explorer.questions());
    model.chooseUnit(7);
    model.chooseSpot(new Spot(2, 3));
    assertEquals(
        List.of("unit 4/7", "unit 4/7", "arithmetic 4/7 2,3"), explorer.questions().subList(2, 5));
    explorer.answerAll();
    model.chooseUnit(8);
    assertEquals(List.of("unit 4/8", "arithmetic 4/8 2,3"), explorer.questions().subList(5, 7));
    model.chooseLayer(4);
    assertEquals(7, explorer.questions().size(), "nothing is new");
  }

  @Test
  void anAnswerThatComesLateIsNotShown() {
    model.show(PHOTO);
    CompletableFuture<?> first = explorer.future("layer 1");
    model.chooseLayer(2);
    assertTrue(first.isCancelled());
    explorer.answer("layer 2");
    explorer.answer("layer 1");
    assertNotNull(model.activations().answer().get());
    assertEquals(2, model.activations().answer().get().value().layer().index());
  }

  @Test
  void aPlaceOutsideAnotherModelsMapsIsGivenUp() {
    model.show(PHOTO);
    model.chooseUnit(2);
    model.chooseSpot(new Spot(40, 40));
    explorer.answerAll();
    assertTrue(model.calculating().get());
    // The same question now finds maps of 27 x 27.
    model.chooseLayer(5);
    assertFalse(model.calculating().get());
    assertNull(model.spot().get());
    assertEquals(-1, model.unit().get());
  }

  @Test
  void numbersOfTheImageBeforeAreNotShownOverAnother() {
    explorer.answersAtOnce();
    model.show(PHOTO);
    model.chooseUnit(2);
    model.chooseSpot(new Spot(4, 4));
    assertTrue(model.calculating().get());
    explorer.answersLater();
    model.show(OTHER);
    assertFalse(model.calculating().get());
    assertNull(model.view().answer().get());
    assertNull(model.activations().answer().get());
    assertEquals(2, model.unit().get());
    assertEquals("unit 1/2", explorer.questions().get(explorer.questions().size() - 1));
  }

  @Test
  void anotherRunHasNoneOfTheChangesAnotherCheckpointHasAll() {
    explorer.answersAtOnce();
    Path run = Path.of("/runs/20261124-140200_photos");
    model.show(PHOTO);
    model.chooseUnit(5);
    model.chooseSpot(new Spot(1, 1));
    model.scale(0);
    explorer.weights(false, 820, run.resolve("checkpoints/best"));
    model.answeredBy(run.resolve("checkpoints/best"));
    model.refresh();
    assertEquals(1, model.surgery().get().scales().size());
    assertTrue(model.calculating().get());
    explorer.weights(false, 9, Path.of("/runs/20261125-080000_digits"));
    model.refresh();
    assertTrue(model.surgery().get().isEmpty());
    assertFalse(model.undoable().get());
    assertFalse(model.calculating().get());
  }

  @Test
  void patchesAreReadAgainWithAnotherUnitButSeldomWithOtherWeights() {
    explorer.answersAtOnce();
    model.show(PHOTO);
    model.chooseUnit(5);
    assertEquals(1, explorer.patchesAsked());
    model.refresh();
    model.scale(0.5f);
    assertEquals(1, explorer.patchesAsked());
    nanos += 31_000_000_000L;
    model.refresh();
    assertEquals(2, explorer.patchesAsked());
    model.chooseUnit(6);
    assertEquals(3, explorer.patchesAsked());
  }

  @Test
  void aNewQuestionLeavesNoMomentWithoutOne() {
    model.show(PHOTO);
    List<Boolean> told = new ArrayList<>();
    model.overview().pending().addListener((value, before, now) -> told.add(now));
    model.refresh();
    assertEquals(List.of(), told);
  }

  @Test
  void unitsStandInTheirOrderAndBearTheirMarks() {
    explorer.answersAtOnce();
    UnitsModel units = new UnitsModel(model);
    model.show(PHOTO);
    UnitTiles byIndex = units.tiles().get();
    assertNotNull(byIndex);
    assertEquals(7, byIndex.unit(7));
    assertEquals("dead", byIndex.mark(10).text());
    assertEquals(new Tiles.Mark("= 2", "mark-twin"), byIndex.mark(18));
    assertNull(byIndex.mark(0));
    units.order().set(UnitOrder.MAX);
    UnitTiles byMax = units.tiles().get();
    for (int tile = 1; tile < byMax.count(); tile++) {
      assertTrue(
          byMax.facts(byMax.unit(tile - 1)).max() >= byMax.facts(byMax.unit(tile)).max(),
          "tile " + tile);
      assertEquals(tile, byMax.tileOf(byMax.unit(tile)));
    }
    units.choose(3);
    assertEquals(byMax.unit(3), model.unit().get());
    model.scale(0);
    UnitTiles changed = units.tiles().get();
    assertEquals("muted", changed.mark(changed.tileOf(model.unit().get())).text());
    units.moveLayer(-1);
    units.moveLayer(-1);
    assertEquals(0, model.layer().get());
    assertEquals(UnitColours.GREY, units.tiles().get().colours());
  }

  @Test
  void layersTellOfWeightsOrActivationsAndOfChanges() {
    explorer.answersAtOnce();
    LayersModel layers = new LayersModel(model);
    model.show(PHOTO);
    assertNull(layers.rows().get().get(2).numbers());
    assertFalse(layers.rows().get().get(2).shaped());
    layers.quantity().set(LayersModel.Quantity.ACTIVATIONS);
    assertNotNull(layers.rows().get().get(2).numbers());
    model.chooseUnit(5);
    model.scale(2);
    assertEquals("1 changed", layers.rows().get().get(1).changes());
    model.undo();
    assertEquals("", layers.rows().get().get(1).changes());
  }

  @Test
  void coloursEndAtThePercentileAndZeroIsWhereItBelongs() {
    float[] values = new float[1003];
    Random random = new Random(4);
    for (int i = 3; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * Math.exp(3 * random.nextGaussian()));
    }
    float[] sorted = Arrays.copyOfRange(values, 3, values.length);
    Arrays.sort(sorted);
    // 99.5 % of 1,000 values are at most the 995th.
    assertEquals(sorted[994], ColourLimits.high(values, 3, 1000));
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = Math.abs(sorted[i]);
    }
    Arrays.sort(sorted);
    assertEquals(sorted[994], ColourLimits.size(values, 3, 1000));
    assertEquals(0, ColourLimits.high(new float[] {-3, 0, -1}, 0, 3));
    float[] rare = new float[1000];
    rare[500] = 9;
    assertEquals(9, ColourLimits.high(rare, 0, 1000));
    assertEquals(0xff000004, UnitColours.FROM_ZERO.argb(-5, 10));
    assertEquals(0xff808080, UnitColours.GREY.argb(0, 10));
    int white = UnitColours.CENTRED.argb(0, 10);
    assertTrue((white & 0xff) > 0xf0 && (white >> 16 & 0xff) > 0xf0, Integer.toHexString(white));
    int red = UnitColours.CENTRED.argb(10, 10);
    assertTrue((red >> 16 & 0xff) > (red & 0xff), Integer.toHexString(red));
  }

  @Test
  void asksAgainOnlyWhereItIsSeenAndSeldom() {
    int[] asked = {0};
    boolean[] seen = {false};
    boolean[] busy = {false};
    double[] later = {0};
    Refreshing refreshing =
        new Refreshing(
            () -> {
              asked[0]++;
              busy[0] = true;
            },
            () -> seen[0],
            () -> busy[0],
            () -> nanos,
            seconds -> later[0] = seconds);
    refreshing.changed();
    assertEquals(0, asked[0], "nobody sees it");
    seen[0] = true;
    refreshing.look();
    refreshing.look();
    assertEquals(1, asked[0]);
    nanos += 500_000_000L;
    busy[0] = false;
    refreshing.look();
    nanos += 500_000_000L;
    refreshing.changed();
    assertEquals(1, asked[0], "too soon after the answer");
    assertEquals(1.5, later[0], 1e-9);
    nanos += 1_500_000_000L;
    busy[0] = true;
    refreshing.look();
    assertEquals(1, asked[0], "the user's own question is not answered");
    busy[0] = false;
    refreshing.look();
    assertEquals(2, asked[0]);
    nanos += 4_000_000_000L;
    busy[0] = false;
    refreshing.changed();
    assertEquals(2, asked[0]);
    assertEquals(12, later[0], 1e-9, "three times as long as the answer took");
    refreshing.replaced();
    assertEquals(3, asked[0], "another model is asked at once");
  }

  @Test
  void theFirstImageIsOneThatCanBeRead() {
    List<Path> tried = new ArrayList<>();
    ShownImages images =
        new ShownImages(
            model,
            new SimpleObjectProperty<>(new ShownRun((details, step) -> new CompletableFuture<>())),
            path -> {
              tried.add(path);
              return path.equals(PHOTO)
                  ? CompletableFuture.failedFuture(
                      StudioException.badInput("Cannot open it", "it is gone", "Look for it."))
                  : CompletableFuture.completedFuture(path);
            },
            () -> CompletableFuture.completedFuture(List.of(PHOTO, OTHER)),
            Runnable::run);
    images.showFirst();
    assertEquals(List.of(PHOTO, OTHER), tried);
    assertEquals(OTHER, model.image().get());
    images.choose(PHOTO);
    images.showFirst();
    assertEquals(PHOTO, model.image().get());
    assertEquals(List.of(PHOTO), images.recent());
  }

  @Test
  void weightsAreNamedByStepAndRun() {
    Path run = Path.of("/runs/20261124-140200_photos");
    assertEquals("live, step 1,412", ModelPlace.words(origin(run, 1412, true)));
    assertEquals(
        "step 820 of photos",
        ModelPlace.words(origin(run.resolve("checkpoints/best"), 820, false)));
    assertEquals(
        "step 0 of alexnet",
        ModelPlace.words(origin(Path.of("/models/alexnet.safetensors"), 0, false)));
  }

  @Test
  void theWeightsOfARunsFolderAreToldByTheirStep() {
    Path run = Path.of("/runs/20261124-140200_photos");
    KeptWeights latest = new KeptWeights("latest", 1200, run.resolve("checkpoints/latest"), 8);
    KeptWeights best = new KeptWeights("best", 820, run.resolve("checkpoints/best"), 8);
    List<KeptWeights> all = List.of(latest, best);
    assertTrue(ModelPlace.isShown(best, all, origin(run, 820, false)));
    assertFalse(ModelPlace.isShown(latest, all, origin(run, 820, false)));
    assertTrue(ModelPlace.isShown(latest, all, origin(latest.folder(), 820, false)));
    assertFalse(ModelPlace.isShown(best, all, origin(latest.folder(), 820, false)));
    assertFalse(ModelPlace.isShown(best, all, origin(run, 820, true)), "those that learn");
  }

  private static WeightsOrigin origin(Path model, int step, boolean live) {
    return new WeightsOrigin(model, step, live, 10, new ResizeSpec(256, 256), 227);
  }
}
