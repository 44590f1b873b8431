package org.alexnetstudio.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.alexnetstudio.StudioException;

/** CIFAR-10's binary version: records of one label byte and 3 x 32 x 32 pixels. */
final class CifarSource {
  private static final int SIDE = 32;
  private static final int PIXELS = 3 * SIDE * SIDE;
  private static final int RECORD = 1 + PIXELS;
  private static final List<String> NAMES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private CifarSource() {}

  static RawSource open(Path given) throws IOException, StudioException {
    Path unpacked = given.resolve("cifar-10-batches-bin");
    Path folder = Files.isDirectory(unpacked) ? unpacked : given;
    List<Path> batches;
    try (Stream<Path> files = Files.list(folder)) {
      batches =
          files
              .filter(f -> f.getFileName().toString().matches("data_batch_\\d+\\.bin"))
              .sorted()
              .toList();
    }
    if (batches.isEmpty()) {
      throw StudioException.badInput(
          "No CIFAR-10 data in " + folder,
          "it has no file data_batch_1.bin",
          "Choose the folder of the unpacked binary version of CIFAR-10.");
    }
    List<String> names = names(folder);
    List<RawSource.Part> parts = new ArrayList<>();
    for (Path batch : batches) {
      String name = batch.getFileName().toString().replace(".bin", "");
      parts.add(part(batch, name, false, names));
    }
    Path test = folder.resolve("test_batch.bin");
    if (Files.exists(test)) {
      parts.add(part(test, "test_batch", true, names));
    }
    return new RawSource(names, parts);
  }

  private static List<String> names(Path folder) throws IOException {
    Path meta = folder.resolve("batches.meta.txt");
    if (!Files.exists(meta)) {
      return NAMES;
    }
    List<String> names = Files.readAllLines(meta).stream().map(String::strip).toList();
    return names.stream().filter(n -> !n.isEmpty()).toList();
  }

  private static RawSource.Part part(Path file, String name, boolean validation, List<String> names)
      throws IOException, StudioException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length == 0 || bytes.length % RECORD != 0) {
      throw StudioException.badInput(
          "Cannot use " + file,
          bytes.length
              + " bytes are not a whole number of records of "
              + RECORD
              + " bytes; the file is cut short or is not CIFAR-10's binary version",
          "Copy or download the file again.");
    }
    int[] labels = new int[bytes.length / RECORD];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = bytes[i * RECORD] & 0xff;
      if (labels[i] >= names.size()) {
        throw StudioException.badInput(
            "Cannot use " + file + ", image " + i + " at byte " + (long) i * RECORD,
            "its label is " + labels[i] + ", and there are " + names.size() + " classes",
            "Copy or download the file again; only CIFAR-10's binary version is read.");
      }
    }
    String stamp = FileTree.stamp(Files.readAttributes(file, BasicFileAttributes.class));
    return new RawSource.Part(name, validation, stamp, bytes, 1, RECORD, labels, 3, SIDE, SIDE);
  }
}
