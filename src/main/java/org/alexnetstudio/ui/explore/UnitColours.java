package org.alexnetstudio.ui.explore;

import org.alexnetstudio.event.ColourMap;

/** What the colours of a map say. */
enum UnitColours {
  /** Inferno; what is 0 or less is at the dark end. */
  FROM_ZERO("Inferno, 0 is dark"),
  /** Blue below 0, white at 0, red above. */
  CENTRED("Blue, white, red: 0 is white"),
  /** Shades of grey from the lowest to the highest: the input is a picture. */
  GREY("Shades of grey");

  private final String words;

  UnitColours(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /**
   * The colour of a value.
   *
   * @param limit what the bright end, or either end, stands for
   */
  int argb(float value, float limit) {
    double share = limit > 0 ? value / limit : 0;
    return switch (this) {
      case FROM_ZERO -> ColourMap.INFERNO.argb(grade(share));
      case CENTRED -> ColourMap.BLUE_WHITE_RED.argb(grade(0.5 + share / 2));
      case GREY -> 0xff000000 | grade(0.5 + share / 2) * 0x010101;
    };
  }

  private static int grade(double share) {
    return (int) Math.round(255 * Math.max(0, Math.min(1, share)));
  }
}
