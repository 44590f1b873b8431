package org.alexnetstudio.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * Rows of a decoded image: any depth scaled to 8 bits, palettes looked up, transparency laid on
 * white.
 *
 * <p>Grey and RGB samples are taken as they are: {@link BufferedImage#getRGB} would take grey for
 * linear light and brighten it.
 */
final class RasterRows implements PixelRows {
  private final BufferedImage image;
  private final Raster raster;
  private final int bands;
  private final boolean hasAlpha;
  private final boolean asArgb;
  private final int[] palette;
  private final byte[] bytes;
  private final double toByte;
  private final int[] samples;

  RasterRows(BufferedImage image) {
    this.image = image;
    raster = image.getRaster();
    bands = raster.getNumBands();
    ColorModel model = image.getColorModel();
    hasAlpha = model.hasAlpha();
    palette = model instanceof IndexColorModel index ? paletteOf(index) : new int[0];
    asArgb = palette.length == 0 && !isGreyOrRgb(model);
    bytes = model.getComponentSize(0) == 8 ? interleavedBytes(raster) : new byte[0];
    toByte = 255 / maximum(model);
    samples = new int[image.getWidth() * Math.max(bands, 1)];
  }

  private static int[] paletteOf(IndexColorModel index) {
    int[] argb = new int[index.getMapSize()];
    index.getRGBs(argb);
    return argb;
  }

  private static boolean isGreyOrRgb(ColorModel model) {
    int type = model.getColorSpace().getType();
    return model instanceof ComponentColorModel
        && (type == ColorSpace.TYPE_GRAY || type == ColorSpace.TYPE_RGB)
        && !model.isAlphaPremultiplied();
  }

  private static byte[] interleavedBytes(Raster raster) {
    return raster.getSampleModel() instanceof PixelInterleavedSampleModel
            && raster.getDataBuffer() instanceof DataBufferByte buffer
            && buffer.getNumBanks() == 1
            && buffer.getOffset() == 0
            && raster.getSampleModelTranslateX() == 0
            && raster.getSampleModelTranslateY() == 0
        ? buffer.getData()
        : new byte[0];
  }

  private static double maximum(ColorModel model) {
    return switch (model.getTransferType()) {
      case DataBuffer.TYPE_FLOAT, DataBuffer.TYPE_DOUBLE -> 1;
      case DataBuffer.TYPE_SHORT -> Short.MAX_VALUE;
      default -> Math.pow(2, model.getComponentSize(0)) - 1;
    };
  }

  @Override
  public int width() {
    return image.getWidth();
  }

  @Override
  public int height() {
    return image.getHeight();
  }

  @Override
  public void read(int y, byte[][] planes) {
    if (asArgb) {
      image.getRGB(0, y, width(), 1, samples, 0, width());
      writeArgb(planes);
      return;
    }
    readSamples(y);
    if (palette.length > 0) {
      for (int x = 0; x < width(); x++) {
        samples[x] = samples[x] < palette.length ? palette[samples[x]] : 0xff000000;
      }
      writeArgb(planes);
    } else {
      writeSamples(planes);
    }
  }

  /** The row's samples, pixel by pixel; those of direct colour are scaled to 0..255. */
  private void readSamples(int y) {
    int width = width();
    if (bytes.length > 0) {
      PixelInterleavedSampleModel model = (PixelInterleavedSampleModel) raster.getSampleModel();
      int stride = model.getPixelStride();
      int[] offsets = model.getBandOffsets();
      for (int b = 0; b < bands; b++) {
        int from = y * model.getScanlineStride() + offsets[b];
        for (int x = 0, to = b; x < width; x++, to += bands, from += stride) {
          samples[to] = bytes[from] & 0xff;
        }
      }
    } else if (raster.getTransferType() == DataBuffer.TYPE_FLOAT
        || raster.getTransferType() == DataBuffer.TYPE_DOUBLE) {
      double[] row = raster.getPixels(0, y, width, 1, (double[]) null);
      for (int i = 0; i < samples.length; i++) {
        samples[i] = clamp(row[i] * toByte);
      }
    } else {
      raster.getPixels(0, y, width, 1, samples);
      if (toByte != 1 && palette.length == 0) {
        for (int i = 0; i < samples.length; i++) {
          boolean unsigned32 = raster.getTransferType() == DataBuffer.TYPE_INT;
          double sample = unsigned32 ? Integer.toUnsignedLong(samples[i]) : samples[i];
          samples[i] = clamp(sample * toByte);
        }
      }
    }
  }

  private static int clamp(double value) {
    return (int) Math.max(0, Math.min(255, Math.rint(value)));
  }

  private void writeSamples(byte[][] planes) {
    int width = width();
    int colours = hasAlpha ? bands - 1 : bands;
    if (hasAlpha) {
      for (int i = 0; i < width * bands; i += bands) {
        int alpha = samples[i + colours];
        for (int c = 0; c < colours; c++) {
          samples[i + c] = onWhite(samples[i + c], alpha);
        }
      }
    }
    if (colours < 3) {
      for (byte[] plane : planes) {
        for (int x = 0, i = 0; x < width; x++, i += bands) {
          plane[x] = (byte) samples[i];
        }
      }
    } else if (planes.length == 1) {
      for (int x = 0, i = 0; x < width; x++, i += bands) {
        planes[0][x] = Luma.of(samples[i], samples[i + 1], samples[i + 2]);
      }
    } else {
      for (int c = 0; c < 3; c++) {
        byte[] plane = planes[c];
        for (int x = 0, i = c; x < width; x++, i += bands) {
          plane[x] = (byte) samples[i];
        }
      }
    }
  }

  private void writeArgb(byte[][] planes) {
    for (int x = 0; x < width(); x++) {
      int argb = samples[x];
      int alpha = argb >>> 24;
      int red = onWhite((argb >> 16) & 0xff, alpha);
      int green = onWhite((argb >> 8) & 0xff, alpha);
      int blue = onWhite(argb & 0xff, alpha);
      if (planes.length == 1) {
        planes[0][x] = Luma.of(red, green, blue);
      } else {
        planes[0][x] = (byte) red;
        planes[1][x] = (byte) green;
        planes[2][x] = (byte) blue;
      }
    }
  }

  private static int onWhite(int value, int alpha) {
    return (value * alpha + 255 * (255 - alpha) + 127) / 255;
  }
}
