package org.alexnetstudio.training;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.OptimizerSpec;
import org.alexnetstudio.network.Network;

/**
 * Stochastic gradient descent with momentum and weight decay (paper, section 5): v = momentum * v -
 * decay * rate * w - rate * gradient; w = w + v.
 */
public final class MomentumSgd {
  private final Network network;
  private final OptimizerSpec spec;
  private final Map<String, NDArray> velocities = new LinkedHashMap<>();

  /**
   * Starts with velocity 0. The velocities live as long as the network.
   *
   * @throws StudioException where the engine fails, as for want of memory
   */
  public static MomentumSgd create(Network network, OptimizerSpec spec) throws StudioException {
    try {
      return new MomentumSgd(network, spec);
    } catch (EngineException | OutOfMemoryError e) {
      throw network.device().failure("The optimizer can't be made", e);
    }
  }

  MomentumSgd(Network network, OptimizerSpec spec) {
    this.network = network;
    this.spec = spec;
    for (String name : network.parameterNames()) {
      NDArray parameter = network.parameter(name);
      velocities.put(name, network.manager().zeros(parameter.getShape()));
    }
  }

  /** Updates every parameter by its gradient. */
  public void step(double learningRate) {
    velocities.forEach(
        (name, velocity) -> {
          boolean bias = name.endsWith(".bias");
          double rate = learningRate * (bias ? spec.biasLearningRateScale() : 1);
          double decay = spec.weightDecay() * (bias ? spec.biasWeightDecayScale() : 1);
          NDArray parameter = network.parameter(name);
          try (NDArray gradient = parameter.getGradient()) {
            parameter
                .getNDArrayInternal()
                .sgdUpdate(
                    spec.momentum() == 0
                        ? new NDList(parameter, gradient)
                        : new NDList(parameter, gradient, velocity),
                    new NDList(parameter),
                    (float) rate,
                    (float) decay,
                    1, // the gradient is that of the mean loss already
                    -1, // no clipping
                    (float) spec.momentum(),
                    false);
          }
        });
  }

  /** A copy of a parameter's velocity. */
  public FloatBuffer velocity(String parameter) {
    return find(parameter).toByteBuffer().asFloatBuffer();
  }

  /** Sets a parameter's velocity. */
  public void setVelocity(String parameter, FloatBuffer values) {
    find(parameter).set(values);
  }

  private NDArray find(String parameter) {
    NDArray velocity = velocities.get(parameter);
    if (velocity == null) {
      throw new IllegalArgumentException("there is no parameter " + parameter);
    }
    return velocity;
  }
}
