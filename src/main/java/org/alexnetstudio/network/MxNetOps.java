package org.alexnetstudio.network;

import ai.djl.mxnet.engine.MxGradientCollector;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.PairList;
import org.alexnetstudio.experiment.LayerSpec;

/** MXNet's operators that DJL has no method for. */
final class MxNetOps implements EngineOps {
  private final MxNetNative mxnet = new MxNetNative();

  @Override
  public NDArray lrn(NDArray x, LayerSpec.Lrn lrn) {
    PairList<String, String> params = new PairList<>();
    params.add("nsize", Integer.toString(lrn.n()));
    params.add("alpha", Double.toString(lrn.alpha()));
    params.add("beta", Double.toString(lrn.beta()));
    params.add("knorm", Double.toString(lrn.k()));
    return x.getManager().invoke("LRN", new NDList(x), params).singletonOrThrow();
  }

  /**
   * On the CPU the operator's own gradient is wrong by up to a few per cent and takes longer than
   * all convolutions together; so the recording is cut here, and the gradient computed over the
   * arrays' memory.
   */
  @Override
  public Differentiated lrnForTraining(NDArray x, LayerSpec.Lrn lrn) {
    return x.getDevice().isGpu() ? new Recorded(lrn(x, lrn)) : cut(x, lrn);
  }

  private Differentiated cut(NDArray x, LayerSpec.Lrn lrn) {
    MxGradientCollector.setRecording(false);
    MxGradientCollector.setTraining(false);
    NDArray y = lrn(x, lrn);
    y.setRequiresGradient(true);
    MxGradientCollector.setTraining(true);
    MxGradientCollector.setRecording(true);
    return new Differentiated() {
      @Override
      public NDArray output() {
        return y;
      }

      @Override
      public void backward() {
        try (NDArray byOutput = y.getGradient();
            NDArray byInput = gradientInMemory(x, byOutput, lrn)) {
          MxNetOps.this.backward(x, byInput);
        }
      }
    };
  }

  @Override
  public NDArray lrnGradient(NDArray x, NDArray gradient, LayerSpec.Lrn lrn) {
    return x.getDevice().isGpu()
        ? LayerGradient.recorded(this, x, gradient, recorded -> lrn(recorded, lrn))
        : gradientInMemory(x, gradient, lrn);
  }

  private NDArray gradientInMemory(NDArray x, NDArray byOutput, LayerSpec.Lrn lrn) {
    Shape shape = x.getShape();
    int pixels = Math.toIntExact(shape.get(2) * shape.get(3));
    NDArray byInput = x.getManager().create(shape, x.getDataType());
    new LrnGradient(lrn, (int) shape.get(1), pixels)
        .compute(
            (int) shape.get(0), mxnet.memory(x), mxnet.memory(byOutput), mxnet.memory(byInput));
    return byInput;
  }

  @Override
  public NDArray avgPool(NDArray x, LayerSpec.AvgPool pool) {
    return x.getNDArrayInternal()
        .avgPool(
            new Shape(pool.kernel(), pool.kernel()),
            new Shape(pool.stride(), pool.stride()),
            new Shape(pool.pad(), pool.pad()),
            pool.ceil(),
            false);
  }

  @Override
  public NDArray adaptiveAvgPool(NDArray x, int size) {
    PairList<String, String> params = new PairList<>();
    params.add("output_size", "(" + size + ", " + size + ")");
    return x.getManager().invoke("AdaptiveAvgPooling2D", new NDList(x), params).singletonOrThrow();
  }

  @Override
  public void backward(NDArray output, NDArray gradient) {
    mxnet.backward(output, gradient);
  }

  @Override
  public ArrayReader reader(NDArray array) {
    return array.getDevice().isGpu() ? ArrayReader.slicing(array) : mxnet.reader(array);
  }

  /** Slices of weights that oneDNN has laid out for itself fail, so the memory is read. */
  @Override
  public float[] row(NDArray array, int row) {
    float[] values = new float[Math.toIntExact(array.size() / array.getShape().get(0))];
    if (array.getDevice().isGpu()) {
      try (NDArray slice = array.get(row)) {
        return slice.toFloatArray();
      }
    }
    mxnet.memory(array).get(row * values.length, values);
    return values;
  }

  /** Each backward pass writes over the last one. */
  @Override
  public void clearGradient(NDArray array) {}

  @Override
  public void sgd(
      NDArray weight,
      NDArray gradient,
      NDArray velocity,
      double rate,
      double decay,
      double momentum) {
    weight
        .getNDArrayInternal()
        .sgdUpdate(
            momentum == 0 ? new NDList(weight, gradient) : new NDList(weight, gradient, velocity),
            new NDList(weight),
            (float) rate,
            (float) decay,
            1, // the gradient is that of the mean loss already
            -1, // no clipping
            (float) momentum,
            false);
  }
}
