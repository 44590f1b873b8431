package org.alexnetstudio.session;

import java.util.function.IntSupplier;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.insight.WeightUpdate;
import org.alexnetstudio.training.MomentumSgd;
import org.jspecify.annotations.Nullable;

/**
 * What the last step of a training did to single weights; of the compute thread.
 *
 * @param step finished steps
 */
record WeightUpdates(NetworkSpec network, MomentumSgd optimizer, IntSupplier step) {

  /**
   * What it did to one; null before the first step, and after a resume until a step is done.
   *
   * @param layer its number, from 1
   * @param index within the unit's weights, (channels, size, size) or inputs; -1 for its bias
   * @throws StudioException where the layer has no weights
   */
  @Nullable WeightUpdate last(int layer, int unit, int index) throws StudioException {
    String name = network.layers().get(layer - 1).name();
    boolean bias = index < 0;
    int within = bias ? 0 : index;
    int inputs = inputs(layer);
    int units = network.shapes().get(layer).channels();
    if (unit < 0 || unit >= units || within >= inputs) {
      throw StudioException.badInput(
          "There is no such weight",
          name + " has " + units + " units of " + inputs + " weights",
          "Choose one of them.");
    }
    int first = unit * (bias ? 1 : inputs);
    String parameter = name + (bias ? ".bias" : ".weight");
    return optimizer
        .lastUpdate(parameter, unit, within)
        .map(
            update ->
                new WeightUpdate(
                    parameter,
                    first + within,
                    step.getAsInt(),
                    update.before(),
                    update.velocityBefore(),
                    update.gradient(),
                    update.rate(),
                    update.momentum(),
                    update.decay(),
                    update.velocity(),
                    update.after()))
        .orElse(null);
  }

  /** How many weights each unit of a layer has. */
  private int inputs(int layer) throws StudioException {
    LayerSpec spec = network.layers().get(layer - 1);
    ImageShape before = network.shapes().get(layer - 1);
    if (spec instanceof LayerSpec.Conv conv) {
      return before.channels() / conv.groups() * conv.kernel() * conv.kernel();
    }
    if (spec instanceof LayerSpec.FullyConnected) {
      return before.size();
    }
    throw StudioException.badInput(
        "No step changes " + spec.name(), "it has no weights", "Choose a layer that has some.");
  }
}
