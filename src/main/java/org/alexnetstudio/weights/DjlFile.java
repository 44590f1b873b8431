package org.alexnetstudio.weights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.weights.PlacedTensors.Content;
import org.alexnetstudio.weights.PlacedTensors.Place;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of DJL's blocks ({@code .params} that begin with {@code DJL@}). Such a file has no
 * names of layers: the blocks that have parameters are counted, {@code block1.weight} being the
 * first one's.
 */
final class DjlFile {
  private static final byte[] MAGIC = "DJL@".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int ARRAY_VERSION = 3;

  /** How an array begins: a text of four letters with its length. */
  private static final byte[] ARRAY = {0, 4, 'N', 'D', 'A', 'R'};

  /** What stands before a parameter's name: the letter of one that has numbers, its version. */
  private static final byte[] PARAMETER = {0, 'P', 1};

  /** Blocks say a few numbers of themselves. */
  private static final int MOST_BETWEEN = 1 << 16;

  private static final int MOST_ARRAYS = 10_000;
  private static final int MOST_AXES = 32;
  private static final int MOST_TEXTS = 1000;

  private static final Map<String, DType> TYPES =
      Map.of(
          "FLOAT32", DType.F32,
          "FLOAT64", DType.F64,
          "FLOAT16", DType.F16,
          "BFLOAT16", DType.BF16,
          "INT64", DType.I64,
          "INT32", DType.I32,
          "INT8", DType.I8,
          "UINT8", DType.U8,
          "BOOLEAN", DType.BOOL);

  private final FileInput in;

  private DjlFile(FileInput in) {
    this.in = in;
  }

  static boolean startsLike(byte[] start) {
    return start.length >= MAGIC.length && Arrays.equals(Arrays.copyOf(start, MAGIC.length), MAGIC);
  }

  static TensorFile open(Path path) throws StudioException {
    return PlacedTensors.open(path, "DJL's weights", in -> new DjlFile(in).read());
  }

  private Content read() throws IOException, FormatException {
    header();
    Map<String, Place> tensors = new LinkedHashMap<>();
    List<String> inBlock = new ArrayList<>();
    int block = 0;
    for (String name = parameter(); name != null; name = parameter()) {
      if (tensors.size() == MOST_ARRAYS) {
        throw new FormatException("it has more than " + MOST_ARRAYS + " arrays");
      }
      // A block has one parameter of each name.
      if (block == 0 || inBlock.contains(name)) {
        block++;
        inBlock.clear();
      }
      inBlock.add(name);
      tensors.put("block" + block + '.' + name, array(name));
    }
    return new Content(tensors, List.of(), false);
  }

  /** Name of the model, type of its numbers, its inputs, its properties. */
  private void header() throws IOException, FormatException {
    in.skip(MAGIC.length);
    long version = in.big(Integer.BYTES);
    if (version != VERSION) {
      throw new FormatException("its version is " + version + ", known is " + VERSION);
    }
    utf();
    utf();
    long inputs = count(MOST_TEXTS, "inputs");
    for (int i = 0; i < inputs; i++) {
      utf();
      shape();
    }
    long properties = 2 * count(MOST_TEXTS, "properties");
    for (int i = 0; i < properties; i++) {
      in.skip(in.big(Short.BYTES));
    }
  }

  /**
   * Goes to the next array.
   *
   * <p>What a block says before its parameters has no form that all blocks share. So arrays are
   * found by what they begin with.
   *
   * @return its parameter's name; null where there is none any more
   */
  private @Nullable String parameter() throws IOException, FormatException {
    long start = in.position();
    long end = Math.min(in.size(), start + MOST_BETWEEN);
    int matched = 0;
    while (in.position() < end) {
      int octet = in.octet();
      if (octet == PARAMETER[matched]) {
        matched++;
      } else {
        matched = octet == PARAMETER[0] ? 1 : 0;
      }
      if (matched == PARAMETER.length) {
        long place = in.position();
        String name = named();
        if (name != null) {
          return name;
        }
        in.moveTo(place);
        matched = 0;
      }
    }
    if (end < in.size()) {
      throw new FormatException("between byte " + start + " and " + end + " there is no array");
    }
    return null;
  }

  /** The name that stands here before an array's beginning; null where nothing such does. */
  private @Nullable String named() throws IOException, FormatException {
    if (in.size() - in.position() < Short.BYTES) {
      return null;
    }
    long bytes = in.big(Short.BYTES);
    if (bytes > Names.LONGEST || bytes > in.size() - in.position() - ARRAY.length) {
      return null;
    }
    String name = in.text(bytes);
    for (byte due : ARRAY) {
      if (in.octet() != due) {
        return null;
      }
    }
    return Names.isSound(name) ? name : null;
  }

  private Place array(String name) throws IOException, FormatException {
    long version = in.big(Integer.BYTES);
    if (version != ARRAY_VERSION) {
      throw new FormatException(
          "its arrays are of version " + version + ", known is " + ARRAY_VERSION);
    }
    if (in.octet() == 1) {
      utf();
    }
    String storage = utf();
    if (!storage.equals("DENSE")) {
      throw new FormatException(
          "its array "
              + Names.quoted(name)
              + " is stored as "
              + Names.quoted(storage)
              + ", where all numbers should be there");
    }
    String type = utf();
    DType dtype = TYPES.get(type);
    if (dtype == null) {
      throw new FormatException(
          "its array " + Names.quoted(name) + " has numbers of the type " + Names.quoted(type));
    }
    long[] shape = shape();
    if (in.octet() != '<') {
      throw new FormatException("its numbers are big-endian");
    }
    long bytes = in.big(Integer.BYTES);
    Place place = Place.of(dtype, shape, in);
    if (bytes != in.position() - place.position()) {
      throw new FormatException(
          "its array "
              + Names.quoted(name)
              + " has "
              + bytes
              + " bytes, where its shape wants "
              + (in.position() - place.position()));
    }
    return place;
  }

  /** Extents, and a letter for what each of them counts. */
  private long[] shape() throws IOException, FormatException {
    long[] shape = new long[(int) count(MOST_AXES, "extents")];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = in.big(Long.BYTES);
    }
    in.skip(Character.BYTES * count(MOST_AXES, "extents"));
    return shape;
  }

  private long count(int most, String what) throws IOException, FormatException {
    long count = in.big(Integer.BYTES);
    if (count > most) {
      throw new FormatException("it says that it has " + count + " " + what);
    }
    return count;
  }

  private String utf() throws IOException, FormatException {
    return in.text(in.big(Short.BYTES));
  }
}
