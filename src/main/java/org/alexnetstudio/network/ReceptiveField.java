package org.alexnetstudio.network;

import org.alexnetstudio.experiment.LayerSpec;

/**
 * What one unit sees of the input.
 *
 * @param size side in input pixels; {@link #WHOLE} past a fully connected layer
 * @param jump input pixels between neighbouring units
 */
record ReceptiveField(int size, int jump) {
  private static final int WHOLE = Integer.MAX_VALUE;

  /** An input pixel sees itself. */
  static final ReceptiveField INPUT = new ReceptiveField(1, 1);

  /** Past one more layer, whose input is {@code side} units high. */
  ReceptiveField through(LayerSpec layer, int side) {
    if (layer instanceof LayerSpec.Conv c) {
      return window(c.kernel(), c.stride());
    }
    if (layer instanceof LayerSpec.MaxPool p) {
      return window(p.kernel(), p.stride());
    }
    if (layer instanceof LayerSpec.AvgPool p) {
      return window(p.kernel(), p.stride());
    }
    if (layer instanceof LayerSpec.AdaptiveAvgPool p) {
      int stride = Math.max(1, side / p.size());
      return window(side - (p.size() - 1) * stride, stride);
    }
    if (layer instanceof LayerSpec.FullyConnected) {
      return new ReceptiveField(WHOLE, jump);
    }
    return this;
  }

  private ReceptiveField window(int kernel, int stride) {
    return size == WHOLE ? this : new ReceptiveField(size + (kernel - 1) * jump, jump * stride);
  }

  /** The side, at most all of an input of the given side. */
  int side(int input) {
    return Math.min(size, input);
  }
}
