package org.alexnetstudio.training;

import java.util.List;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.weights.TensorSource;

/** What a model file holds besides the network's parameters: how bytes become its input. */
public final class ModelTensors {
  /** (C, H, W) or (C), in 0..255: what is subtracted. */
  public static final String MEAN = "normalise.mean";

  /** (C): what it is multiplied by then. */
  public static final String SCALE = "normalise.scale";

  private ModelTensors() {}

  /** The tensors of a normalisation. */
  public static List<TensorSource> of(Normaliser normaliser) {
    float[] mean = normaliser.mean();
    float[] scale = normaliser.scale();
    long channels = normaliser.channels();
    long side = normaliser.side();
    long[] shape =
        mean.length == channels ? new long[] {channels} : new long[] {channels, side, side};
    return List.of(
        TensorSource.of(MEAN, shape, mean), TensorSource.of(SCALE, new long[] {channels}, scale));
  }
}
