package org.alexnetstudio.reference;

import java.util.Map;
import java.util.stream.IntStream;
import org.alexnetstudio.experiment.LayerSpec;

/** y[u] = bias[u] + sum over i of weight[u][i] * x[i]; the weight is (out, in). */
final class ReferenceFullyConnected implements ReferenceLayer {
  private final LayerSpec.FullyConnected spec;
  private final int inputs;
  private final float[] weight;
  private final float[] bias;

  ReferenceFullyConnected(LayerSpec.FullyConnected spec, int inputs, float[] weight, float[] bias) {
    this.spec = spec;
    this.inputs = inputs;
    this.weight = weight;
    this.bias = bias;
  }

  @Override
  public double[] forward(double[] x) {
    int batch = x.length / inputs;
    int units = spec.units();
    double[] y = new double[batch * units];
    IntStream.range(0, units)
        .parallel()
        .forEach(
            u -> {
              for (int image = 0; image < batch; image++) {
                double sum = bias[u];
                for (int i = 0; i < inputs; i++) {
                  sum += weight[u * inputs + i] * x[image * inputs + i];
                }
                y[image * units + u] = sum;
              }
            });
    return y;
  }

  @Override
  public double[] backward(double[] x, double[] y, double[] dy, Map<String, double[]> gradients) {
    int batch = x.length / inputs;
    int units = spec.units();
    double[] dWeight = new double[weight.length];
    double[] dBias = new double[units];
    double[] dx = new double[x.length];
    IntStream.range(0, units)
        .parallel()
        .forEach(
            u -> {
              for (int image = 0; image < batch; image++) {
                double slope = dy[image * units + u];
                dBias[u] += slope;
                for (int i = 0; i < inputs; i++) {
                  dWeight[u * inputs + i] += slope * x[image * inputs + i];
                }
              }
            });
    IntStream.range(0, batch)
        .parallel()
        .forEach(
            image -> {
              for (int u = 0; u < units; u++) {
                double slope = dy[image * units + u];
                for (int i = 0; i < inputs; i++) {
                  dx[image * inputs + i] += slope * weight[u * inputs + i];
                }
              }
            });
    gradients.put(spec.name() + ".weight", dWeight);
    gradients.put(spec.name() + ".bias", dBias);
    return dx;
  }
}
