package org.alexnetstudio.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;

/** The four IDX files of the MNIST family, in a folder or brought along. */
final class IdxSource {
  private static final String BUNDLED = "/data/fashion-mnist/";
  private static final List<String> FASHION =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  /** One of the files: its bytes as stored, where it lies, and its stamp. */
  private record Stored(byte[] bytes, String name, String stamp) {}

  private IdxSource() {}

  /** The Fashion-MNIST subset among the program's resources. */
  static RawSource bundled() throws StudioException {
    List<RawSource.Part> parts = new ArrayList<>();
    for (String part : List.of("train", "t10k")) {
      Stored images = resource(part + "-images-idx3-ubyte.gz");
      Stored labels = resource(part + "-labels-idx1-ubyte.gz");
      parts.add(part(part, images, labels));
    }
    return source("Fashion-MNIST", parts, true);
  }

  private static Stored resource(String name) throws StudioException {
    try (InputStream in = IdxSource.class.getResourceAsStream(BUNDLED + name)) {
      if (in == null) {
        throw new IOException("the program was packed without it");
      }
      byte[] bytes = in.readAllBytes();
      java.util.zip.CRC32 crc = new java.util.zip.CRC32();
      crc.update(bytes);
      return new Stored(bytes, BUNDLED + name, bytes.length + "#" + crc.getValue());
    } catch (IOException missing) {
      throw StudioException.failed(
          "Cannot read the bundled data " + name,
          IoReason.of(missing),
          "Install the program again.",
          missing);
    }
  }

  static RawSource open(Path folder) throws IOException, StudioException {
    List<RawSource.Part> parts = new ArrayList<>();
    parts.add(
        part(
            "train",
            required(folder, "train-images", "idx3"),
            required(folder, "train-labels", "idx1")));
    if (!find(folder, "(?:t10k|test)-images", "idx3").isEmpty()) {
      parts.add(
          part(
              "t10k",
              required(folder, "(?:t10k|test)-images", "idx3"),
              required(folder, "(?:t10k|test)-labels", "idx1")));
    }
    Path name = folder.getFileName();
    boolean fashion = name != null && name.toString().toLowerCase(Locale.ROOT).contains("fashion");
    return source(folder.toString(), parts, fashion);
  }

  private static List<Path> find(Path folder, String part, String kind) throws IOException {
    String pattern = "(?:.*-)?" + part + "[-.]" + kind + "-ubyte(?:\\.gz)?";
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().matches(pattern)).sorted().toList();
    }
  }

  private static Stored required(Path folder, String part, String kind)
      throws IOException, StudioException {
    List<Path> found = find(folder, part, kind);
    String name = part.replace("(?:t10k|test)", "t10k") + "-" + kind + "-ubyte";
    if (found.isEmpty()) {
      throw StudioException.badInput(
          "No MNIST data in " + folder,
          "it has no file " + name + " or " + name + ".gz",
          "Choose the folder of the four IDX files.");
    }
    Path file = found.get(0);
    boolean packedTwin =
        found.size() == 2 && found.get(1).toString().equals(file.toString() + ".gz");
    if (found.size() > 1 && !packedTwin) {
      throw StudioException.badInput(
          "More than one data set in " + folder,
          "both " + file.getFileName() + " and " + found.get(1).getFileName() + " are there",
          "Move the files of each data set into a folder of its own.");
    }
    String stamp = FileTree.stamp(Files.readAttributes(file, BasicFileAttributes.class));
    return new Stored(Files.readAllBytes(file), file.toString(), stamp);
  }

  private static RawSource.Part part(String name, Stored images, Stored labels)
      throws StudioException {
    IdxFile pixels = IdxFile.read(images.bytes, 3, images.name);
    IdxFile classes = IdxFile.read(labels.bytes, 1, labels.name);
    int count = pixels.sizes()[0];
    if (classes.sizes()[0] != count) {
      throw StudioException.badInput(
          "Cannot use " + labels.name,
          "it has " + classes.sizes()[0] + " labels for the " + count + " images of " + images.name,
          "Copy or download both files again.");
    }
    int height = pixels.sizes()[1];
    int width = pixels.sizes()[2];
    int[] numbers =
        IntStream.range(0, count).map(i -> classes.data()[classes.offset() + i] & 0xff).toArray();
    return new RawSource.Part(
        name,
        name.equals("t10k"),
        images.stamp + " " + labels.stamp,
        pixels.data(),
        pixels.offset(),
        height * width,
        numbers,
        1,
        height,
        width);
  }

  /** Classes are the numbers that occur in training; the well-known names where they apply. */
  private static RawSource source(String where, List<RawSource.Part> parts, boolean fashion)
      throws StudioException {
    List<Integer> numbers =
        IntStream.of(parts.get(0).labels()).distinct().sorted().boxed().toList();
    for (RawSource.Part part : parts) {
      int[] labels = part.labels();
      for (int i = 0; i < labels.length; i++) {
        int label = numbers.indexOf(labels[i]);
        if (label < 0) {
          throw StudioException.badInput(
              "Cannot use the labels of " + where + ", image " + part.name() + " #" + i,
              "its class " + labels[i] + " has no training image",
              "Copy or download the files again.");
        }
        labels[i] = label;
      }
    }
    boolean named = fashion && numbers.get(numbers.size() - 1) < FASHION.size();
    List<String> names =
        numbers.stream().map(n -> named ? FASHION.get(n) : Integer.toString(n)).toList();
    return new RawSource(names, parts);
  }
}
