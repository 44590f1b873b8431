package org.alexnetstudio.insight;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Factors on the outputs of some units, to see what the network would do without them; never
 * written to a run.
 *
 * @param scales the factor of each changed unit; 0 mutes
 */
public record Surgery(Map<Unit, Float> scales) {
  /** No unit is changed. */
  public static final Surgery NONE = new Surgery(Map.of());

  /** The most that a unit can be scaled by. */
  public static final float MOST = 10;

  /** A unit of a layer. */
  public record Unit(int layer, int unit) implements Comparable<Unit> {
    @Override
    public int compareTo(Unit other) {
      int byLayer = Integer.compare(layer, other.layer);
      return byLayer != 0 ? byLayer : Integer.compare(unit, other.unit);
    }
  }

  /** Copies the factors, and refuses any outside 0 to {@link #MOST}. */
  public Surgery {
    TreeMap<Unit, Float> copy = new TreeMap<>(scales);
    for (float scale : copy.values()) {
      if (!(scale >= 0 && scale <= MOST)) {
        throw new IllegalArgumentException("scale is " + scale + "; allowed is 0 to " + MOST);
      }
    }
    copy.values().removeIf(scale -> scale == 1);
    scales = Collections.unmodifiableMap(copy);
  }

  /** The same with another factor on one unit; 1 gives it back as it was. */
  public Surgery with(Unit unit, float scale) {
    TreeMap<Unit, Float> changed = new TreeMap<>(scales);
    changed.put(unit, scale);
    return new Surgery(changed);
  }

  /** The factor on a unit. */
  public float of(Unit unit) {
    return Objects.requireNonNull(scales.getOrDefault(unit, 1f));
  }

  /** Whether nothing is changed. */
  public boolean isEmpty() {
    return scales.isEmpty();
  }
}
