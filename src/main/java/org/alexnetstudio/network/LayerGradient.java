package org.alexnetstudio.network;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.GradientCollector;
import java.util.function.UnaryOperator;
import org.alexnetstudio.experiment.LayerSpec;

/**
 * Carries a gradient back through single layers of a network. The weights' own gradients, which
 * belong to the training, stay as they are.
 */
record LayerGradient(Network network, RectifierGradient rectifier) {

  /**
   * The gradient by a layer's input.
   *
   * @param x the input, the batch first
   * @param gradient by the output
   * @return of the shape of {@code x}, owned by its manager
   */
  NDArray byInput(Layer layer, NDArray x, NDArray gradient) {
    LayerSpec spec = layer.spec();
    if (spec instanceof LayerSpec.Relu) {
      return rectifier.byInput(x, gradient);
    }
    if (spec instanceof LayerSpec.Dropout) {
      return gradient;
    }
    if (spec instanceof LayerSpec.FullyConnected) {
      NDArray weight = network.parameter(spec.name() + ".weight");
      return gradient.matMul(weight).reshape(x.getShape());
    }
    if (spec instanceof LayerSpec.Lrn lrn) {
      return network.device().ops().lrnGradient(x, gradient, lrn);
    }
    if (spec instanceof LayerSpec.Conv conv) {
      return throughConvolution(conv, x, gradient);
    }
    return recorded(
        network.device().ops(), x, gradient, recorded -> network.apply(layer, recorded));
  }

  /** With a copy of the weights, whose own gradient would be computed else. */
  private NDArray throughConvolution(LayerSpec.Conv conv, NDArray x, NDArray gradient) {
    Shape stride = new Shape(conv.stride(), conv.stride());
    Shape pad = new Shape(conv.pad(), conv.pad());
    try (NDArray weight = network.parameter(conv.name() + ".weight").duplicate();
        NDArray bias = network.parameter(conv.name() + ".bias").duplicate()) {
      return recorded(
          network.device().ops(),
          x,
          gradient,
          recorded ->
              Conv2d.conv2d(recorded, weight, bias, stride, pad, new Shape(1, 1), conv.groups())
                  .singletonOrThrow());
    }
  }

  /** The engine's own gradient of a function. */
  static NDArray recorded(
      EngineOps ops, NDArray x, NDArray gradient, UnaryOperator<NDArray> function) {
    Engine engine = x.getManager().getEngine();
    x.setRequiresGradient(true);
    ops.clearGradient(x);
    try (GradientCollector collector = engine.newGradientCollector();
        NDArray output = function.apply(x);
        NDArray product = output.mul(gradient);
        NDArray sum = product.sum()) {
      collector.backward(sum);
      return x.getGradient();
    }
  }
}
