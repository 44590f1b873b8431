package org.alexnetstudio.network;

import ai.djl.mxnet.engine.MxGradientCollector;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.util.PairList;
import java.nio.FloatBuffer;
import org.alexnetstudio.experiment.LayerSpec;

/** MXNet's operators that DJL has no method for. */
final class MxNetOps implements EngineOps {
  /** The only n that oneDNN has vector instructions for. */
  private static final int QUICK_N = 5;

  private final MxNetNative mxnet = new MxNetNative();

  @Override
  public NDArray lrn(NDArray x, LayerSpec.Lrn lrn) {
    return x.getDevice().isGpu() || lrn.n() == QUICK_N
        ? operator(x, lrn)
        : lrnInMemory(x, lrn, false);
  }

  private static NDArray operator(NDArray x, LayerSpec.Lrn lrn) {
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
  public Differentiated lrnForTraining(NDArray x, LayerSpec.Lrn lrn, boolean rectified) {
    return x.getDevice().isGpu()
        ? new Recorded(lrn(rectified ? Activation.relu(x) : x, lrn))
        : cut(x, lrn, rectified);
  }

  private Differentiated cut(NDArray x, LayerSpec.Lrn lrn, boolean rectified) {
    MxGradientCollector.setRecording(false);
    MxGradientCollector.setTraining(false);
    boolean quick = lrn.n() == QUICK_N;
    NDArray input = rectified && quick ? Activation.relu(x) : x;
    NDArray y = quick ? operator(input, lrn) : lrnInMemory(x, lrn, rectified);
    NDArray byOutput = y.getManager().create(y.getShape(), y.getDataType());
    mxnet.attachGradient(y, byOutput);
    MxGradientCollector.setTraining(true);
    MxGradientCollector.setRecording(true);
    return new Differentiated() {
      @Override
      public NDArray output() {
        return y;
      }

      @Override
      public void backward() {
        try (NDArray byInput = gradientInMemory(input, byOutput, lrn, rectified)) {
          MxNetOps.this.backward(x, byInput);
        }
      }
    };
  }

  @Override
  public NDArray lrnGradient(NDArray x, NDArray gradient, LayerSpec.Lrn lrn) {
    return x.getDevice().isGpu()
        ? LayerGradient.recorded(this, x, gradient, recorded -> lrn(recorded, lrn))
        : gradientInMemory(x, gradient, lrn, false);
  }

  private NDArray lrnInMemory(NDArray x, LayerSpec.Lrn lrn, boolean rectified) {
    NDArray y = x.getManager().create(x.getShape(), x.getDataType());
    try (NDArray plain = rowMajor(x)) {
      inMemory(x.getShape(), lrn, rectified)
          .output((int) x.getShape().get(0), mxnet.memory(plain), mxnet.memory(y));
    }
    return y;
  }

  /** The result takes the place of a copy of x. */
  private NDArray gradientInMemory(
      NDArray x, NDArray byOutput, LayerSpec.Lrn lrn, boolean rectified) {
    NDArray byInput = rowMajor(x);
    try (NDArray gradient = rowMajor(byOutput)) {
      FloatBuffer memory = mxnet.memory(byInput);
      inMemory(x.getShape(), lrn, rectified)
          .gradient((int) x.getShape().get(0), memory, mxnet.memory(gradient), memory);
    }
    return byInput;
  }

  private static LrnInMemory inMemory(Shape shape, LayerSpec.Lrn lrn, boolean rectified) {
    int pixels = Math.toIntExact(shape.get(2) * shape.get(3));
    return new LrnInMemory(lrn, (int) shape.get(1), pixels, rectified);
  }

  /**
   * A copy whose memory is in row-major order. oneDNN has an order of its own, and to bring an
   * array itself into the other one, MXNet takes new memory and copies twice.
   */
  private static NDArray rowMajor(NDArray x) {
    PairList<String, String> params = new PairList<>();
    params.add("shape", "(0, 0, 0, 0)"); // each as it is
    return x.getManager().invoke("Reshape", new NDList(x), params).singletonOrThrow();
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

  @Override
  public WholePass wholePass(Network network) {
    return new MxNetPass(network, MxNetGraph.of(network.spec()), mxnet);
  }

  @Override
  public MaximaPass maximaPass(Network network) {
    return new MxNetSearch(network, mxnet);
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
