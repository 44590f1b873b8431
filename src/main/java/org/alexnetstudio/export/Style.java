package org.alexnetstudio.export;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;

/** How all pictures look. */
final class Style {
  static final Color BACKGROUND = Color.WHITE;
  static final Color TEXT = new Color(0x1f2328);
  static final Color MUTED = new Color(0x59636e);
  static final Color GRID = new Color(0xe4e8ec);

  /** Around a picture, in pixels. */
  static final int MARGIN = 16;

  /** Height of a line of text, in pixels. */
  static final int LINE = 20;

  /** Our own: a server may have no font at all. */
  private static final Font FONT = load();

  private Style() {}

  private static Font load() {
    try (InputStream font = Style.class.getResourceAsStream("/fonts/Inter-Regular.otf")) {
      if (font == null) {
        throw new IllegalStateException("the program's own font is missing");
      }
      return Font.createFont(Font.TRUETYPE_FONT, font).deriveFont(13f);
    } catch (IOException | FontFormatException e) {
      throw new IllegalStateException("the program's own font can't be read", e);
    }
  }

  /** Pixels that a text takes. */
  static int width(String text) {
    return (int)
        Math.ceil(FONT.getStringBounds(text, new FontRenderContext(null, true, true)).getWidth());
  }

  static BufferedImage blank(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(BACKGROUND);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return image;
  }

  /** For lines and text on a picture; the caller disposes of it. */
  static Graphics2D graphics(BufferedImage image) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setFont(FONT);
    graphics.setColor(TEXT);
    return graphics;
  }
}
