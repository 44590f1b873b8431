package org.alexnetstudio.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.util.PairList;
import org.alexnetstudio.experiment.LayerSpec;

/** MXNet's operators that DJL has no method for. */
final class MxNetOps implements EngineOps {

  @Override
  public NDArray lrn(NDArray x, LayerSpec.Lrn lrn) {
    PairList<String, String> params = new PairList<>();
    params.add("nsize", Integer.toString(lrn.n()));
    params.add("alpha", Double.toString(lrn.alpha()));
    params.add("beta", Double.toString(lrn.beta()));
    params.add("knorm", Double.toString(lrn.k()));
    return x.getManager().invoke("LRN", new NDList(x), params).singletonOrThrow();
  }

  @Override
  public NDArray adaptiveAvgPool(NDArray x, int size) {
    PairList<String, String> params = new PairList<>();
    params.add("output_size", "(" + size + ", " + size + ")");
    return x.getManager()
        .invoke("_contrib_AdaptiveAvgPooling2D", new NDList(x), params)
        .singletonOrThrow();
  }
}
