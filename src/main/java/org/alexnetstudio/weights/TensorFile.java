package org.alexnetstudio.weights;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;

/** An open file of named tensors, of whatever format; tensors are read when they are asked for. */
public interface TensorFile extends Closeable {
  /** How names of the files end that {@link #open} reads, in lower case. */
  List<String> ENDINGS = List.of("pth", "pt", "safetensors", "caffemodel", "params");

  /** A Java array holds no more. */
  long MOST_BYTES = Integer.MAX_VALUE - 8;

  /**
   * Opens a file of any format that is known, told by its first bytes, Caffe's by its name, and
   * checks all of it but the tensors' numbers.
   *
   * @throws StudioException where the file cannot be read, is of no known format, or is damaged
   */
  static TensorFile open(Path file) throws StudioException {
    if (!Files.isRegularFile(file)) {
      throw StudioException.badInput(
          file.toString(),
          Files.exists(file) ? "it is not a file" : "there is no such file",
          "Name a file of weights: ." + String.join(", .", ENDINGS) + ".");
    }
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(Long.BYTES + 1);
    } catch (IOException e) {
      throw StudioException.badInput(
          file + " cannot be read", IoReason.of(e), "Check the file and its permissions.", e);
    }
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(CaffeFile.SUFFIX) && start.length > 0) {
      return CaffeFile.open(file);
    }
    if (MxNetFile.startsLike(start)) {
      return MxNetFile.open(file);
    }
    if (DjlFile.startsLike(start)) {
      return DjlFile.open(file);
    }
    boolean header = start.length > Long.BYTES && start[Long.BYTES] == '{';
    if (!header && TorchFile.startsLike(start)) {
      return TorchFile.open(file);
    }
    if (header || file.toString().toLowerCase(Locale.ROOT).endsWith(".safetensors")) {
      return Safetensors.read(file);
    }
    throw StudioException.badInput(
        file.toString(),
        start.length == 0 ? "it is empty" : "it begins like no file of weights that is known",
        "Name a file of weights (."
            + String.join(", .", ENDINGS)
            + "); if it is one, copy or download it again.");
  }

  /** Names of the tensors, in the order of the file. */
  List<String> names();

  /** Each tensor's shape, by name, in the order of the file. */
  Map<String, long[]> shapes();

  /**
   * The type of a tensor's numbers.
   *
   * @throws IllegalArgumentException where there is none of that name
   */
  DType dtype(String name);

  /**
   * The kinds of the layers in their order, where the file says them: {@code conv}, {@code fc},
   * {@code pool}, {@code lrn}, {@code relu}, {@code tanh}, or the file's own word; without those
   * that change nothing between the image and the logits. Empty where it does not say.
   */
  default List<String> kinds() {
    return List.of();
  }

  /** Whether the first layer takes an image's colours as blue, green, red. */
  default boolean isBlueFirst() {
    return false;
  }

  /**
   * Reads one tensor into memory.
   *
   * @throws StudioException where there is none of that name, it is larger than 2 GB, or the file
   *     can no longer be read
   */
  Tensor tensor(String name) throws StudioException;

  @Override
  void close();

  /** What is said where a tensor is asked for that the file does not have. */
  static StudioException noSuchTensor(Path path, String name, List<String> names) {
    return StudioException.badInput(
        path + ", tensor \"" + name + "\"",
        "the file has no such tensor, but " + Names.some(names),
        "Use a file of weights that was made for this network.");
  }

  /** What is said of a tensor that is larger than {@link #MOST_BYTES}. */
  static StudioException tooLarge(Path path, String name, double bytes) {
    return StudioException.badInput(
        path + ", tensor \"" + name + "\"",
        String.format(
            Locale.ROOT,
            "it takes %.1f GB, more than the 2 GB that one tensor may have",
            bytes / 1e9),
        "Use a file of weights that was made for this network.");
  }
}
