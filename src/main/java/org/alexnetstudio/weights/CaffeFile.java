package org.alexnetstudio.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.weights.PlacedTensors.Content;
import org.alexnetstudio.weights.PlacedTensors.Place;

/**
 * Caffe's trained networks ({@code .caffemodel}): a NetParameter of caffe.proto, with layers of the
 * present form or of the one before. The tensors of a layer are named as in Caffe's Python: {@code
 * conv1[0]} are weights, {@code conv1[1]} the bias.
 */
final class CaffeFile {
  /** As {@link TensorFile#open} tells such files, whose first bytes may be any program's. */
  static final String SUFFIX = ".caffemodel";

  private static final String FORMAT = "Caffe's weights";

  /** GoogLeNet has 150. */
  private static final int MOST_LAYERS = 10_000;

  private static final int MOST_BLOBS = 16;
  private static final int MOST_AXES = 32;

  /** The numbers that the form before gave the types that matter here. */
  private static final Map<Long, String> OLD_TYPES =
      Map.ofEntries(
          Map.entry(1L, "Accuracy"),
          Map.entry(4L, "Convolution"),
          Map.entry(5L, "Data"),
          Map.entry(6L, "Dropout"),
          Map.entry(8L, "Flatten"),
          Map.entry(9L, "HDF5Data"),
          Map.entry(12L, "ImageData"),
          Map.entry(14L, "InnerProduct"),
          Map.entry(15L, "LRN"),
          Map.entry(17L, "Pooling"),
          Map.entry(18L, "ReLU"),
          Map.entry(19L, "Sigmoid"),
          Map.entry(20L, "Softmax"),
          Map.entry(21L, "SoftmaxWithLoss"),
          Map.entry(22L, "Split"),
          Map.entry(23L, "TanH"),
          Map.entry(24L, "WindowData"),
          Map.entry(29L, "MemoryData"),
          Map.entry(32L, "DummyData"),
          Map.entry(36L, "Silence"));

  /** They do nothing to the numbers between the image and the logits. */
  private static final Set<String> IDLE =
      Set.of(
          "Accuracy",
          "Data",
          "Dropout",
          "DummyData",
          "Flatten",
          "HDF5Data",
          "ImageData",
          "Input",
          "MemoryData",
          "Silence",
          "Softmax",
          "SoftmaxWithLoss",
          "Split",
          "WindowData");

  private static final String CONVOLUTION = "Convolution";
  private static final String INNER_PRODUCT = "InnerProduct";

  private static final Map<String, String> KINDS =
      Map.of(
          CONVOLUTION,
          "conv",
          INNER_PRODUCT,
          "fc",
          "LRN",
          "lrn",
          "Pooling",
          "pool",
          "ReLU",
          "relu",
          "TanH",
          "tanh");

  private final FileInput in;
  private final Map<String, Place> tensors = new LinkedHashMap<>();
  private final List<String> kinds = new ArrayList<>();
  private int layers;

  private CaffeFile(FileInput in) {
    this.in = in;
  }

  /** Opens a network. */
  static TensorFile open(Path path) throws StudioException {
    return PlacedTensors.open(path, FORMAT, in -> new CaffeFile(in).network());
  }

  /** Opens a blob by itself, as {@code .binaryproto} files hold a mean image. */
  static TensorFile openBlob(Path path, String name) throws StudioException {
    return PlacedTensors.open(
        path,
        "a mean image of Caffe's",
        in -> {
          Place place = new CaffeFile(in).blob(name, new ProtoMessage(in, 0, in.size()));
          return new Content(Map.of(name, place), List.of(), true);
        });
  }

  private Content network() throws IOException, FormatException {
    ProtoMessage network = new ProtoMessage(in, 0, in.size());
    while (network.next()) {
      if (network.isSpan() && (network.field() == 100 || network.field() == 2)) {
        if (++layers > MOST_LAYERS) {
          throw new FormatException("it has more than " + MOST_LAYERS + " layers");
        }
        layer(network.message(), network.field() == 2);
      }
    }
    if (layers == 0) {
      throw new FormatException("it has no layers, as a network of Caffe's does");
    }
    return new Content(tensors, List.copyOf(kinds), true);
  }

  private void layer(ProtoMessage layer, boolean old) throws IOException, FormatException {
    String name = "";
    String type = "";
    List<ProtoMessage> blobs = new ArrayList<>();
    while (layer.next()) {
      int field = layer.field();
      if (layer.isSpan() && old && field == 1) {
        throw new FormatException(
            "its layers have the form of 2013; Caffe's upgrade_net_proto_binary renews it");
      } else if (layer.isSpan() && field == (old ? 4 : 1)) {
        name = layer.text();
      } else if (layer.isSpan() && !old && field == 2) {
        type = layer.text();
      } else if (layer.isNumber() && old && field == 5) {
        type = OLD_TYPES.getOrDefault(layer.number(), "type " + layer.number());
      } else if (layer.isSpan() && field == (old ? 6 : 7)) {
        blobs.add(layer.message());
        if (blobs.size() > MOST_BLOBS) {
          throw new FormatException("its layer " + Names.quoted(name) + " has too many tensors");
        }
      }
    }
    if (!IDLE.contains(type)) {
      kinds.add(KINDS.getOrDefault(type, Names.shortened(type.toLowerCase(Locale.ROOT))));
    }
    for (int i = 0; i < blobs.size(); i++) {
      String tensor = name + '[' + i + ']';
      if (name.isEmpty() || !Names.isSound(tensor)) {
        throw new FormatException(
            "it has a layer named " + Names.quoted(name) + ", which is no name of one");
      }
      Place place = withoutOnes(blob(tensor, blobs.get(i)), type, i);
      if (tensors.put(tensor, place) != null) {
        throw new FormatException("it has the tensor " + Names.quoted(tensor) + " twice");
      }
    }
  }

  /** Before shapes could have any number of extents they had four, the first ones 1. */
  private static Place withoutOnes(Place place, String type, int blob) {
    long[] shape = place.shape();
    int due = type.equals(INNER_PRODUCT) && blob == 0 ? 2 : blob == 1 ? 1 : shape.length;
    int from = 0;
    while (shape.length - from > due && shape[from] == 1) {
      from++;
    }
    long[] rest = Arrays.copyOfRange(shape, from, shape.length);
    return new Place(place.dtype(), rest, place.position(), place.step());
  }

  private Place blob(String name, ProtoMessage blob) throws IOException, FormatException {
    long[] old = {1, 1, 1, 1};
    List<Long> shape = new ArrayList<>();
    boolean hasShape = false;
    Numbers numbers = new Numbers(name);
    while (blob.next()) {
      int field = blob.field();
      if (blob.isSpan() && field == 7) {
        hasShape = true;
        shape(name, blob.message(), shape);
      } else if (blob.isNumber() && field >= 1 && field <= 4) {
        old[field - 1] = blob.number();
      } else if (field == 5 || field == 8) {
        numbers.add(field == 5 ? DType.F32 : DType.F64, blob);
      }
    }
    long[] extents = hasShape ? shape.stream().mapToLong(Long::longValue).toArray() : old;
    return numbers.place(extents);
  }

  private static void shape(String name, ProtoMessage message, List<Long> shape)
      throws IOException, FormatException {
    while (message.next()) {
      if (message.field() == 1 && message.isNumber()) {
        shape.add(message.number());
      } else if (message.field() == 1 && message.isSpan()) {
        for (ProtoMessage.Packed packed = message.packed(); packed.hasNext(); ) {
          shape.add(packed.next());
          check(name, shape);
        }
      }
      check(name, shape);
    }
  }

  private static void check(String name, List<Long> shape) throws FormatException {
    if (shape.size() > MOST_AXES) {
      throw new FormatException(
          "its tensor " + Names.quoted(name) + " has more than " + MOST_AXES + " extents");
    }
  }

  /** Where a blob's numbers lie: packed, or each behind a key of its own. */
  private static final class Numbers {
    private final String name;
    private DType dtype = DType.F32;
    private long first;
    private long count;
    private int step;

    Numbers(String name) {
      this.name = name;
    }

    void add(DType type, ProtoMessage blob) throws FormatException {
      if (blob.isSpan()) {
        if (blob.bytes() == 0) {
          return;
        }
        if (count > 0 || blob.bytes() % type.size() != 0) {
          throw scattered();
        }
        dtype = type;
        first = blob.start();
        count = blob.bytes() / type.size();
        step = type.size();
      } else if (blob.isFixed() && blob.bytes() == type.size()) {
        if (count == 0) {
          dtype = type;
          first = blob.start();
          step = type.size() + 1;
        } else if (type != dtype || blob.start() != first + count * step) {
          throw scattered();
        }
        count++;
      } else {
        throw scattered();
      }
    }

    private FormatException scattered() {
      return new FormatException(
          "the numbers of its tensor " + Names.quoted(name) + " do not lie one behind the other");
    }

    Place place(long[] shape) throws FormatException {
      long due;
      try {
        due = Shapes.elements(shape);
      } catch (ArithmeticException | IllegalArgumentException e) {
        throw new FormatException(
            "its tensor " + Names.quoted(name) + " has a size that no file has");
      }
      if (due != count || due == 0) {
        throw new FormatException(
            "its tensor "
                + Names.quoted(name)
                + " has "
                + count
                + " numbers, where its shape wants "
                + due);
      }
      return new Place(dtype, shape, first, step);
    }
  }
}
