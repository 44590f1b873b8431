package org.alexnetstudio.ui.explore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.event.ColourMap;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.insight.Arithmetic;
import org.alexnetstudio.insight.ColourLimits;
import org.alexnetstudio.insight.Kernel;
import org.alexnetstudio.insight.Overlay;
import org.alexnetstudio.insight.Spot;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.insight.Tints;
import org.alexnetstudio.insight.WeightUpdate;
import org.junit.jupiter.api.Test;

/** What the panes of a unit and its arithmetic say and paint, without a window. */
class UnitNumbersTest {
  private static final Path PHOTO = Path.of("src/test/resources/images/photo.png");

  @Test
  void oneBrightPixelDoesNotBlackenTheRest() {
    float[] map = new float[1000];
    for (int i = 0; i < map.length; i++) {
      map[i] = i - 100;
    }
    map[999] = 1e6f;
    UnitFacts facts = UnitFacts.of(map);
    assertEquals(1e6f, facts.max());
    assertEquals(894, ColourLimits.high(map, 0, map.length));
    assertEquals(0.899, facts.active(), 1e-9);
    float[] sparse = new float[1000];
    sparse[7] = 3;
    assertEquals(3, ColourLimits.high(sparse, 0, sparse.length));
    assertEquals(0, ColourLimits.high(new float[] {-2, -1}, 0, 2));
    assertEquals(1.5, UnitFacts.of(new float[] {-2, 1, 1, -2}).sd(), 1e-9);
  }

  @Test
  void whatIsZeroLeavesTheImageUntouchedAndTheBrightestIsItsColour() {
    Picture image = new Picture(2, 2, new int[] {0xff102030, 0xff405060, 0xff708090, 0xffa0b0c0});
    int[] shown = Overlay.compose(image, new float[] {0, -5, 8, 20}, 2, 10, 1, 4);
    int[] alone = Overlay.compose(image, new float[] {0, -5, 8, 20}, 2, 10, 0, 4);
    assertEquals(64, shown.length);
    assertEquals(0xff102030, shown[0]);
    assertEquals(0xff405060, shown[7]);
    assertEquals(ColourMap.INFERNO.argb(255), shown[63]);
    assertEquals(0xffa0b0c0, alone[63]);
    int inferno = ColourMap.INFERNO.argb(204);
    assertEquals(Math.round(0x70 + 0.8 * ((inferno >> 16 & 255) - 0x70)), shown[56] >> 16 & 255);
  }

  @Test
  void kernelsAreTiledWithAllWeightsByOneLimit() {
    float[] weights = new float[5 * 4];
    Arrays.setAll(new double[20], i -> weights[i] = i - 10);
    KernelSheet sheet = new KernelSheet(new Kernel(0, 0, 5, 2, weights, 0), 3);
    Picture picture = sheet.picture(2);
    assertEquals(3 * 5 - 1, picture.width());
    assertEquals(2 * 5 - 1, picture.height());
    assertEquals(ColourMap.BLUE_WHITE_RED.argb(0), picture.argb()[0]);
    assertEquals(Tints.signed(9, 10), picture.argb()[8 * 14 + 5 + 3]);
    assertTrue(sheet.tiles() == 5 && sheet.rows() == 2);
  }

  @Test
  void aPatchBeyondTheImageIsGreyThere() {
    Picture image = new Picture(2, 2, new int[] {1, 2, 3, 4});
    int grey = 0xff808080;
    assertArrayEquals(
        new int[] {grey, grey, grey, grey, 1, 2, grey, 3, 4}, Tints.cut(image, -1, -1, 3));
  }

  @Test
  void termsAddUpAsTheyAreWritten() throws Exception {
    PaintedNetwork network = new PaintedNetwork(PHOTO);
    for (int layer : new int[] {1, 5, 8}) {
      Spot spot = layer == 8 ? new Spot(0, 0) : new Spot(11, 20);
      Arithmetic arithmetic =
          network.arithmetic(PHOTO, Surgery.NONE, layer, 130 % 96, spot).get().value();
      List<SumLine> lines = SumLine.of(arithmetic, PaintedNetwork.layers(), Surgery.NONE, 1);
      double sum = 0;
      double last = 0;
      for (SumLine line : lines) {
        double value = Double.parseDouble(line.value().replace('\u2212', '-'));
        if (line.kind() == SumLine.Kind.TERM) {
          sum += value;
          last =
              Math.ulp(1.0)
                  + Math.pow(10, -(line.value().length() - line.value().indexOf('.') - 1));
        } else if (line.kind() == SumLine.Kind.TOTAL) {
          assertEquals(value, sum, 3 * last, arithmetic.at().name());
        } else {
          assertEquals(Math.max(0, sum), value, 3 * last);
        }
      }
      assertEquals(layer != 8, lines.get(lines.size() - 1).kind() == SumLine.Kind.NEXT);
    }
  }

  @Test
  void theSumOfAChangedUnitSaysWhatItIsMultipliedBy() throws Exception {
    PaintedNetwork network = new PaintedNetwork(PHOTO);
    Arithmetic.Convolution whole =
        (Arithmetic.Convolution)
            network.arithmetic(PHOTO, Surgery.NONE, 1, 15, new Spot(11, 40)).get().value();
    Arithmetic.At at = whole.at();
    Arithmetic half =
        new Arithmetic.Convolution(
            new Arithmetic.At(1, at.name(), 15, at.spot(), at.field(), 0.5f, at.activation() / 2),
            whole.kernel(),
            whole.top(),
            whole.left(),
            whole.patch(),
            whole.sums(),
            whole.computed() / 2);
    Surgery surgery = new Surgery(Map.of(new Surgery.Unit(2, 15), 3f));
    List<SumLine> lines = SumLine.of(half, PaintedNetwork.layers(), surgery, 0);
    double sum = 0;
    double factor = 1;
    double total = 0;
    for (SumLine line : lines) {
      double value = Double.parseDouble(line.value().replace('\u2212', '-').replace("× ", ""));
      switch (line.kind()) {
        case TERM -> sum += value;
        case FACTOR -> factor = value;
        case TOTAL -> {
          total = value;
          assertEquals(sum * factor, total, 0.05);
        }
        default -> {
          assertEquals("relu1 × 3 (what if)", line.name());
          assertEquals(3 * Math.max(0, total), value, 0.05);
        }
      }
    }
    assertEquals(0.5, factor);
    Arithmetic relu =
        new Arithmetic.Pointwise(
            new Arithmetic.At(2, "relu1", 15, at.spot(), at.field(), 0, 0), "max(0, x)", 4, 0);
    assertEquals("x = 4\nmax(0, x) × 0 (what if) = 0", ArithmeticText.formula(relu));
  }

  @Test
  void theUpdateAddsUp() {
    double before = -0.25;
    double velocity = 0.9 * 0.001 - 0.01 * 0.0005 * before - 0.01 * 0.3;
    List<UpdateLine> lines =
        UpdateLine.of(
            new WeightUpdate(
                "conv1.weight",
                7,
                10,
                before,
                0.001,
                0.3f,
                0.01,
                0.9,
                0.0005,
                (float) velocity,
                (float) (before + velocity)));
    double[] values =
        lines.stream()
            .mapToDouble(line -> Double.parseDouble(line.value().replace('\u2212', '-')))
            .toArray();
    assertEquals(values[4], values[1] + values[2] + values[3], 2e-7);
    assertEquals(values[5], values[0] + values[4], 2e-7);
    assertEquals("0.9 × 0.001", lines.get(1).factors());
    assertEquals("− 0.01 × 0.3", lines.get(3).factors());
  }

  @Test
  void figuresAreShortAndLoseNothingThatCounts() {
    assertEquals("700", Figures.brief(700.47));
    assertEquals("−0.0123", Figures.brief(-0.01234));
    assertEquals("0", Figures.brief(0));
    assertEquals("1.2e−07", Figures.brief(1.2e-7));
    assertEquals("701", Figures.cell(700.5));
    assertEquals("−0.036", Figures.cell(-0.0362));
    assertEquals(2, Figures.decimals(700));
    assertEquals(5, Figures.decimals(0.31));
    assertEquals("", Figures.difference(1.5, 1.5));
    assertEquals("1e−06", Figures.difference(1000.001, 1000));
  }

  @Test
  void classesThatCameInOrFellOutAreTold() {
    List<SurgeryEffect> effects =
        SurgeryEffect.of(
            List.of(new Prediction(3, "cat", 0.46), new Prediction(1, "dog", 0.051)),
            List.of(new Prediction(3, "cat", 0.39), new Prediction(7, "eel", 0.30)));
    assertEquals(new SurgeryEffect("cat", "46 %", "39 %", "▼ 7 down", -1), effects.get(0));
    assertEquals(new SurgeryEffect("dog", "5.1 %", "< 30 %", "▼ out of five", -1), effects.get(1));
    assertEquals(new SurgeryEffect("eel", "< 5.1 %", "30 %", "▲ into five", 1), effects.get(2));
  }

  @Test
  void theChosenWeightIsAskedAgainWithOtherUnitsAndSteps() throws Exception {
    PaintedNetwork network = new PaintedNetwork(PHOTO);
    ExploreModel model = new ExploreModel(network, Runnable::run);
    model.show(PHOTO);
    model.chooseUnit(3);
    model.chooseSpot(new Spot(1, 2));
    model.chooseWeight(60);
    model.chooseUnit(4);
    model.refresh();
    assertEquals(
        List.of("weight 1 3 60", "weight 1 4 60", "weight 1 4 60"),
        network.asked.stream().filter(each -> each.startsWith("weight")).toList());
    model.closeArithmetic();
    model.refresh();
    assertEquals(3, network.asked.stream().filter(each -> each.startsWith("weight")).count());
  }
}
