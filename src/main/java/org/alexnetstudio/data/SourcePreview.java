package org.alexnetstudio.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.DataSpec;
import org.alexnetstudio.experiment.ResizeSpec;

/**
 * The images of an experiment as they lie in their source: listed, split as a training splits them,
 * and decoded one by one, without packing. Thread-safe.
 */
public final class SourcePreview implements AutoCloseable {
  private final ImageSource source;
  private final ResizeSpec resize;
  private final int channels;
  private final Split split;

  private SourcePreview(ImageSource source, ResizeSpec resize, int channels, Split split) {
    this.source = source;
    this.resize = resize;
    this.channels = channels;
    this.split = split;
  }

  /**
   * One image.
   *
   * @param width columns as its file has them
   * @param height rows as its file has them
   * @param pixels (C,crop,crop) bytes as the cache packs them
   */
  public record Look(int width, int height, byte[] pixels) {}

  /**
   * Lists the source.
   *
   * @param channels of the network's input, 1 or 3
   * @param seed of the split into training and validation
   * @param cancelled true ends it with {@link java.util.concurrent.CancellationException}
   * @throws StudioException as a training would end with it
   */
  public static SourcePreview open(
      DataSpec data, int channels, long seed, BooleanSupplier cancelled) throws StudioException {
    ImageSource source = ImageSource.open(data.source(), cancelled);
    PackedImages.checkClasses(source, data, 2);
    List<SourceImage> images = source.images();
    List<Integer> validation = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      if (images.get(i).validation()) {
        validation.add(i);
      }
    }
    PackIndex index =
        new PackIndex(
            PackIndex.FORMAT,
            Fingerprint.place(data.source()),
            channels,
            data.resize().crop(),
            source.classNames(),
            images.stream().map(SourceImage::name).toList(),
            images.stream().map(SourceImage::label).toList(),
            validation,
            source.missing());
    Split split = Split.of(index, data.source().validation(), seed);
    return new SourcePreview(source, data.resize(), channels, split);
  }

  /** In label order. */
  public List<String> classNames() {
    return source.classNames();
  }

  /** How many images are listed. */
  public int size() {
    return source.images().size();
  }

  /** Height and width of {@link Look#pixels}. */
  public int side() {
    return resize.crop();
  }

  /** The class of an image. */
  public int label(int image) {
    return source.images().get(image).label();
  }

  /** Its path, its entry in the archive, or its number. */
  public String name(int image) {
    return source.images().get(image).name();
  }

  /** Numbers of the images to train on, as long as none is rejected. */
  public int[] training() {
    return split.training().clone();
  }

  /** Numbers of the images that validate, as long as none is rejected. */
  public int[] validation() {
    return split.validation().clone();
  }

  /** Images that the source names but does not have. */
  public List<RejectedImage> missing() {
    return source.missing();
  }

  /**
   * Decodes an image.
   *
   * @throws StudioException for an image that can't be used
   */
  public Look look(int image) throws StudioException {
    int[] size = new int[2];
    ImageDecoder decoder =
        new ImageDecoder(
            resize,
            channels,
            (width, height) -> {
              size[0] = width;
              size[1] = height;
            });
    try {
      byte[] pixels = source.read(image, decoder);
      return new Look(size[0], size[1], pixels);
    } catch (IOException unreadable) {
      throw StudioException.failed(
          "Cannot read " + name(image),
          IoReason.of(unreadable),
          "Check that its drive is connected and the file may be read.",
          unreadable);
    }
  }

  /**
   * An estimate of the training set's statistics from a few of its images, evenly spread.
   *
   * @param most how many images are looked at; those that can't be used are passed over
   * @param cancelled true ends it with what is there
   * @throws StudioException where none of them can be used
   */
  public ImageStatistics estimate(int most, BooleanSupplier cancelled) throws StudioException {
    int[] sample = spread(split.training(), most);
    List<byte[]> images = new ArrayList<>();
    for (int image : sample) {
      if (cancelled.getAsBoolean() && !images.isEmpty()) {
        break;
      }
      try {
        images.add(look(image).pixels());
      } catch (StudioException unusable) {
        if (image == sample[sample.length - 1] && images.isEmpty()) {
          throw unusable;
        }
      }
    }
    return PixelSums.of(images, channels, side()).statistics();
  }

  /** At most {@code most} of the numbers, evenly spread. */
  public static int[] spread(int[] numbers, int most) {
    int count = Math.min(most, numbers.length);
    return IntStream.range(0, count)
        .map(i -> numbers[(int) ((long) i * numbers.length / count)])
        .toArray();
  }

  /** Closes its files, while nobody reads; a later look opens them again. */
  @Override
  public void close() {
    try {
      source.close();
    } catch (IOException ignored) {
      // It was only read.
    }
  }
}
