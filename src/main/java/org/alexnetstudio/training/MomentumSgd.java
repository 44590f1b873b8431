package org.alexnetstudio.training;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.OptimizerSpec;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.network.ParameterShapes;

/**
 * Stochastic gradient descent with momentum and weight decay (paper, section 5): v = momentum * v -
 * decay * rate * w - rate * gradient; w = w + v.
 */
public final class MomentumSgd {
  private final Network network;
  private final OptimizerSpec spec;
  private final Map<String, Double> rateScales;
  private final Map<String, NDArray> velocities = new LinkedHashMap<>();

  /** The learning rate of the last step; NaN before the first. */
  private double lastRate = Double.NaN;

  /**
   * Starts with velocity 0. The velocities live as long as the network.
   *
   * @param rateScales the multiple of the learning rate for each layer that has one of its own, by
   *     the layer's name; one of 0 is frozen
   * @throws StudioException where the engine fails, as for want of memory
   */
  public static MomentumSgd create(
      Network network, OptimizerSpec spec, Map<String, Double> rateScales) throws StudioException {
    try {
      return new MomentumSgd(network, spec, rateScales);
    } catch (EngineException | OutOfMemoryError e) {
      throw network.device().failure("The optimizer can't be made", e);
    }
  }

  MomentumSgd(Network network, OptimizerSpec spec, Map<String, Double> rateScales) {
    this.network = network;
    this.spec = spec;
    this.rateScales = Map.copyOf(rateScales);
    for (String name : network.parameterNames()) {
      NDArray parameter = network.parameter(name);
      velocities.put(name, network.manager().zeros(parameter.getShape()));
    }
  }

  /** The names of the layers that no step changes. */
  Set<String> frozen() {
    return rateScales.entrySet().stream()
        .filter(scale -> scale.getValue() == 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Updates every parameter that is not frozen by its gradient. */
  public void step(double learningRate) {
    velocities.forEach(
        (name, velocity) -> {
          if (scale(name) == 0) {
            return;
          }
          double rate = rate(name, learningRate);
          network.update(name, velocity, rate, decay(name), spec.momentum());
        });
    lastRate = learningRate;
  }

  private double rate(String parameter, double learningRate) {
    return learningRate * scale(parameter) * (isBias(parameter) ? spec.biasLearningRateScale() : 1);
  }

  private double scale(String parameter) {
    return rateScales.getOrDefault(ParameterShapes.layerOf(parameter), 1.0);
  }

  private double decay(String parameter) {
    return spec.weightDecay() * (isBias(parameter) ? spec.biasWeightDecayScale() : 1);
  }

  private static boolean isBias(String parameter) {
    return parameter.endsWith(".bias");
  }

  /**
   * What a step did to one weight.
   *
   * @param before weight before
   * @param velocityBefore velocity before
   * @param gradient by which it was updated
   * @param rate learning rate of this parameter
   * @param momentum share of the velocity that stays
   * @param decay weight decay of this parameter
   * @param velocity after
   * @param after weight after
   */
  public record Update(
      double before,
      double velocityBefore,
      float gradient,
      double rate,
      double momentum,
      double decay,
      float velocity,
      float after) {}

  /**
   * What the last step did to one weight, as far as can be told from what it left: weight and
   * velocity before are found backwards, to float rounding. Nothing is kept for this while
   * training.
   *
   * @param parameter such as "conv1.weight"
   * @param row unit
   * @param index within the unit's weights
   * @return empty before the first step
   */
  public Optional<Update> lastUpdate(String parameter, int row, int index) {
    if (Double.isNaN(lastRate)) {
      return Optional.empty();
    }
    double rate = rate(parameter, lastRate);
    double decay = decay(parameter);
    float after = network.readRow(parameter, row)[index];
    float gradient;
    try (NDArray gradients = network.parameter(parameter).getGradient()) {
      gradient = network.readRow(gradients, row)[index];
    }
    double momentum = spec.momentum();
    if (momentum == 0) {
      double before = (after + rate * gradient) / (1 - rate * decay);
      return Optional.of(
          new Update(before, 0, gradient, rate, 0, decay, (float) (after - before), after));
    }
    float velocity = network.readRow(find(parameter), row)[index];
    double before = (double) after - velocity;
    double velocityBefore = (velocity + rate * decay * before + rate * gradient) / momentum;
    return Optional.of(
        new Update(before, velocityBefore, gradient, rate, momentum, decay, velocity, after));
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
