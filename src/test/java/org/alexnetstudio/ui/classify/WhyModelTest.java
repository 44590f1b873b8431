package org.alexnetstudio.ui.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.ColourMap;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.Overview;
import org.junit.jupiter.api.Test;

/** Which questions are asked of a network about the chosen image, and what is made of answers. */
class WhyModelTest {
  private static final Path CAT = Path.of("cat.png");
  private static final Path DOG = Path.of("dog.png");

  private final FakeExplorer network = new FakeExplorer();
  private final WhyModel model = new WhyModel(network, Runnable::run);
  private final NeighboursModel nearest = new NeighboursModel(network, Runnable::run);

  private Why answer() {
    return model.latest().answer().get();
  }

  @Test
  void theLastConvolutionExplainsTheLikeliestClassAtFirst() {
    network.likeliest(2);
    model.show(CAT, "answer", null);
    assertEquals(List.of("overview, explain GradCam[layer=4] of 2"), network.questions());
    assertEquals("Leopards", answer().className());
    assertEquals("cat-grad-cam", answer().fileName());
    model.layer().set(3);
    model.wanted().set(new ExplainedClass(5, "panda"));
    assertEquals("explain GradCam[layer=3] of 5", network.last().what());
    model.method().set(WhyMethod.GRADIENT);
    assertEquals("explain Gradient[] of 5", network.last().what());
    model.method().set(WhyMethod.INTEGRATED);
    assertEquals("explain IntegratedGradients[] of 5", network.last().what());
    model.method().set(WhyMethod.OCCLUSION);
    assertEquals("occlusion 32/16 of 5", network.last().what());
    int before = network.questions().size();
    model.method().set(WhyMethod.IMAGE);
    assertEquals(before, network.questions().size(), "the image alone asks nothing");
    assertEquals(
        List.of("conv1", "pool1", "conv5", "pool5"),
        WhyModel.layers(network.overview()).stream().map(each -> each.name()).toList());
  }

  @Test
  void itIsAskedOnceForEachAnswerAndNotBeforeTheClassesAreKnown() {
    model.show(CAT, null, null);
    assertEquals(List.of(), network.questions());
    model.show(CAT, "first", null);
    model.show(CAT, "first", null);
    assertEquals(1, network.questions().size(), "a training answers one between two steps");
    model.method().set(WhyMethod.GRADIENT);
    assertEquals(
        List.of("overview, explain GradCam[layer=4] of 0", "explain Gradient[] of 0"),
        network.questions());
    model.show(CAT, "second", null);
    assertEquals(3, network.questions().size());
    assertNotNull(answer());
    model.show(DOG, null, null);
    assertNull(answer(), "of another image");
    model.show(null, null, null);
    assertEquals(3, network.questions().size());
  }

  @Test
  void aNewQuestionGivesUpTheOneBeforeWhereverItIs() {
    network.waits(true);
    model.show(CAT, "answer", null);
    FakeExplorer.Asked overview = network.last();
    model.show(DOG, "answer", null);
    assertTrue(overview.answer().isCancelled());
    model.cancel();
    assertTrue(network.last().answer().isCancelled());
    network.waits(false);
    model.method().set(WhyMethod.OCCLUSION);
    network.waits(true);
    assertEquals(WhyMethod.OCCLUSION, answer().method());
    assertEquals(DOG, answer().image());
  }

  @Test
  void nothingIsAskedWhereNobodySeesItAndAllOfItAfterwards() {
    model.seen().set(false);
    model.show(CAT, "answer", null);
    model.method().set(WhyMethod.OCCLUSION);
    assertEquals(List.of(), network.questions());
    model.seen().set(true);
    assertEquals(List.of("overview", "occlusion 32/16 of 0"), network.questions());
    model.seen().set(false);
    model.seen().set(true);
    assertEquals(2, network.questions().size(), "it is answered");
    assertTrue(model.isCurrent());
  }

  /** Ten crops may find another class likeliest than the one that is looked into. */
  @Test
  void theAnswersLikeliestClassCountsUnlessOneIsChosen() {
    network.likeliest(2);
    model.show(CAT, "ten crops", new ExplainedClass(5, "panda"));
    assertEquals("panda", answer().className());
    assertEquals("panda", network.overview().classNames().get(model.likeliest(network.overview())));
    model.wanted().set(new ExplainedClass(0, network.overview().classNames().get(0)));
    assertEquals(0, answer().classIndex());
    assertEquals(5, model.likeliest(network.overview()));
  }

  @Test
  void theChosenClassIsKeptByItsName() {
    ExplainedClass crane = new ExplainedClass(2, "crane");
    assertEquals(2, crane.in(List.of("crane", "panda", "crane")));
    assertEquals(1, crane.in(List.of("panda", "crane")));
    assertEquals(-1, crane.in(List.of("panda")));
    network.likeliest(2);
    model.wanted().set(new ExplainedClass(0, "panda"));
    model.show(CAT, "answer", null);
    assertEquals("panda", answer().className());
    model.wanted().set(crane);
    assertEquals("Leopards", answer().className(), "the likeliest, where it is not known");
  }

  @Test
  void progressIsThatOfTheQuestionUnderWay() {
    model.method().set(WhyMethod.OCCLUSION);
    model.show(CAT, "answer", null);
    assertEquals(-1, model.progress().get(), "the answer came at once");
    network.told().report("late", 1, 2);
    assertEquals(-1, model.progress().get());
  }

  @Test
  void whatFailsIsToldAndTheBlendIsKeptForEachMethod() {
    network.fails(StudioException.badInput("There is no network", "none", "Open one."));
    model.show(CAT, "answer", null);
    assertTrue(model.latest().problem().get() instanceof StudioException);
    assertEquals(0.6, model.blend().get());
    model.blend().set(0.3);
    model.method().set(WhyMethod.GRADIENT);
    assertEquals(1, model.blend().get());
    model.method().set(WhyMethod.OCCLUSION);
    assertEquals(0.6, model.blend().get());
    model.method().set(WhyMethod.GRAD_CAM);
    assertEquals(0.3, model.blend().get());
  }

  private static Why why(WhyMethod method, Picture image, Attribution found) {
    Overview overview = new Overview(image, List.of(), List.of(), List.of("a class"));
    return new Why(CAT, overview, method, 0, found, null, 1);
  }

  @Test
  void whereThereIsNoEvidenceTheImageStaysAsItIs() {
    Picture image = new Picture(2, 2, new int[] {0xff102030, 0xff405060, 0xff708090, 0xffa0b0c0});
    float[] values = {0, -3, 2, 4};
    Attribution found = new Attribution(true, 1, 2, 2, values, 1, Float.NaN);
    WhyColours colours = WhyColours.of(why(WhyMethod.OCCLUSION, image, found));
    assertEquals(4, colours.limit());
    int[] half = colours.over(image, 0.5).argb();
    assertEquals(image.argb()[0], half[0]);
    assertEquals(image.argb()[1], half[1]);
    assertArrayEquals(image.argb(), colours.over(image, 0).argb());
    assertEquals(ColourMap.INFERNO.argb(255), colours.over(image, 1).argb()[3]);
    int bright = ColourMap.INFERNO.argb(255) & 0xff;
    assertEquals((0xc0 + bright) / 2.0, half[3] & 0xff, 1);
  }

  @Test
  void theSignedOnesAreGreyOrWhiteWhereNothingSpeaks() {
    Picture image = new Picture(2, 2, new int[4]);
    Attribution none = new Attribution(true, 3, 2, 2, new float[12], 1, 0);
    int[] grey = WhyColours.of(why(WhyMethod.GRADIENT, image, none)).argb();
    for (int argb : grey) {
      assertEquals(0xff, argb >>> 24);
      assertEquals(0x80, argb & 0xff, 1);
      assertEquals(0x80, argb >> 16 & 0xff, 1);
    }
    float[] values = new float[12];
    values[0] = 1;
    values[4] = 2;
    values[1] = -3;
    Attribution some = new Attribution(true, 3, 2, 2, values, 1, 0);
    WhyColours colours = WhyColours.of(why(WhyMethod.INTEGRATED, image, some));
    assertEquals(3, colours.limit(), "of the sum over the channels");
    assertEquals(ColourMap.BLUE_WHITE_RED.argb(255), colours.argb()[0]);
    assertEquals(ColourMap.BLUE_WHITE_RED.argb(0), colours.argb()[1]);
    assertEquals(ColourMap.BLUE_WHITE_RED.argb(128), colours.argb()[2]);
  }

  @Test
  void theNearestAreAskedForOnceAndThenWithEachImageOfTheSameWeights() {
    network.live(false);
    nearest.show(CAT, network.weights());
    assertEquals(List.of(), network.questions(), "the first question reads all images");
    nearest.find();
    assertEquals(16, nearest.latest().answer().get().value().size());
    nearest.show(DOG, null);
    assertNull(nearest.latest().answer().get());
    nearest.show(DOG, network.weights());
    assertEquals(List.of("neighbours", "neighbours"), network.questions());
    assertEquals(DOG, network.last().image());
    network.live(true);
    nearest.show(CAT, network.weights());
    assertEquals(2, network.questions().size(), "those of a training change");
  }

  @Test
  void theSearchTellsHowFarItIsAndCanBeGivenUp() {
    network.waits(true);
    nearest.show(CAT, network.weights());
    nearest.find();
    network.told().report("Reading the training images", 640, 5206);
    assertEquals("Reading the training images: 640 of 5,206", nearest.part().get());
    assertEquals(640 / 5206.0, nearest.progress().get());
    var first = network.last().answer();
    var late = network.told();
    nearest.cancel();
    assertTrue(first.isCancelled());
    late.report("Reading the training images", 704, 5206);
    assertEquals(-1, nearest.progress().get());
    assertFalse(nearest.latest().pending().get());
    assertSame(CAT, nearest.image().get());
  }
}
