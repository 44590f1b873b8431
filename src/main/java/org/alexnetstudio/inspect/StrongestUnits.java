package org.alexnetstudio.inspect;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.event.LayerPeaks;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.network.LayerVisitor;
import org.alexnetstudio.network.Network;

/**
 * Collects the images that excite each unit most, while images pass through a network. The device
 * finds the largest activation of each row and of each column of each map, which is next to nothing
 * beside the pass; to read the maps themselves would cost a fifth of it.
 */
public final class StrongestUnits {
  private final Network network;
  private final Map<String, PeakList> lists = new LinkedHashMap<>();
  private int images;
  private boolean failed;

  /** Of the layers with weights of {@code network}. */
  public StrongestUnits(Network network) {
    this.network = network;
  }

  /**
   * Looks at the next pass.
   *
   * @param numbers of its images
   */
  public LayerVisitor batch(int[] numbers) {
    return new Pass(numbers);
  }

  /** How many images have passed. */
  public int images() {
    return images;
  }

  /** What was found so far; a copy. Empty where the device failed to look. */
  public List<LayerPeaks> peaks() {
    return lists.entrySet().stream().map(entry -> entry.getValue().of(entry.getKey())).toList();
  }

  private final class Pass implements LayerVisitor {
    private final int[] numbers;
    private final List<MapMaxima> outputs = new ArrayList<>();

    Pass(int[] numbers) {
      this.numbers = numbers.clone();
    }

    @Override
    public void accept(LayerSpec layer, NDArray output) {
      if (layer instanceof LayerSpec.Conv || layer instanceof LayerSpec.FullyConnected) {
        guard(() -> outputs.add(new MapMaxima(layer.name(), output)));
      }
    }

    /** Only now, as reading waits for the device. */
    @Override
    public void finish() {
      guard(() -> outputs.forEach(MapMaxima::offer));
      images += numbers.length;
    }

    /** Where the device has no memory left for what is only looked at, it is looked at no more. */
    private void guard(Runnable look) {
      if (!failed) {
        try {
          look.run();
        } catch (EngineException e) {
          failed = true;
          lists.clear();
        }
      }
    }

    /** One layer's output, and the maxima along rows and columns that the device is finding. */
    private final class MapMaxima {
      private final String layer;
      private final NDArray output;
      private final int units;
      private final int height;
      private final int width;
      private final NDArray ofRows;
      private final NDArray ofColumns;

      /** The image whose maps were read last, for a place that rows and columns leave open. */
      private int readImage = -1;

      private float[] maps = new float[0];

      MapMaxima(String layer, NDArray output) {
        this.layer = layer;
        this.output = output;
        Shape shape = output.getShape();
        boolean hasMaps = shape.dimension() > 2;
        units = (int) shape.get(1);
        height = hasMaps ? (int) shape.get(2) : 1;
        width = hasMaps ? (int) shape.get(3) : 1;
        NDArrayEx maps = output.getNDArrayInternal();
        ofRows = width == 1 ? output : maximum(maps, 1, width);
        ofColumns = height == 1 ? output : maximum(maps, height, 1);
      }

      private static NDArray maximum(NDArrayEx maps, int rows, int columns) {
        return maps.maxPool(new Shape(rows, columns), new Shape(1, 1), new Shape(0, 0), false);
      }

      void offer() {
        PeakList list = lists.computeIfAbsent(layer, name -> new PeakList(units));
        float[] rows = ofRows.toFloatArray();
        float[] columns = ofRows == ofColumns ? rows : ofColumns.toFloatArray();
        for (int image = 0; image < numbers.length; image++) {
          for (int unit = 0; unit < units; unit++) {
            int map = image * units + unit;
            int row = first(rows, map * height, height);
            float value = rows[map * height + row];
            if (value > list.least(unit)) {
              boolean open =
                  repeats(rows, map * height, height, value)
                      && repeats(columns, map * width, width, value);
              int place =
                  open
                      ? search(image, unit, value)
                      : row * width + first(columns, map * width, width);
              list.insert(unit, value, numbers[image], place / width, place % width);
            }
          }
        }
      }

      /** Where several rows and several columns hold the maximum, the map itself is read. */
      private int search(int image, int unit, float value) {
        if (readImage != image) {
          maps = network.readRow(output, image);
          readImage = image;
        }
        int from = unit * height * width;
        int place = 0;
        while (maps[from + place] != value) {
          place++;
        }
        return place;
      }
    }
  }

  /** Where the first of the largest is. */
  private static int first(float[] values, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }

  /** Whether a value is there more than once. */
  private static boolean repeats(float[] values, int from, int count, float value) {
    int found = 0;
    for (int i = from; i < from + count; i++) {
      found += values[i] == value ? 1 : 0;
    }
    return found > 1;
  }
}
