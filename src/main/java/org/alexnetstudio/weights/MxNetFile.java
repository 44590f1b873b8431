package org.alexnetstudio.weights;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.weights.PlacedTensors.Content;
import org.alexnetstudio.weights.PlacedTensors.Place;

/**
 * MXNet's named arrays ({@code .params}): a list of arrays, then a list of their names. The layers
 * are those of the {@code -symbol.json} beside it, where there is one.
 */
public final class MxNetFile {
  /** Before the name of each trained array. */
  public static final String ARGUMENT = "arg:";

  private static final long MAGIC = 0x112;
  private static final int MOST_ARRAYS = 100_000;
  private static final int MOST_AXES = 32;

  /** First words of an array: with shapes of any kind, with a type of storage, before that. */
  private static final int V3 = 0xF993FACA;

  private static final int V2 = 0xF993FAC9;
  private static final int V1 = 0xF993FAC8;

  private static final int DENSE = 0;
  private static final int CPU = 1;
  private static final int FLOAT32 = 0;

  private static final List<DType> TYPES =
      List.of(
          DType.F32, DType.F64, DType.F16, DType.U8, DType.I32, DType.I8, DType.I64, DType.BOOL);

  private static final int BFLOAT16 = 12;

  private MxNetFile() {}

  /** {@code NAME}, where the file is {@code NAME-0000.params} or {@code NAME.params}. */
  public static String stem(Path params) {
    return String.valueOf(params.getFileName()).replaceFirst("(-\\d{4})?\\.params$", "");
  }

  static boolean startsLike(byte[] start) {
    return start.length > Long.BYTES
        && ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong() == MAGIC;
  }

  static TensorFile open(Path path) throws StudioException {
    return PlacedTensors.open(path, "MXNet's weights", in -> read(path, in));
  }

  private static Content read(Path path, FileInput in)
      throws IOException, FormatException, StudioException {
    in.skip(2 * Long.BYTES);
    int count = count(in);
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      places.add(array(in, i));
    }
    int names = count(in);
    if (names != count) {
      throw new FormatException("it has " + count + " arrays, but " + names + " names");
    }
    Map<String, Place> tensors = new LinkedHashMap<>();
    for (Place place : places) {
      String name = in.text(in.little(Long.BYTES));
      if (!Names.isSound(name)) {
        throw new FormatException(
            "it has an array named " + Names.quoted(name) + ", which is no name of one");
      }
      if (tensors.put(name, place) != null) {
        throw new FormatException("it has the array " + Names.quoted(name) + " twice");
      }
    }
    if (in.position() != in.size()) {
      throw new FormatException(
          "it has " + in.size() + " bytes, but its arrays end at " + in.position());
    }
    return new Content(tensors, MxNetSymbol.kindsBeside(path), false);
  }

  private static int count(FileInput in) throws IOException, FormatException {
    long count = in.little(Long.BYTES);
    if (count < 0 || count > MOST_ARRAYS) {
      throw new FormatException(
          "it says that it has " + Long.toUnsignedString(count) + " arrays or names");
    }
    return (int) count;
  }

  private static Place array(FileInput in, int number) throws IOException, FormatException {
    int magic = (int) in.little(Integer.BYTES);
    if (magic == V2 || magic == V3) {
      int storage = (int) in.little(Integer.BYTES);
      if (storage != DENSE) {
        throw new FormatException(
            "its array "
                + number
                + " is stored as "
                + (storage == 1 ? "row_sparse" : storage == 2 ? "csr" : "type " + storage)
                + ", where all numbers should be there");
      }
    }
    // Before there were versions, an array began with the number of its extents.
    boolean unversioned = magic != V1 && magic != V2 && magic != V3;
    int axes = unversioned ? magic : (int) in.little(Integer.BYTES);
    if (axes < 0 || axes > MOST_AXES || (axes == 0 && magic != V3)) {
      throw new FormatException("its array " + number + " has " + axes + " extents");
    }
    long[] shape = new long[axes];
    for (int i = 0; i < axes; i++) {
      shape[i] = in.little(unversioned ? Integer.BYTES : Long.BYTES);
      if (shape[i] < 0) {
        throw new FormatException("its array " + number + " has the extent " + shape[i]);
      }
    }
    // The device that it was on.
    in.skip(2 * Integer.BYTES);
    int type = (int) in.little(Integer.BYTES);
    if (type == BFLOAT16) {
      return Place.of(DType.BF16, shape, in);
    }
    if (type < 0 || type >= TYPES.size()) {
      throw new FormatException("its array " + number + " has numbers of the type " + type);
    }
    return Place.of(TYPES.get(type), shape, in);
  }

  /**
   * Writes arrays of floats and returns when they are safe on the disk. The file is not complete
   * before that: write to a temporary name and rename.
   *
   * @throws IOException when the disk is full or the file cannot be written
   */
  public static void write(Path file, List<TensorSource> tensors) throws IOException {
    // A stream rather than a FileChannel: interrupting the thread would close a channel.
    try (FileOutputStream out = new FileOutputStream(file.toFile());
        OutputStream buffered = new BufferedOutputStream(out)) {
      buffered.write(longs(MAGIC, 0, tensors.size()));
      for (TensorSource tensor : tensors) {
        if (tensor.dtype() != DType.F32) {
          throw new IllegalArgumentException(tensor.name() + " holds " + tensor.dtype());
        }
        buffered.write(ints(V2, DENSE, tensor.shape().length));
        buffered.write(longs(tensor.shape()));
        buffered.write(ints(CPU, 0, FLOAT32));
        Safetensors.writeNumbers(buffered, tensor);
      }
      buffered.write(longs(tensors.size()));
      for (TensorSource tensor : tensors) {
        byte[] name = tensor.name().getBytes(StandardCharsets.UTF_8);
        buffered.write(longs(name.length));
        buffered.write(name);
      }
      buffered.flush();
      out.getFD().sync();
    }
  }

  private static byte[] longs(long... numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(numbers);
    return bytes.array();
  }

  private static byte[] ints(int... numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(numbers);
    return bytes.array();
  }
}
