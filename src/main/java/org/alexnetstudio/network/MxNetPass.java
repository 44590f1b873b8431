package org.alexnetstudio.network;

import ai.djl.mxnet.engine.MxNDArray;
import ai.djl.mxnet.engine.MxNDManager;
import ai.djl.mxnet.engine.Symbol;
import ai.djl.mxnet.jna.JnaUtils;
import ai.djl.ndarray.NDArray;
import com.sun.jna.Pointer;
import java.util.HashMap;
import java.util.Map;

/**
 * All layers as one graph that MXNet runs by itself: one call for an image in place of one for each
 * layer. Operators and arrays of weights are those of the network, so that the numbers are the
 * same, and no weight is there twice.
 */
final class MxNetPass implements WholePass {
  private final Pointer graph;

  /** The graph's inputs in its own order: null in the place of the images. */
  private final MxNDArray[] inputs;

  /**
   * Uses the arrays of {@code network} as long as that lives.
   *
   * @param json one of the texts that {@link MxNetGraph} makes of its layers
   */
  MxNetPass(Network network, String json, MxNetNative mxnet) {
    Map<String, NDArray> parameters = new HashMap<>();
    for (String name : network.parameterNames()) {
      parameters.put(MxNetGraph.parameter(name), network.parameter(name));
    }
    MxNDManager manager = (MxNDManager) network.manager();
    try (Symbol symbol = Symbol.loadJson(manager, json)) {
      String[] names = symbol.getArgNames();
      inputs = new MxNDArray[names.length];
      for (int i = 0; i < names.length; i++) {
        inputs[i] = (MxNDArray) parameters.get(names[i]);
      }
      graph = mxnet.graph(symbol.getHandle());
    }
  }

  @Override
  public NDArray forward(NDArray images) {
    return run(images)[0];
  }

  /** All outputs of the graph, owned by the images' manager. */
  MxNDArray[] run(NDArray images) {
    MxNDArray[] all = inputs.clone();
    for (int i = 0; i < all.length; i++) {
      if (all[i] == null) {
        all[i] = (MxNDArray) images;
      }
    }
    return JnaUtils.cachedOpInvoke((MxNDManager) images.getManager(), graph, all);
  }

  @Override
  public void close() {
    JnaUtils.freeCachedOp(graph);
  }
}
