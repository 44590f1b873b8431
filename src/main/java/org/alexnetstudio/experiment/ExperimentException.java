package org.alexnetstudio.experiment;

import java.util.List;
import java.util.stream.Collectors;
import org.alexnetstudio.StudioException;

/** An experiment that can't be used, with every problem that was found in it. */
public final class ExperimentException extends StudioException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  ExperimentException(String file, List<Problem> problems) {
    super(
        Kind.BAD_INPUT,
        "The experiment " + file + " can't be used",
        problems.stream().map(Problem::toString).collect(Collectors.joining("\n  ", "\n  ", "")),
        "Mend "
            + (problems.size() == 1 ? "this place" : "these " + problems.size() + " places")
            + " and try again; every key is explained in the schema that"
            + " 'alexnet-studio schema' prints.",
        null);
    this.problems = List.copyOf(problems);
  }

  /** In the order of the file's parts: data, network, training, monitor. */
  public List<Problem> problems() {
    return problems;
  }
}
