package org.alexnetstudio.ui.fx;

import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.alexnetstudio.event.Picture;

/**
 * Pixels that become one JavaFX image. Magnified here, pixel by pixel: the software pipeline would
 * blur them.
 */
public final class Raster {
  private final int width;
  private final int height;
  private final int[] pixels;
  private final PixelBuffer<IntBuffer> buffer;
  private final WritableImage image;

  /** A picture of {@code width} x {@code height} transparent pixels. */
  public Raster(int width, int height) {
    this.width = width;
    this.height = height;
    pixels = new int[width * height];
    buffer =
        new PixelBuffer<>(
            width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
    image = new WritableImage(buffer);
  }

  /** A decoded image, pixel for pixel. */
  public static Image imageOf(Picture picture) {
    Raster raster = new Raster(picture.width(), picture.height());
    raster.draw(picture.argb(), picture.width(), 0, 0, 1);
    raster.publish();
    return raster.image();
  }

  /** The pixels of an image, laid on white where it is transparent; any thread may read them. */
  public static Picture pictureOf(Image image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] argb = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
    for (int i = 0; i < argb.length; i++) {
      argb[i] = onWhite(argb[i]);
    }
    return new Picture(width, height, argb);
  }

  private static int onWhite(int argb) {
    int alpha = argb >>> 24;
    int opaque = 0xff;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int value = (argb >> shift) & 0xff;
      opaque = opaque << 8 | (value * alpha + 255 * (255 - alpha) + 127) / 255;
    }
    return opaque;
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /**
   * Draws a tile with each of its pixels as a square.
   *
   * @param tile (rows, columns) opaque ARGB
   * @param columns of the tile
   * @param x left edge here
   * @param y upper edge here
   * @param scale pixels here for a side of one of the tile's
   */
  public void draw(int[] tile, int columns, int x, int y, int scale) {
    int rows = tile.length / columns;
    for (int r = 0; r < rows; r++) {
      int begin = (y + r * scale) * width + x;
      for (int c = 0; c < columns; c++) {
        int colour = tile[r * columns + c];
        for (int i = 0; i < scale; i++) {
          pixels[begin + c * scale + i] = colour;
        }
      }
      for (int i = 1; i < scale; i++) {
        System.arraycopy(pixels, begin, pixels, begin + i * width, columns * scale);
      }
    }
  }

  /** A copy of what has been drawn, (height, width) ARGB. */
  public int[] pixels() {
    return pixels.clone();
  }

  /** The image, which shows what was drawn after {@link #publish}. */
  public Image image() {
    return image;
  }

  /** Shows what has been drawn; on the JavaFX thread. */
  public void publish() {
    buffer.updateBuffer(all -> null);
  }
}
