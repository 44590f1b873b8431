package org.alexnetstudio.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColourMapTest {
  /** Entries of matplotlib's table, none of which is one of our points. */
  @ParameterizedTest
  @CsvSource({
    "0,0,0,4",
    "37,41,11,85",
    "64,87,16,110",
    "99,143,36,105",
    "128,188,55,84",
    "255,252,255,164"
  })
  void infernoIsMatplotlibs(int grade, int red, int green, int blue) {
    int argb = ColourMap.INFERNO.argb(grade);
    assertEquals(0xff, argb >>> 24);
    assertTrue(Math.abs((argb >> 16 & 0xff) - red) <= 1, Integer.toHexString(argb));
    assertTrue(Math.abs((argb >> 8 & 0xff) - green) <= 1, Integer.toHexString(argb));
    assertTrue(Math.abs((argb & 0xff) - blue) <= 1, Integer.toHexString(argb));
  }

  @Test
  void infernoGrowsLighterWithEachGrade() {
    double before = -1;
    for (int grade = 0; grade < 256; grade++) {
      double lightness = luminance(ColourMap.INFERNO.argb(grade));
      // One grade is less than the rounding of a colour to 8 bits.
      assertTrue(lightness >= before - 1, "grade " + grade);
      before = lightness;
    }
  }

  @Test
  void redIsPositiveBlueNegativeWhiteZero() {
    assertEquals(0xff053061, ColourMap.BLUE_WHITE_RED.argb(0));
    assertEquals(0xff67001f, ColourMap.BLUE_WHITE_RED.argb(255));
    for (int middle = 127; middle <= 128; middle++) {
      assertTrue(luminance(ColourMap.BLUE_WHITE_RED.argb(middle)) > 240);
    }
    for (int grade = 0; grade < 128; grade++) {
      int low = ColourMap.BLUE_WHITE_RED.argb(grade);
      int high = ColourMap.BLUE_WHITE_RED.argb(255 - grade);
      assertTrue((low & 0xff) >= (low >> 16 & 0xff) - 1, "blue at " + grade);
      assertTrue((high >> 16 & 0xff) >= (high & 0xff) - 1, "red at " + (255 - grade));
    }
  }

  private static double luminance(int argb) {
    return 0.2126 * (argb >> 16 & 0xff) + 0.7152 * (argb >> 8 & 0xff) + 0.0722 * (argb & 0xff);
  }
}
