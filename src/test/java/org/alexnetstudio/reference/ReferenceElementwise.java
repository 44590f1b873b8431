package org.alexnetstudio.reference;

import java.util.Map;
import java.util.stream.IntStream;

/** The layers that take each number by itself: ReLU, tanh, dropout. */
final class ReferenceElementwise {
  private ReferenceElementwise() {}

  /** max(0, x); the gradient at 0 is 0. */
  static final class Relu implements ReferenceLayer {
    @Override
    public double[] forward(double[] x) {
      return IntStream.range(0, x.length).mapToDouble(i -> Math.max(0, x[i])).toArray();
    }

    @Override
    public double[] backward(double[] x, double[] y, double[] dy, Map<String, double[]> gradients) {
      return IntStream.range(0, x.length).mapToDouble(i -> x[i] > 0 ? dy[i] : 0).toArray();
    }
  }

  /** tanh(x), whose derivative is 1 - tanh(x)^2. */
  static final class Tanh implements ReferenceLayer {
    @Override
    public double[] forward(double[] x) {
      return IntStream.range(0, x.length).mapToDouble(i -> Math.tanh(x[i])).toArray();
    }

    @Override
    public double[] backward(double[] x, double[] y, double[] dy, Map<String, double[]> gradients) {
      return IntStream.range(0, x.length).mapToDouble(i -> dy[i] * (1 - y[i] * y[i])).toArray();
    }
  }

  /** Multiplies by a mask of 0 and 1/(1-rate), drawn by the caller. */
  static final class Dropout implements ReferenceLayer {
    private final float[] mask;

    Dropout(float[] mask) {
      this.mask = mask;
    }

    @Override
    public double[] forward(double[] x) {
      return IntStream.range(0, x.length).mapToDouble(i -> x[i] * mask[i]).toArray();
    }

    @Override
    public double[] backward(double[] x, double[] y, double[] dy, Map<String, double[]> gradients) {
      return forward(dy);
    }
  }

  /** Dropout outside training. */
  static final class Identity implements ReferenceLayer {
    @Override
    public double[] forward(double[] x) {
      return x.clone();
    }

    @Override
    public double[] backward(double[] x, double[] y, double[] dy, Map<String, double[]> gradients) {
      return dy.clone();
    }
  }
}
