package org.alexnetstudio.event;

/** Colours for 256 grades, from colours at equal distances with straight lines between them. */
public final class ColourMap {
  /** Matplotlib's inferno (CC0), within 1.2 of 255 of it; 0 is the dark end. */
  public static final ColourMap INFERNO =
      new ColourMap(
          """
      00000402020c0504170a072210092d160b391e0c45260c512f0a5b380962400a67490b6a510e6c
      59106e61136e69166e71196e781c6d801f6c88226a902568982766a02a63a82e5fb0315bb73557
      bf3952c63d4dcc4248d34743d94d3ddf5337e45a31e9612bed6925f1711ff47918f78212f98b0b
      fa9407fb9d07fca60cfcb014fbba1ffac42af8cd37f6d746f4e156f2ea69f2f27df5f992fcffa4
      """);

  /** ColorBrewer's RdBu, turned round: blue is below 0, white is 0, red is above. */
  public static final ColourMap BLUE_WHITE_RED =
      new ColourMap("0530612166ac4393c392c5ded1e5f0f7f7f7fddbc7f4a582d6604db2182b67001f");

  /** Hexadecimal digits of one colour. */
  private static final int DIGITS = 6;

  private final int[] colours = new int[256];

  private ColourMap(String points) {
    String digits = points.replaceAll("\\s", "");
    int last = digits.length() / DIGITS - 1;
    for (int grade = 0; grade < colours.length; grade++) {
      double place = grade / 255.0 * last;
      int below = Math.min((int) place, last - 1);
      colours[grade] = between(point(digits, below), point(digits, below + 1), place - below);
    }
  }

  private static int point(String digits, int index) {
    return Integer.parseInt(digits.substring(index * DIGITS, (index + 1) * DIGITS), 16);
  }

  private static int between(int from, int to, double share) {
    int argb = 0xff;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = from >> shift & 0xff;
      int b = to >> shift & 0xff;
      argb = argb << 8 | (int) Math.round(a + share * (b - a));
    }
    return argb;
  }

  /**
   * The colour of a grade, opaque.
   *
   * @param grade from 0 to 255; such as {@code value & 0xff} of feature maps
   */
  public int argb(int grade) {
    return colours[grade];
  }
}
