package org.alexnetstudio.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.alexnetstudio.experiment.LayerSpec;

/** PyTorch's operators that DJL has no method for, or none of the same meaning. */
final class TorchOps implements EngineOps {

  /** As PyTorch itself does it: the mean of squares along the channels by a pooling over them. */
  @Override
  public NDArray lrn(NDArray x, LayerSpec.Lrn lrn) {
    Shape shape = x.getShape();
    Shape planes =
        new Shape(shape.get(0), 1, shape.get(1), shape.get(2), shape.get(3)); // channels as depth
    int half = lrn.n() / 2;
    // Channels beyond the edge count as 0.
    NDArray squares = x.mul(x).reshape(planes).pad(new Shape(0, 0, 0, 0, half, half), 0);
    NDArray means =
        JniUtils.avgPool(
            (PtNDArray) squares,
            new Shape(lrn.n(), 1, 1),
            new Shape(1, 1, 1),
            new Shape(0, 0, 0),
            false,
            true);
    return x.div(means.reshape(shape).mul(lrn.alpha()).add(lrn.k()).pow(lrn.beta()));
  }

  @Override
  public Differentiated lrnForTraining(NDArray x, LayerSpec.Lrn lrn, boolean rectified) {
    return new Recorded(lrn(rectified ? Activation.relu(x) : x, lrn));
  }

  @Override
  public NDArray lrnGradient(NDArray x, NDArray gradient, LayerSpec.Lrn lrn) {
    return LayerGradient.recorded(this, x, gradient, recorded -> lrn(recorded, lrn));
  }

  /** DJL does not pass on that padding does not count, so its share is divided out. */
  @Override
  public NDArray avgPool(NDArray x, LayerSpec.AvgPool pool) {
    NDArray inside = x.getManager().ones(new Shape(1, 1, x.getShape().get(2), x.getShape().get(3)));
    return withPadding(x, pool).div(withPadding(inside, pool));
  }

  private static NDArray withPadding(NDArray x, LayerSpec.AvgPool pool) {
    return JniUtils.avgPool(
        (PtNDArray) x,
        new Shape(pool.kernel(), pool.kernel()),
        new Shape(pool.stride(), pool.stride()),
        new Shape(pool.pad(), pool.pad()),
        pool.ceil(),
        true);
  }

  @Override
  public NDArray adaptiveAvgPool(NDArray x, int size) {
    return JniUtils.adaptiveAvgPool((PtNDArray) x, new Shape(size, size));
  }

  @Override
  public void backward(NDArray output, NDArray gradient) {
    JniUtils.backward((PtNDArray) output, (PtNDArray) gradient, false, false);
  }

  /** In PyTorch each thread records until it is told not to; DJL tells the one that loads it. */
  @Override
  public void beginPass() {
    JniUtils.setGradMode(false);
  }

  @Override
  public ArrayReader reader(NDArray array) {
    return ArrayReader.slicing(array);
  }

  @Override
  public float[] row(NDArray array, int row) {
    try (NDArray slice = array.get(row)) {
      return slice.toFloatArray();
    }
  }

  /** From device to device: DJL's own way leads through Java's memory, and leaves a copy there. */
  @Override
  public void copy(NDArray from, NDArray to) {
    try (NDManager scope = from.getManager().newSubManager()) {
      NDArray alias = from.stopGradient();
      alias.attach(scope);
      to.set(new NDIndex("..."), alias.toDevice(to.getDevice(), true));
    }
  }

  /** PyTorch adds each gradient to the last one. */
  @Override
  public void clearGradient(NDArray array) {
    if (array.hasGradient()) {
      JniUtils.zeroGrad((PtNDArray) array);
    }
  }

  /**
   * Not DJL's own update, which keeps the velocity with the other sign, so that a checkpoint of one
   * engine would run backwards on the other, and clears the gradient, which is still to be shown.
   */
  @Override
  public void sgd(
      NDArray weight,
      NDArray gradient,
      NDArray velocity,
      double rate,
      double decay,
      double momentum) {
    try (NDArray change = gradient.mul(-rate)) {
      if (decay != 0) {
        try (NDArray decayed = weight.mul(-rate * decay)) {
          change.addi(decayed);
        }
      }
      velocity.muli(momentum).addi(change);
      weight.addi(velocity);
    }
  }
}
