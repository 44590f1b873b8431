package org.alexnetstudio.network;

import ai.djl.ndarray.NDArray;
import java.util.function.BiConsumer;
import org.alexnetstudio.experiment.LayerSpec;

/** Is shown each layer's output of one pass, the batch first. */
@FunctionalInterface
public interface LayerVisitor extends BiConsumer<LayerSpec, NDArray> {
  /** Looks at nothing. */
  LayerVisitor NONE = (layer, output) -> {};

  /** Called after the last layer, while the outputs are still there. */
  default void finish() {}
}
