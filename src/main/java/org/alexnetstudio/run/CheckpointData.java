package org.alexnetstudio.run;

import java.util.List;
import org.alexnetstudio.weights.TensorSource;

/**
 * What a checkpoint is made of; the tensors give their numbers one by one while it is written.
 *
 * @param state what training must know to go on
 * @param modelJson what model.json is to hold: what a reader of the model must know besides weights
 * @param model parameters of the network
 * @param optimizer what the optimizer remembers, such as momentum
 */
public record CheckpointData(
    TrainingState state, String modelJson, List<TensorSource> model, List<TensorSource> optimizer) {
  /** Copies the lists. */
  public CheckpointData {
    model = List.copyOf(model);
    optimizer = List.copyOf(optimizer);
  }
}
