package org.alexnetstudio.export;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.alexnetstudio.event.ColourMap;
import org.alexnetstudio.event.FeatureMaps;

/** The maps of one layer for one image, in inferno, with a colour bar. */
final class MapsPicture {
  private static final int SIDE = 84;

  /** A fully connected layer's units are single pixels. */
  private static final int UNIT_SIDE = 14;

  private static final int BAR_HEIGHT = 12;
  private static final int BELOW = BAR_HEIGHT + Style.LINE + Style.MARGIN;

  private MapsPicture() {}

  static BufferedImage draw(FeatureMaps maps, String image, int step) {
    int area = maps.height() * maps.width();
    TileSheet sheet =
        TileSheet.of(maps.units(), 1, maps.height(), maps.width(), area == 1 ? UNIT_SIDE : SIDE);
    String shown = sheet.count() < maps.units() ? "first " + sheet.count() + " of " : "";
    BufferedImage picture =
        sheet.draw(
            List.of(
                String.format(Locale.ROOT, "%s, %s after step %,d", maps.layer(), image, step),
                String.format(
                    Locale.ROOT,
                    "%s%d %s",
                    shown,
                    maps.units(),
                    area == 1 ? "units" : "maps, " + maps.height() + " x " + maps.width())),
            BELOW,
            unit -> pixels(maps, unit));
    drawBar(picture, maps);
    return picture;
  }

  private static int[] pixels(FeatureMaps maps, int unit) {
    int[] pixels = new int[maps.height() * maps.width()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = ColourMap.INFERNO.argb(maps.values()[unit * pixels.length + i] & 0xff);
    }
    return pixels;
  }

  private static void drawBar(BufferedImage picture, FeatureMaps maps) {
    int width = Math.min(256, picture.getWidth() - 2 * Style.MARGIN);
    int top = picture.getHeight() - Style.LINE - BAR_HEIGHT - Style.MARGIN / 2;
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < BAR_HEIGHT; y++) {
        picture.setRGB(
            Style.MARGIN + x, top + y, ColourMap.INFERNO.argb(x * 255 / Math.max(1, width - 1)));
      }
    }
    Graphics2D graphics = Style.graphics(picture);
    graphics.setColor(Style.MUTED);
    String high = "\u2265 " + number(maps.high());
    int base = top + BAR_HEIGHT + 15;
    graphics.drawString(maps.low() < 0 ? "\u2264 " + number(maps.low()) : "0", Style.MARGIN, base);
    graphics.drawString(high, Style.MARGIN + width - Style.width(high), base);
    graphics.dispose();
  }

  private static String number(float value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
