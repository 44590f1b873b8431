package org.alexnetstudio.network;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.jspecify.annotations.Nullable;

/**
 * Computes single maps of a network's first layer once more, over the images. Where a number is the
 * sum of few products, that is less work than to keep all maps for the sake of a few.
 */
final class MapsAnew implements MapPlaces {
  /**
   * With so many products for each place, copying all maps takes about as long: of 5,000 images
   * some 66 are at one time among a unit's nine strongest.
   */
  private static final int MOST_PRODUCTS = 128;

  private final Network network;
  private final NDArray images;
  private final NDArray kernels;
  private final LayerSpec.Conv conv;
  private final ImageShape input;
  private final ImageShape output;

  /** Of the image with its borders of zeros. */
  private final int width;

  private final int area;

  /** This and the arrays are there from the first map on. */
  private @Nullable ArrayReader reader;

  private float[] weights = {};
  private float[] image = {};
  private float[] padded = {};

  /** At stride 1, each row as wide as the padded image's. */
  private float[] sums = {};

  private float[] shifted = {};
  private float[] map = {};

  /**
   * Reads nothing yet.
   *
   * @param images (N, C, H, W)
   * @param kernels of the first layer, (filters, channels / groups, kernel, kernel)
   */
  MapsAnew(Network network, NDArray images, NDArray kernels) {
    this.network = network;
    this.images = images;
    this.kernels = kernels;
    conv = (LayerSpec.Conv) network.spec().layers().get(0);
    input = network.spec().input();
    output = conv.outputShape(input);
    width = input.width() + 2 * conv.pad();
    area = width * (input.height() + 2 * conv.pad());
  }

  /** Whether the first layer's maps are found faster so than by copies of all. */
  static boolean quicker(NetworkSpec network) {
    return network.layers().get(0) instanceof LayerSpec.Conv conv
        && products(network, conv) * conv.stride() * conv.stride() <= MOST_PRODUCTS;
  }

  private static long products(NetworkSpec network, LayerSpec.Conv conv) {
    return conv.weights(network.input()) / conv.filters();
  }

  @Override
  public int find(int index, int unit) {
    pad(index);
    int channels = input.channels() / conv.groups();
    int first = unit / (conv.filters() / conv.groups()) * channels;
    int size = conv.kernel();
    int weight = unit * channels * size * size;
    Arrays.fill(sums, 0);
    for (int channel = first; channel < first + channels; channel++) {
      for (int row = 0; row < size; row++) {
        for (int column = 0; column < size; column++) {
          add(weights[weight++], channel * area + row * width + column);
        }
      }
    }
    for (int row = 0; row < output.height(); row++) {
      for (int column = 0; column < output.width(); column++) {
        map[row * output.width() + column] = sums[place(row, column)];
      }
    }
    return MapPlaces.largest(map);
  }

  private int place(int row, int column) {
    return (row * width + column) * conv.stride();
  }

  private void pad(int index) {
    if (reader == null) {
      reader = open();
    }
    reader.read(index, image);
    for (int row = 0; row < input.channels() * input.height(); row++) {
      int channel = row / input.height();
      int at = channel * area + (row % input.height() + conv.pad()) * width + conv.pad();
      System.arraycopy(image, row * input.width(), padded, at, input.width());
    }
  }

  private ArrayReader open() {
    image = new float[input.size()];
    padded = new float[input.channels() * area];
    sums = new float[place(output.height() - 1, output.width() - 1) + 1];
    shifted = new float[sums.length];
    map = new float[output.height() * output.width()];
    weights = new float[(int) kernels.size()];
    network.reader(kernels).read(0, weights);
    return network.reader(images);
  }

  /** All rows in one loop, and at the same index in both arrays: Java computes it by vectors. */
  private void add(float weight, int from) {
    System.arraycopy(padded, from, shifted, 0, shifted.length);
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * shifted[i];
    }
  }
}
