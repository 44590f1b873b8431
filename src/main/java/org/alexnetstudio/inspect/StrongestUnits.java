package org.alexnetstudio.inspect;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.event.LayerPeaks;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.network.ArrayReader;
import org.alexnetstudio.network.LayerVisitor;
import org.alexnetstudio.network.Network;

/**
 * Collects the images that excite each unit most, while images pass through a network. The device
 * finds the largest activation of each map, which is next to nothing beside the pass; where on the
 * map it is, is looked for only in those few that are among the strongest after their batch.
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

    /** One layer's output, and the largest activation of each map that the device is finding. */
    private final class MapMaxima {
      private final String layer;
      private final NDArray output;
      private final int units;
      private final int area;
      private final int width;
      private final NDArray maxima;

      MapMaxima(String layer, NDArray output) {
        this.layer = layer;
        this.output = output;
        Shape shape = output.getShape();
        boolean hasMaps = shape.dimension() > 2;
        units = (int) shape.get(1);
        width = hasMaps ? (int) shape.get(3) : 1;
        area = hasMaps ? (int) shape.get(2) * width : 1;
        maxima = area == 1 ? output : output.getNDArrayInternal().globalMaxPool();
      }

      void offer() {
        PeakList list = lists.computeIfAbsent(layer, name -> new PeakList(units));
        float[] values = maxima.toFloatArray();
        boolean open = false;
        for (int image = 0; image < numbers.length; image++) {
          for (int unit = 0; unit < units; unit++) {
            float value = values[image * units + unit];
            if (value > list.least(unit)) {
              list.insert(unit, value, numbers[image], area == 1 ? 0 : ~image, 0);
              open = area > 1;
            }
          }
        }
        if (open) {
          // Only of what is among the strongest still, after the whole batch.
          ArrayReader reader = network.reader(output);
          float[] map = new float[area];
          list.place(
              width,
              (image, unit, value) -> {
                reader.read(image * units + unit, map);
                return first(map, value);
              });
        }
      }
    }
  }

  private static int first(float[] map, float value) {
    int place = 0;
    while (map[place] != value) {
      place++;
    }
    return place;
  }
}
