package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.run.RunFolder;

/**
 * Weights of a run that can be opened.
 *
 * @param name "latest", "best", or "step-" and eight digits
 * @param step finished steps
 * @param folder to open
 * @param bytes of the weights, which their network takes in memory
 */
public record KeptWeights(String name, int step, Path folder, long bytes) {

  /** Those of the run that a model is of; none where it is of no run. */
  static List<KeptWeights> of(Path model) throws StudioException {
    Optional<Path> run = RunFolder.around(model);
    return run.isEmpty()
        ? List.of()
        : RunFolder.open(run.get()).checkpoints().list().stream()
            .map(
                each ->
                    new KeptWeights(
                        each.name(),
                        each.state().step(),
                        each.folder(),
                        each.modelFile().toFile().length()))
            .toList();
  }
}
