package org.alexnetstudio.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.HashMap;
import java.util.stream.IntStream;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.InitSpec;
import org.alexnetstudio.experiment.LayerSpec;
import org.junit.jupiter.api.Test;

/** Each layer against numbers worked out by hand. */
class ReferenceLayerTest {
  @Test
  void poolingRoundsDownOrUpAsAsked() {
    double[] x = range(16);
    assertArrayEquals(new double[] {10}, pool(x, 4, new LayerSpec.MaxPool("p", 3, 2, 0, false)));
    assertArrayEquals(
        new double[] {10, 11, 14, 15}, pool(x, 4, new LayerSpec.MaxPool("p", 3, 2, 0, true)));
    // The windows that hang over the edge hold 6, 6 and 4 pixels.
    assertArrayEquals(
        new double[] {5, 6.5, 11, 12.5}, pool(x, 4, new LayerSpec.AvgPool("p", 3, 2, 0, true)));
  }

  @Test
  void paddingNeitherWinsNorCounts() {
    double[] negative = {-1, -2, -3, -4, -5, -6, -7, -8, -9};
    assertArrayEquals(
        new double[] {-1, -2, -4, -5},
        pool(negative, 3, new LayerSpec.MaxPool("p", 3, 2, 1, false)));
    assertArrayEquals(
        new double[] {-3, -4, -6, -7},
        pool(negative, 3, new LayerSpec.AvgPool("p", 3, 2, 1, false)));
  }

  @Test
  void lastWindowStartsInsideTheImageAsInCaffe() {
    // Rounded up there would be a fourth window at pixel 5, of padding only.
    assertArrayEquals(
        new double[] {0, 2, 4, 10, 12, 14, 20, 22, 24},
        pool(range(25), 5, new LayerSpec.MaxPool("p", 2, 2, 1, true)));
  }

  @Test
  void firstOfEqualMaximaTakesTheGradient() {
    LayerSpec.MaxPool spec = new LayerSpec.MaxPool("p", 3, 2, 0, false);
    ImageShape in = new ImageShape(1, 3, 5);
    ReferencePool pool = ReferencePool.of(spec, in);
    double[] x = {0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0};
    double[] dx = pool.backward(x, pool.forward(x), new double[] {10, 7}, new HashMap<>());
    double[] expected = new double[15];
    expected[1] = 10;
    expected[2] = 7;
    assertArrayEquals(expected, dx);
  }

  @Test
  void adaptiveCellsOverlapWhereSizesDoNotDivide() {
    ImageShape in = new ImageShape(1, 1, 5);
    ReferencePool pool = ReferencePool.adaptive(in, new ImageShape(1, 1, 3));
    // Cells of columns 0-1, 1-3 and 3-4.
    assertArrayEquals(new double[] {1.5, 5, 12}, pool.forward(new double[] {1, 2, 5, 8, 16}));
  }

  @Test
  void groupsOfAConvolutionSeeTheirOwnChannels() {
    double[] x = {1, 2, 3, 4, 10, 20, 30, 40};
    float[] weight = {1, 0, 0, 1, 0, 1, 2, 0};
    ReferenceConv conv =
        new ReferenceConv(
            new LayerSpec.Conv("conv", 2, 2, 1, 0, 2, InitSpec.PAPER),
            new ImageShape(2, 2, 2),
            weight,
            new float[] {0.5f, -1});
    assertArrayEquals(new double[] {1 + 4 + 0.5, 20 + 60 - 1}, conv.forward(x));
  }

  @Test
  void weightsLieByFilterThenByChannelOfTheGroup() {
    LayerSpec.Conv spec = new LayerSpec.Conv("conv", 4, 1, 1, 0, 2, InitSpec.PAPER);
    float[] weight = {1, 2, 3, 4, 5, 6, 7, 8};
    ReferenceConv conv =
        new ReferenceConv(spec, new ImageShape(4, 1, 1), weight, new float[] {0, 0, 0, 0});
    assertArrayEquals(
        new double[] {1 + 20, 3 + 40, 500 + 6000, 700 + 8000},
        conv.forward(new double[] {1, 10, 100, 1000}));
  }

  @Test
  void kernelIsNotMirroredAndStepsFromThePadding() {
    float[] weight = {1, 2, 3, 4};
    ReferenceConv conv =
        new ReferenceConv(
            new LayerSpec.Conv("conv", 1, 2, 2, 1, 1, InitSpec.PAPER),
            new ImageShape(1, 3, 3),
            weight,
            new float[1]);
    assertArrayEquals(
        new double[] {4 * 1, 3 * 2 + 4 * 3, 2 * 4 + 4 * 7, 5 + 2 * 6 + 3 * 8 + 4 * 9},
        conv.forward(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}));
  }

  @Test
  void normalisationSumsNeighbouringChannelsAndDividesAlphaByN() {
    ReferenceLrn lrn =
        new ReferenceLrn(new LayerSpec.Lrn("lrn", 2, 3, 3, 1), new ImageShape(4, 1, 2));
    assertArrayEquals(
        new double[] {1. / 7, 0, 2. / 16, 0, 3. / 31, 0, 4. / 27, 5. / 27},
        lrn.forward(new double[] {1, 0, 2, 0, 3, 0, 4, 5}),
        1e-15);
  }

  @Test
  void fullyConnectedFlattensChannelRowColumn() {
    ReferenceFullyConnected fc =
        new ReferenceFullyConnected(
            new LayerSpec.FullyConnected("fc", 2, InitSpec.PAPER),
            3,
            new float[] {1, 2, 3, 10, 20, 30},
            new float[] {0.5f, 0});
    assertArrayEquals(
        new double[] {14.5, 140, 1.5, 10}, fc.forward(new double[] {1, 2, 3, 1, 0, 0}));
  }

  private static double[] pool(double[] x, int side, LayerSpec.MaxPool spec) {
    ImageShape in = new ImageShape(1, side, side);
    return ReferencePool.of(spec, in).forward(x);
  }

  private static double[] pool(double[] x, int side, LayerSpec.AvgPool spec) {
    ImageShape in = new ImageShape(1, side, side);
    return ReferencePool.of(spec, in).forward(x);
  }

  private static double[] range(int count) {
    return IntStream.range(0, count).asDoubleStream().toArray();
  }
}
