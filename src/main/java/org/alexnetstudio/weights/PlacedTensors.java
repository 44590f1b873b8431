package org.alexnetstudio.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;

/** An open file whose tensors lie in one piece each; safe for several threads. */
final class PlacedTensors implements TensorFile {
  private final Path path;
  private final String format;
  private final FileInput input;
  private final Content content;

  private PlacedTensors(Path path, String format, FileInput input, Content content) {
    this.path = path;
    this.format = format;
    this.input = input;
    this.content = content;
  }

  /**
   * Where a tensor's numbers lie.
   *
   * @param shape extents, the slowest first
   * @param position of the first number in the file
   * @param step bytes from one number to the next: more than a number has where they lie apart
   */
  record Place(DType dtype, long[] shape, long position, int step) {
    /**
     * Numbers one behind the other.
     *
     * @throws FormatException where the file has less from there on
     */
    static Place of(DType dtype, long[] shape, FileInput in) throws FormatException {
      long bytes;
      try {
        bytes = Math.multiplyExact(Shapes.elements(shape), (long) dtype.size());
      } catch (ArithmeticException | IllegalArgumentException e) {
        throw new FormatException("it has a tensor whose size no file has");
      }
      long position = in.position();
      in.skip(bytes);
      return new Place(dtype, shape, position, dtype.size());
    }

    /** How many numbers it has. */
    long elements() {
      return Shapes.elements(shape);
    }
  }

  /**
   * What a file holds.
   *
   * @param tensors by name, in the order of the file
   * @param kinds see {@link TensorFile#kinds}
   * @param blueFirst see {@link TensorFile#isBlueFirst}
   */
  record Content(Map<String, Place> tensors, List<String> kinds, boolean blueFirst) {}

  /** Reads all of a file but the tensors' numbers. */
  @FunctionalInterface
  interface Reader {
    Content read(FileInput in) throws IOException, FormatException, StudioException;
  }

  /**
   * Opens a file.
   *
   * @param format what the file should be, in words, for messages
   * @throws StudioException where the file can't be read or is damaged
   */
  static PlacedTensors open(Path path, String format, Reader reader) throws StudioException {
    try {
      FileInput input = new FileInput(path);
      boolean handedOver = false;
      try {
        Content content = reader.read(input);
        if (content.tensors().isEmpty()) {
          throw new FormatException("there are no tensors in it");
        }
        handedOver = true;
        return new PlacedTensors(path, format, input, content);
      } finally {
        if (!handedOver) {
          input.close();
        }
      }
    } catch (FormatException e) {
      throw StudioException.badInput(
          path + " can't be used as " + format,
          String.valueOf(e.getMessage()),
          "Copy or download the file again.");
    } catch (IOException e) {
      throw unreadable(path, format, e);
    }
  }

  @Override
  public List<String> names() {
    return List.copyOf(content.tensors().keySet());
  }

  @Override
  public Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    content.tensors().forEach((name, place) -> shapes.put(name, place.shape().clone()));
    return shapes;
  }

  @Override
  public List<String> kinds() {
    return content.kinds();
  }

  @Override
  public boolean isBlueFirst() {
    return content.blueFirst();
  }

  @Override
  public DType dtype(String name) {
    Place place = content.tensors().get(name);
    if (place == null) {
      throw new IllegalArgumentException("there is no tensor " + name);
    }
    return place.dtype();
  }

  @Override
  public Tensor tensor(String name) throws StudioException {
    Place place = content.tensors().get(name);
    if (place == null) {
      throw TensorFile.noSuchTensor(path, name, names());
    }
    long elements = place.elements();
    if (elements > TensorFile.MOST_BYTES / place.step()) {
      throw TensorFile.tooLarge(path, name, elements * (double) place.step());
    }
    try {
      int size = place.dtype().size();
      int apart = place.step() - size;
      // Behind the last number there is no gap.
      int span = (int) elements * place.step() - (elements > 0 ? apart : 0);
      byte[] numbers = input.bytes(place.position(), span);
      if (apart > 0) {
        for (int i = 1; i < elements; i++) {
          System.arraycopy(numbers, i * place.step(), numbers, i * size, size);
        }
      }
      return new Tensor(
          name, place.dtype(), place.shape(), ByteBuffer.wrap(numbers, 0, (int) elements * size));
    } catch (IOException e) {
      throw unreadable(path, format, e);
    }
  }

  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException e) {
      // Nothing was written that could be lost.
    }
  }

  private static StudioException unreadable(Path path, String format, IOException e) {
    return StudioException.badInput(
        path + " can't be used as " + format,
        IoReason.of(e),
        "Copy or download the file again.",
        e);
  }
}
