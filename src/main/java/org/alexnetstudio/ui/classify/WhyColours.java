package org.alexnetstudio.ui.classify;

import org.alexnetstudio.event.ColourMap;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.ColourLimits;
import org.alexnetstudio.insight.Overlay;
import org.alexnetstudio.insight.Tints;

/**
 * The colours of an answer, to be laid over the image.
 *
 * @param width columns, those of the image
 * @param height rows
 * @param argb not premultiplied; what is transparent leaves the image as it is
 * @param limit the number at the bright end, or at both ends
 */
record WhyColours(int width, int height, int[] argb, float limit) {
  private static final int OPAQUE = 0xff;

  /** Colours an answer. */
  static WhyColours of(Why why) {
    Attribution found = why.attribution();
    Picture image = why.overview().image();
    int width = image.width();
    int height = image.height();
    return switch (why.method()) {
      case GRAD_CAM ->
          evidence(
              width,
              height,
              Overlay.drawnOut(found.values(), found.width(), height, width),
              found.values());
      case OCCLUSION -> evidence(width, height, squares(found, height, width), found.values());
      case GRADIENT ->
          new WhyColours(
              width,
              height,
              Tints.centred(found.values(), found.channels()),
              Tints.limit(found.values()));
      case INTEGRATED -> signed(width, height, sumOfChannels(found));
      case IMAGE -> new WhyColours(width, height, new int[width * height], 0);
    };
  }

  /** Inferno, as opaque as the number is large. */
  private static WhyColours evidence(int width, int height, float[] fine, float[] found) {
    float limit = ColourLimits.high(found, 0, found.length);
    int[] argb = new int[fine.length];
    for (int i = 0; i < argb.length; i++) {
      double level = limit > 0 ? Math.max(0, Math.min(1, fine[i] / limit)) : 0;
      int grade = (int) Math.round(OPAQUE * level);
      argb[i] = grade << 24 | (ColourMap.INFERNO.argb(grade) & 0xffffff);
    }
    return new WhyColours(width, height, argb, limit);
  }

  private static WhyColours signed(int width, int height, float[] sums) {
    float limit = ColourLimits.size(sums, 0, sums.length);
    return new WhyColours(width, height, Tints.signed(sums, limit), limit);
  }

  /** Each cell as large as the step from one hidden square to the next. */
  private static float[] squares(Attribution found, int height, int width) {
    int stride = WhyQuestions.stride(width);
    float[] fine = new float[height * width];
    for (int i = 0; i < fine.length; i++) {
      int row = Math.min(found.height() - 1, i / width / stride);
      int column = Math.min(found.width() - 1, i % width / stride);
      fine[i] = found.values()[row * found.width() + column];
    }
    return fine;
  }

  private static float[] sumOfChannels(Attribution found) {
    int area = found.height() * found.width();
    float[] sums = new float[area];
    for (int i = 0; i < found.values().length; i++) {
      sums[i % area] += found.values()[i];
    }
    return sums;
  }

  /**
   * Image and colours as one picture.
   *
   * @param blend how opaque the colours are at most, from 0 to 1
   */
  Picture over(Picture image, double blend) {
    int[] mixed = new int[argb.length];
    for (int i = 0; i < mixed.length; i++) {
      double share = blend * (argb[i] >>> 24) / OPAQUE;
      int colour = OPAQUE;
      for (int shift = 16; shift >= 0; shift -= 8) {
        int under = image.argb()[i] >> shift & OPAQUE;
        int above = argb[i] >> shift & OPAQUE;
        colour = colour << 8 | (int) Math.round(under + share * (above - under));
      }
      mixed[i] = colour;
    }
    return new Picture(width, height, mixed);
  }
}
