package org.alexnetstudio.inspect;

import ai.djl.engine.EngineException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.event.LayerPeaks;
import org.alexnetstudio.network.Inference;
import org.alexnetstudio.network.MapMaxima;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.network.PassMaxima;

/**
 * Collects the images that excite each unit most, while images pass through a network. The device
 * finds the largest activation of each map, which is next to nothing beside the pass; where on the
 * map it is, is looked for only in those few that are among the strongest after their batch.
 */
public final class StrongestUnits {
  private final Network network;
  private final Map<String, PeakList> lists = new LinkedHashMap<>();
  private int passed;
  private boolean failed;

  /** Of the layers with weights of {@code network}. */
  public StrongestUnits(Network network) {
    this.network = network;
  }

  /**
   * The next pass. Where the device has no memory left for what is only looked at, it is looked at
   * no more.
   *
   * @param numbers of its images
   */
  public Inference batch(int[] numbers) {
    int[] copy = numbers.clone();
    return images -> {
      passed += copy.length;
      if (!failed) {
        try {
          PassMaxima pass = network.search(images);
          pass.layers().forEach(maxima -> offer(maxima, copy));
          return pass.logits();
        } catch (EngineException e) {
          failed = true;
          lists.clear();
        }
      }
      return network.forward(images);
    };
  }

  /** How many images have passed. */
  public int images() {
    return passed;
  }

  /** What was found so far; a copy. Empty where the device failed to look. */
  public List<LayerPeaks> peaks() {
    return lists.entrySet().stream().map(entry -> entry.getValue().of(entry.getKey())).toList();
  }

  private void offer(MapMaxima found, int[] numbers) {
    int units = (int) found.maxima().getShape().get(1);
    PeakList list = lists.computeIfAbsent(found.layer(), name -> new PeakList(units));
    float[] values = new float[(int) found.maxima().size()];
    network.reader(found.maxima()).read(0, values);
    for (int image = 0; image < numbers.length; image++) {
      int at = image * units;
      for (int unit = 0; unit < units; unit++) {
        if (values[at + unit] > list.least(unit)) {
          list.insert(unit, values[at + unit], numbers[image], image);
        }
      }
    }
    // Only of what is among the strongest still, after the whole batch.
    list.place(found.width(), found.places());
  }
}
