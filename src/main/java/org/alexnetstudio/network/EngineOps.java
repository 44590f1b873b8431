package org.alexnetstudio.network;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.alexnetstudio.experiment.LayerSpec;

/** What the network needs from an engine beyond DJL's own interface. */
interface EngineOps {

  /**
   * Local response normalisation across channels, for inference.
   *
   * @param x (N, C, H, W)
   * @return (N, C, H, W)
   */
  NDArray lrn(NDArray x, LayerSpec.Lrn lrn);

  /**
   * The same inside a gradient collector.
   *
   * @param rectified whether a rectifier, max(x, 0), is to be computed before it
   */
  Differentiated lrnForTraining(NDArray x, LayerSpec.Lrn lrn, boolean rectified);

  /**
   * Carries a gradient back through local response normalisation, outside a gradient collector.
   *
   * @param x its input, (N, C, H, W)
   * @param gradient by its output, of the same shape
   * @return the gradient by {@code x}, owned by its manager
   */
  NDArray lrnGradient(NDArray x, NDArray gradient, LayerSpec.Lrn lrn);

  /**
   * Mean over square windows, in which padding does not count, differentiable.
   *
   * @param x (N, C, H, W)
   * @return (N, C, rows, columns); rounding up, engines may add a window that lies outside
   */
  NDArray avgPool(NDArray x, LayerSpec.AvgPool pool);

  /**
   * Mean over each cell of a {@code size} x {@code size} grid, differentiable.
   *
   * @param x (N, C, H, W)
   * @return (N, C, size, size)
   */
  NDArray adaptiveAvgPool(NDArray x, int size);

  /**
   * Carries a gradient back from a recorded array to all that it was computed from.
   *
   * @param gradient of the shape of {@code output}
   */
  void backward(NDArray output, NDArray gradient);

  /**
   * Called before each pass: has the calling thread record nothing outside of gradient collectors.
   */
  default void beginPass() {}

  /** Reads parts of an array, as it is now. */
  ArrayReader reader(NDArray array);

  /** A copy of one row of an array: what stands behind one index of its first axis. */
  float[] row(NDArray array, int row);

  /** Copies an array into another one of its shape, which may be on another device. */
  default void copy(NDArray from, NDArray to) {
    from.copyTo(to);
  }

  /**
   * Forgets the gradient that an earlier backward pass left in an array, where the next one would
   * be added to it.
   */
  void clearGradient(NDArray array);

  /**
   * One update by momentum, in place: v = momentum * v - decay * rate * w - rate * gradient; w = w
   * + v. Without momentum the velocity may be left as it is.
   */
  void sgd(
      NDArray weight,
      NDArray gradient,
      NDArray velocity,
      double rate,
      double decay,
      double momentum);

  /** A pass for inference through a whole network: where the engine can, in one call. */
  default WholePass wholePass(Network network) {
    return images -> network.forward(images, (layer, output) -> {});
  }

  /** The same that finds the largest number of each map: else layer by layer. */
  default MaximaPass maximaPass(Network network) {
    return images -> {
      List<MapMaxima> found = new ArrayList<>();
      NDArray logits =
          network.forward(
              images,
              (layer, output) -> {
                if (layer instanceof LayerSpec.Conv) {
                  NDArray maxima = output.getNDArrayInternal().globalMaxPool();
                  int width = (int) output.getShape().get(3);
                  found.add(
                      new MapMaxima(layer.name(), maxima, width, new MapsAtHand(output, this)));
                } else if (layer instanceof LayerSpec.FullyConnected) {
                  found.add(MapMaxima.ofUnits(layer.name(), output));
                }
              });
      return new PassMaxima(logits, found);
    };
  }

  /** An output whose gradient the engine does not carry to the input by itself. */
  interface Differentiated {
    /** The output; recorded as the beginning of what follows. */
    NDArray output();

    /** Carries the output's gradient to all that came before; called once it is there. */
    void backward();
  }

  /** An output whose gradient the engine itself carries on. */
  record Recorded(NDArray output) implements Differentiated {
    @Override
    public void backward() {}
  }
}
