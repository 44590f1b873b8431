package org.alexnetstudio.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import java.util.function.UnaryOperator;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.InitSpec;
import org.alexnetstudio.experiment.LayerSpec;

/** One layer of the list and the DJL block that computes it. */
record Layer(LayerSpec spec, Block block) {

  /**
   * Builds the block with its first weights.
   *
   * @param input shape of one image's input to this layer
   */
  static Layer of(LayerSpec spec, ImageShape input, EngineOps ops, NDManager manager, long seed) {
    if (spec instanceof LayerSpec.Conv conv) {
      Block block =
          Conv2d.builder()
              .setFilters(conv.filters())
              .setKernelShape(square(conv.kernel()))
              .optStride(square(conv.stride()))
              .optPadding(square(conv.pad()))
              .optGroups(conv.groups())
              .build();
      long fanIn = (long) input.channels() / conv.groups() * conv.kernel() * conv.kernel();
      Shape shape = new Shape(1, input.channels(), input.height(), input.width());
      return initialised(spec, block, conv.init(), fanIn, shape, manager, seed);
    }
    if (spec instanceof LayerSpec.FullyConnected fc) {
      Block block = Linear.builder().setUnits(fc.units()).build();
      Shape shape = new Shape(1, input.size());
      return initialised(spec, block, fc.init(), input.size(), shape, manager, seed);
    }
    return new Layer(spec, stateless(spec, input, ops));
  }

  private static Block stateless(LayerSpec spec, ImageShape input, EngineOps ops) {
    if (spec instanceof LayerSpec.Relu) {
      return Activation.reluBlock();
    }
    if (spec instanceof LayerSpec.Tanh) {
      return Activation.tanhBlock();
    }
    if (spec instanceof LayerSpec.Lrn lrn) {
      return lambda(spec, x -> ops.lrn(x, lrn));
    }
    if (spec instanceof LayerSpec.MaxPool p) {
      Shape[] window = {square(p.kernel()), square(p.stride()), square(p.pad())};
      return pool(
          p, input, x -> x.getNDArrayInternal().maxPool(window[0], window[1], window[2], p.ceil()));
    }
    if (spec instanceof LayerSpec.AvgPool p) {
      return pool(p, input, x -> ops.avgPool(x, p));
    }
    if (spec instanceof LayerSpec.AdaptiveAvgPool pool) {
      return adaptivePool(pool, input, ops);
    }
    // Dropout needs the step's masks, which Network applies.
    return Blocks.identityBlock();
  }

  /** Rounding up, engines may add a window that lies outside the image: it is cut off. */
  private static Block pool(LayerSpec spec, ImageShape input, UnaryOperator<NDArray> pooling) {
    ImageShape output = spec.outputShape(input);
    NDIndex inside = new NDIndex(":, :, :" + output.height() + ", :" + output.width());
    return lambda(
        spec,
        x -> {
          NDArray pooled = pooling.apply(x);
          return pooled.getShape().get(2) > output.height() ? pooled.get(inside) : pooled;
        });
  }

  /** Where the cells are equal it is a plain pooling, which engines do faster and more surely. */
  private static Block adaptivePool(
      LayerSpec.AdaptiveAvgPool pool, ImageShape input, EngineOps ops) {
    if (input.height() % pool.size() != 0 || input.width() % pool.size() != 0) {
      return lambda(pool, x -> ops.adaptiveAvgPool(x, pool.size()));
    }
    Shape cell = new Shape(input.height() / pool.size(), input.width() / pool.size());
    return cell.size() == 1
        ? Blocks.identityBlock()
        : lambda(
            pool, x -> x.getNDArrayInternal().avgPool(cell, cell, new Shape(0, 0), false, false));
  }

  private static Layer initialised(
      LayerSpec spec,
      Block block,
      InitSpec init,
      long fanIn,
      Shape input,
      NDManager manager,
      long seed) {
    String name = spec.name();
    block.setInitializer(
        new InitialWeights(init, seed, name + ".weight", false, fanIn), Parameter.Type.WEIGHT);
    block.setInitializer(
        new InitialWeights(init, seed, name + ".bias", true, fanIn), Parameter.Type.BIAS);
    block.initialize(manager, DataType.FLOAT32, input);
    return new Layer(spec, block);
  }

  private static Block lambda(LayerSpec spec, UnaryOperator<NDArray> function) {
    return new LambdaBlock(x -> new NDList(function.apply(x.singletonOrThrow())), spec.name());
  }

  private static Shape square(int side) {
    return new Shape(side, side);
  }
}
