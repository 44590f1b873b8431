package org.alexnetstudio.network;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.LazyNDArray;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.util.List;
import org.alexnetstudio.StudioException;

/** Times convolutions that suit processors best: the roof over the speed of every network. */
public final class ConvolutionSpeed {
  /** Channels in and out alike, 3 x 3 or 1 x 1, of a side at which all fits into caches well. */
  private record Shapes(int channels, int side, int kernel) {
    double operations(int batch) {
      return 2.0 * batch * channels * channels * side * side * kernel * kernel;
    }
  }

  private static final List<Shapes> CANDIDATES =
      List.of(
          new Shapes(64, 56, 3),
          new Shapes(128, 28, 3),
          new Shapes(256, 14, 3),
          new Shapes(512, 14, 3),
          new Shapes(512, 14, 1));

  private static final Shape ONE = new Shape(1, 1);

  private ConvolutionSpeed() {}

  /**
   * The speed of the fastest of a few convolutions, each taken once.
   *
   * @param batch images in each
   * @return multiplications and additions, in 10^9 a second
   * @throws StudioException where the engine fails, as for want of memory
   */
  public static double best(ComputeDevice device, int batch) throws StudioException {
    double best = 0;
    for (Shapes shapes : CANDIDATES) {
      best = Math.max(best, shapes.operations(batch) / seconds(shapes, device, batch) / 1e9);
    }
    return best;
  }

  private static double seconds(Shapes shapes, ComputeDevice device, int batch)
      throws StudioException {
    try (NDManager scope =
        NDManager.newBaseManager(device.device(), device.engine().getEngineName())) {
      int channels = shapes.channels();
      NDArray x =
          scope.randomUniform(-1, 1, new Shape(batch, channels, shapes.side(), shapes.side()));
      NDArray weight =
          scope.randomUniform(
              -1, 1, new Shape(channels, channels, shapes.kernel(), shapes.kernel()));
      NDArray bias = scope.zeros(new Shape(channels));
      Shape pad = new Shape(shapes.kernel() / 2, shapes.kernel() / 2);
      double seconds = 0;
      for (int i = 0; i < 2; i++) { // the first compiles the kernel
        long before = System.nanoTime();
        NDArray y = Conv2d.conv2d(x, weight, bias, ONE, pad, ONE, 1).singletonOrThrow();
        if (y instanceof LazyNDArray lazy) {
          lazy.waitToRead();
        }
        seconds = (System.nanoTime() - before) / 1e9;
      }
      return seconds;
    } catch (EngineException | OutOfMemoryError e) {
      throw device.failure("Convolutions can't be measured", e);
    }
  }
}
