package org.alexnetstudio.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * What a pack holds; the file {@code index.json}, whose being there says that the pack is whole.
 *
 * @param format version of the pack's files
 * @param source where the images came from, for people who look into the folder
 * @param channels bytes of a pixel, 1 or 3
 * @param side height and width of an image
 * @param classNames in label order
 * @param names of the packed images, in their order in the data file
 * @param labels of the packed images
 * @param validation numbers of the images that belong to the source's own validation part
 * @param rejected images that could not be used
 */
record PackIndex(
    int format,
    String source,
    int channels,
    int side,
    List<String> classNames,
    List<String> names,
    List<Integer> labels,
    List<Integer> validation,
    List<RejectedImage> rejected) {
  static final int FORMAT = 1;
  static final String FILE = "index.json";
  static final String DATA_FILE = "images.bin";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads the index of a pack that is whole; empty where it must be prepared. */
  static Optional<PackIndex> read(Path folder) {
    try {
      PackIndex index = JSON.readValue(folder.resolve(FILE).toFile(), PackIndex.class);
      boolean whole =
          index.format == FORMAT
              && index.labels.size() == index.names.size()
              && Files.size(folder.resolve(DATA_FILE)) == index.bytes();
      return whole ? Optional.of(index) : Optional.empty();
    } catch (IOException | RuntimeException absentOrBroken) {
      return Optional.empty();
    }
  }

  /** Writes the index so that it is there whole or not at all. */
  void write(Path folder) throws IOException {
    AtomicFile.write(folder.resolve(FILE), out -> JSON.writeValue(out, this));
  }

  int size() {
    return labels.size();
  }

  int imageBytes() {
    return channels * side * side;
  }

  private long bytes() {
    return (long) size() * imageBytes();
  }

  BitSet validationSet() {
    BitSet set = new BitSet(size());
    validation.forEach(set::set);
    return set;
  }
}
