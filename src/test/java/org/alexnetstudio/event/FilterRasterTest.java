package org.alexnetstudio.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FilterRasterTest {
  @Test
  void threeChannelsAreRedGreenBlueOnOneScale() {
    // Two pixels would not be a square: one filter of 1 x 1, one weight a channel.
    FilterBank bank = new FilterBank("conv1", 2, 3, 1, 1, new float[] {2, 0, -2, 1, -0.5f, 4});
    assertEquals(2, FilterRaster.limit(bank, 0));
    assertEquals(4, FilterRaster.limit(bank));
    assertArrayEquals(new int[] {0xffff8000}, FilterRaster.argb(bank, 0, 2));
    // On the shared scale: 0.75, 0.5, 0.25.
    assertArrayEquals(new int[] {0xffbf8040}, FilterRaster.argb(bank, 0, 4));
  }

  @Test
  void oneChannelIsGreyRowByRow() {
    FilterBank bank = new FilterBank("conv1", 1, 1, 2, 1, new float[] {1, -1, 0, 0.5f});
    assertArrayEquals(
        new int[] {0xffffffff, 0xff000000, 0xff808080, 0xffbfbfbf},
        FilterRaster.argb(bank, 0, FilterRaster.limit(bank, 0)));
  }

  @Test
  void ofTwoChannelsTheMeanIsShownAtFullStrength() {
    FilterBank bank = new FilterBank("conv2", 1, 2, 1, 1, new float[] {3, -1});
    assertEquals(1, FilterRaster.limit(bank, 0));
    assertArrayEquals(new int[] {0xffffffff}, FilterRaster.argb(bank, 0, 1));
  }

  @Test
  void zerosAreGreyAndBrokenWeightsBreakNothing() {
    FilterBank zeros = new FilterBank("conv1", 1, 1, 1, 1, new float[] {0});
    assertArrayEquals(
        new int[] {0xff808080}, FilterRaster.argb(zeros, 0, FilterRaster.limit(zeros)));
    FilterBank broken =
        new FilterBank(
            "conv1", 1, 1, 2, 1, new float[] {Float.NaN, Float.POSITIVE_INFINITY, 1, -1});
    assertEquals(1, FilterRaster.limit(broken));
    assertEquals(4, FilterRaster.argb(broken, 0, 1).length);
  }
}
