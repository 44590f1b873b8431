package org.alexnetstudio.data;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.ResizeSpec;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one image as the cache does: upright, on white, 8 bits, shorter side scaled and the
 * centre cut out; planar (C,side,side) bytes, RGB or grey. Thread-safe.
 */
public final class ImageDecoder {
  private static final long MAX_PIXELS = 16_384L * 16_384L;
  private static final long MAX_FILE_BYTES = 1L << 30;
  private static final long SUBSAMPLE_ABOVE_PIXELS = 24_000_000;

  static {
    // Readers that open streams of their own (JPEG inside TIFF, for one) must not write temporary
    // files.
    ImageIO.setUseCache(false);
  }

  private final ResizeSpec resize;
  private final Resizer resizer;
  private final SizeListener sizes;

  /** Told the size of each image before it is scaled. */
  @FunctionalInterface
  interface SizeListener {
    /** Hears nothing. */
    SizeListener NONE = (width, height) -> {};

    /** Columns and rows as the file has them. */
    void size(int width, int height);
  }

  /** Decodes to {@code channels} (1: grey, 3: RGB) x {@code resize.crop()} squared bytes. */
  public ImageDecoder(ResizeSpec resize, int channels) {
    this(resize, channels, SizeListener.NONE);
  }

  ImageDecoder(ResizeSpec resize, int channels, SizeListener sizes) {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("channels: found " + channels + ", allowed are 1 and 3");
    }
    this.resize = resize;
    this.resizer = new Resizer(resize, channels);
    this.sizes = sizes;
  }

  /** Decodes a file; BAD_INPUT where it is missing, unreadable or no usable image. */
  public byte[] decode(Path file) throws StudioException {
    return decode(encoded(file), file.toString());
  }

  /**
   * Decodes the whole of a file, for people to look at; BAD_INPUT as above.
   *
   * @param longest its longer side is scaled down to so many pixels, where it has more
   */
  public static WholeImage decodeWhole(Path file, int longest) throws StudioException {
    return decode(
        encoded(file),
        file.toString(),
        longest,
        (image, width, height, orientation) ->
            WholeImage.of(new RasterRows(image), width, height, orientation, longest));
  }

  private static byte[] encoded(Path file) throws StudioException {
    try {
      return readFile(file);
    } catch (NoSuchFileException missing) {
      throw StudioException.badInput(
          "Cannot open " + file, "there is no such file", "Check the path.", missing);
    } catch (IOException unreadable) {
      throw StudioException.badInput(
          "Cannot read " + file,
          IoReason.of(unreadable),
          "Check that the file may be read, or copy it elsewhere.",
          unreadable);
    }
  }

  /** The bytes of an image file; BAD_INPUT where there are too many for an image. */
  static byte[] readFile(Path file) throws IOException, StudioException {
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw unusable(file.toString(), "it has more than 1 GiB, too much for an image", null);
    }
    return Files.readAllBytes(file);
  }

  /**
   * Decodes the bytes of an image file; {@code name} stands in the messages. BAD_INPUT with the
   * reason where they are no usable image.
   */
  public byte[] decode(byte[] encoded, String name) throws StudioException {
    return decode(
        encoded,
        name,
        resize.shorterSide(),
        (image, width, height, orientation) -> {
          sizes.size(width, height);
          return resizer.resize(new RasterRows(image), orientation);
        });
  }

  /** What becomes of the pixels of a file with {@code height} rows of {@code width} pixels. */
  @FunctionalInterface
  private interface Use<T> {
    T of(BufferedImage image, int width, int height, Orientation orientation);
  }

  private static <T> T decode(byte[] encoded, String name, int needed, Use<T> use)
      throws StudioException {
    ImageInputStream stream = new ByteArrayImageInputStream(encoded);
    Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
    if (!readers.hasNext()) {
      throw unusable(
          name,
          encoded.length == 0 ? "the file is empty" : "not an image, or of a kind unknown here",
          null);
    }
    ImageReader reader = readers.next();
    try {
      checkRiffLength(encoded, name);
      BufferedImage image = read(reader, stream, name, needed);
      return use.of(image, reader.getWidth(0), reader.getHeight(0), Orientation.of(encoded));
    } catch (IOException | RuntimeException broken) {
      // The readers answer broken files also with index, argument and null pointer exceptions.
      throw unusable(name, "the image data are broken or cut short", broken);
    } catch (OutOfMemoryError large) {
      throw StudioException.failed(
          "Not enough memory to decode " + name,
          "the image is large and several are decoded at once",
          "Give the program more memory (-Xmx) or make the image smaller.",
          large);
    } finally {
      reader.dispose();
    }
  }

  /** Resizes pixels that need no decoding. */
  byte[] fit(PixelRows pixels) {
    sizes.size(pixels.width(), pixels.height());
    return resizer.resize(pixels, new Orientation(1));
  }

  /** Leaves pixels out where more than enough remain for {@code needed} along the shorter side. */
  private static BufferedImage read(
      ImageReader reader, ImageInputStream stream, String name, int needed)
      throws IOException, StudioException {
    WarningCollector warnings = new WarningCollector();
    reader.addIIOReadWarningListener(warnings);
    reader.setInput(stream, true, true);
    long width = reader.getWidth(0);
    long height = reader.getHeight(0);
    if (width * height > MAX_PIXELS) {
      throw unusable(
          name,
          String.format(
              Locale.ROOT,
              "%d x %d pixels are more than the limit of %d (16384 x 16384)",
              width,
              height,
              MAX_PIXELS),
          null);
    }
    ImageReadParam param = reader.getDefaultReadParam();
    if (width * height > SUBSAMPLE_ABOVE_PIXELS) {
      int step = (int) Math.max(1, Math.min(width, height) / (2L * needed));
      param.setSourceSubsampling(step, step, 0, 0);
    }
    BufferedImage image = reader.read(0, param);
    if (warnings.cutShort()) {
      throw unusable(name, "the image data are broken or cut short", null);
    }
    return image;
  }

  /** A lossless WebP that is cut short decodes without complaint, black from there on. */
  private static void checkRiffLength(byte[] encoded, String name) throws StudioException {
    boolean riff =
        encoded.length >= 12
            && new String(encoded, 0, 4, StandardCharsets.ISO_8859_1).equals("RIFF");
    if (riff) {
      long length =
          Integer.toUnsignedLong(ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).getInt(4));
      if (length + 8 > encoded.length) {
        throw unusable(name, "the image data are broken or cut short", null);
      }
    }
  }

  private static StudioException unusable(String name, String why, @Nullable Throwable cause) {
    return StudioException.badInput(
        "Cannot use the image " + name, why, "Replace or remove this image.", cause);
  }
}
