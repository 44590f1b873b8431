package org.alexnetstudio.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.DataSpec;
import org.jspecify.annotations.Nullable;

/**
 * Packed, labelled images of one size (channels, side, side): the cache on disk, mapped into
 * memory. Thread-safe for reading.
 *
 * <p>A pack is a folder {@code <key>} in the cache folder with {@code images.bin} (unsigned bytes,
 * image after image, each C,H,W) and {@code index.json}. The key is a hash of all that the bytes
 * depend on, so changed data are packed anew.
 */
public final class PackedImages implements AutoCloseable {
  private final Path folder;
  private final PackIndex index;
  private final int[] labels;
  private final Split split;
  private @Nullable PackedPixels pixels;

  /** Held from the preparation on; those who only look into packs made before do without. */
  private @Nullable FolderLock reading;

  private volatile @Nullable String fingerprint;

  private PackedImages(Path folder, PackIndex index, Split split, PackedPixels pixels) {
    this.folder = folder;
    this.index = index;
    this.labels = index.labels().stream().mapToInt(Integer::intValue).toArray();
    this.split = split;
    this.pixels = pixels;
  }

  /**
   * Opens the images of {@code data} for training. The first use decodes and resizes them with all
   * processors and can go on after a kill; later uses only list the source.
   *
   * @param channels 1 (grey) or 3 (RGB)
   * @param seed of the split into training and validation
   * @param cacheFolder holds the packs of all data; created where missing
   * @param cancelled asked for each image; true ends the preparation with {@link
   *     CancellationException}
   * @throws StudioException BAD_INPUT for data that cannot be trained on and for a cache that
   *     cannot be written, FAILED for one that cannot be read
   */
  public static PackedImages open(
      DataSpec data,
      int channels,
      long seed,
      Path cacheFolder,
      PrepareListener listener,
      BooleanSupplier cancelled)
      throws StudioException {
    return open(data, channels, seed, cacheFolder, listener, cancelled, 2);
  }

  /**
   * The same for images that are only evaluated: one class is enough for that.
   *
   * @throws StudioException as {@link #open}
   */
  public static PackedImages openForEvaluation(
      DataSpec data,
      int channels,
      long seed,
      Path cacheFolder,
      PrepareListener listener,
      BooleanSupplier cancelled)
      throws StudioException {
    return open(data, channels, seed, cacheFolder, listener, cancelled, 1);
  }

  /**
   * Opens images that are packed already; never decodes any.
   *
   * @throws StudioException as {@link #open}, and where they are not packed, or not any more
   */
  public static PackedImages openPrepared(
      DataSpec data, int channels, long seed, Path cacheFolder, BooleanSupplier cancelled)
      throws StudioException {
    return open(
        data,
        channels,
        seed,
        cacheFolder,
        1,
        cancelled,
        (folder, source) ->
            PackIndex.read(folder)
                .orElseThrow(
                    () ->
                        StudioException.badInput(
                            "The images of "
                                + Fingerprint.place(data.source())
                                + " are not at hand",
                            "they have changed since they were prepared, or their prepared copies in "
                                + cacheFolder
                                + " were deleted",
                            "Train or evaluate with these images once more: that prepares them.")));
  }

  /** Where the index of a pack comes from. */
  @FunctionalInterface
  private interface Indexing {
    PackIndex index(Path folder, ImageSource source) throws IOException, StudioException;
  }

  private static PackedImages open(
      DataSpec data,
      int channels,
      long seed,
      Path cacheFolder,
      PrepareListener listener,
      BooleanSupplier cancelled,
      int fewestClasses)
      throws StudioException {
    PackedImages images =
        open(
            data,
            channels,
            seed,
            cacheFolder,
            fewestClasses,
            cancelled,
            (folder, source) -> indexOf(folder, data, channels, source, listener, cancelled));
    images.reading = FolderLock.ofReader(images.folder);
    return images;
  }

  private static PackedImages open(
      DataSpec data,
      int channels,
      long seed,
      Path cacheFolder,
      int fewestClasses,
      BooleanSupplier cancelled,
      Indexing indexing)
      throws StudioException {
    if (channels != 1 && channels != 3) {
      throw StudioException.badInput(
          "The network's input has " + channels + " channels",
          "images have 1 (grey) or 3 (red, green, blue)",
          "Write 1 or 3 as the first number of network.input.");
    }
    try (ImageSource source = ImageSource.open(data.source(), cancelled)) {
      checkClasses(source, data, fewestClasses);
      Path folder = cacheFolder.resolve(Fingerprint.ofPack(data, channels, source));
      PackIndex index;
      try {
        index = indexing.index(folder, source);
      } catch (IOException unwritable) {
        throw StudioException.badInput(
            "Cannot write the image cache " + folder,
            IoReason.of(unwritable),
            "Free some disk space or name another cache folder by ALEXNET_STUDIO_CACHE, then start again; what is"
                + " prepared is kept.",
            unwritable);
      }
      PackedPixels pixels =
          PackedPixels.map(folder.resolve(PackIndex.DATA_FILE), index.size(), index.imageBytes());
      Split split = Split.of(index, data.source().validation(), seed);
      return new PackedImages(folder, index, split, pixels);
    } catch (IOException unreadable) {
      throw StudioException.failed(
          "Cannot read the image cache in " + cacheFolder,
          IoReason.of(unreadable),
          "Check the drive, or name another cache folder by ALEXNET_STUDIO_CACHE.",
          unreadable);
    }
  }

  static void checkClasses(ImageSource source, DataSpec data, int fewest) throws StudioException {
    if (source.classNames().size() < fewest) {
      throw StudioException.badInput(
          "Only one class, '"
              + source.classNames().get(0)
              + "', in "
              + Fingerprint.place(data.source()),
          "a network needs at least two classes to tell apart",
          "Choose the folder (archive, table) that holds all the classes, or add another class.");
    }
  }

  private static PackIndex indexOf(
      Path folder,
      DataSpec data,
      int channels,
      ImageSource source,
      PrepareListener listener,
      BooleanSupplier cancelled)
      throws IOException, StudioException {
    Optional<PackIndex> whole = PackIndex.read(folder);
    if (whole.isPresent()) {
      return whole.get();
    }
    Files.createDirectories(folder);
    try (FolderLock lock = FolderLock.acquire(folder, cancelled)) {
      Optional<PackIndex> preparedByAnother = PackIndex.read(folder);
      if (preparedByAnother.isPresent()) {
        return preparedByAnother.get();
      }
      return new PackWriter(folder, data, channels, source, listener, cancelled).write();
    }
  }

  /** Names of the classes, in label order. */
  public List<String> classNames() {
    return index.classNames();
  }

  /**
   * A hash of the images' names and labels and of the split: two sets of the same fingerprint train
   * alike, wherever they lie.
   */
  public String fingerprint() {
    String known = fingerprint;
    if (known == null) {
      // All names go into it; two threads that both compute it find the same.
      known = Fingerprint.ofSplit(index, split);
      fingerprint = known;
    }
    return known;
  }

  /** How many images there are, in both parts. */
  public int size() {
    return labels.length;
  }

  /** 1 (grey) or 3 (RGB). */
  public int channels() {
    return index.channels();
  }

  /** Height and width in pixels. */
  public int side() {
    return index.side();
  }

  /** The class of an image, its place in {@link #classNames()}. */
  public int label(int image) {
    return labels[image];
  }

  /** Where an image came from: its path, its entry in the archive, or "train #17". */
  public String name(int image) {
    return index.names().get(image);
  }

  /** Numbers of the images to train on, ascending. */
  public int[] training() {
    return split.training().clone();
  }

  /** Numbers of the images that validate, ascending. */
  public int[] validation() {
    return split.validation().clone();
  }

  /** Copies an image's channels x side x side bytes, planar (C,H,W), into {@code target}. */
  public void read(int image, byte[] target) {
    PackedPixels mapped = pixels;
    if (mapped == null) {
      throw new IllegalStateException("the images are closed");
    }
    mapped.read(image, target);
  }

  /**
   * An image made smaller (or larger).
   *
   * @param height rows, and columns
   * @return channels x height x height bytes, planar (C,H,W)
   */
  public byte[] readScaled(int image, int height) {
    byte[] whole = new byte[channels() * side() * side()];
    read(image, whole);
    TriangleFilter filter = new TriangleFilter(side(), height, 0, height);
    return Resizer.filter(
        new PlanarRows(whole, 0, channels(), side(), side()), channels(), filter, filter);
  }

  /** Images of the source that are not here, with the reasons. */
  public List<RejectedImage> rejected() {
    return index.rejected();
  }

  /** The pack's folder, where files that belong to these images may be kept. */
  public Path folder() {
    return folder;
  }

  /**
   * Deletes a pack that nobody uses.
   *
   * @return whether it is gone; false where a program prepares it, or trains or evaluates with it
   * @throws IOException where a file can't be deleted
   */
  public static boolean delete(Path pack) throws IOException {
    try (FolderLock alone = FolderLock.ifFree(pack)) {
      if (alone == null) {
        return false;
      }
      // First what says that the pack is whole, as this may be cut short.
      Files.deleteIfExists(pack.resolve(PackIndex.FILE));
      try (Stream<Path> files = Files.list(pack)) {
        for (Path file : files.filter(each -> !each.endsWith(FolderLock.FILE)).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.delete(pack.resolve(FolderLock.FILE));
    Files.delete(pack);
    return true;
  }

  /** Lets go of the mapped memory; the system frees it when it is collected. */
  @Override
  public void close() {
    pixels = null;
    try (FolderLock held = reading) {
      reading = null;
    } catch (IOException e) {
      // The system lets go of it with the process.
      return;
    }
  }
}
