package org.alexnetstudio.cli;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.session.Activity;
import org.alexnetstudio.session.Benchmark;
import org.alexnetstudio.session.ExplorationBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures this machine. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures training with and without LRN, what the search for the patches that excite units"
            + " most adds to a validation, the preparation of images and the input pipeline"
            + " alone; medians, in one run. Or, with --window, what the window takes from it; or,"
            + " with --inside, the answers from inside a network.")
final class BenchCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Interruption interruption;
  private final WindowOpener opener;

  @Parameters(
      arity = "0..1",
      paramLabel = "EXPERIMENT",
      description = "A preset or an experiment file. Default: ${DEFAULT-VALUE}.")
  private String experiment = "alexnet-2012";

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images in a step. Default: ${DEFAULT-VALUE}.")
  private int batch = 64;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each measurement is taken. Default: ${DEFAULT-VALUE}.")
  private int rounds = 7;

  @Option(
      names = "--window",
      paramLabel = "SECONDS",
      description =
          "Trains the bundled experiment so long with the window's four panes live, and so long"
              + " without, by turns.")
  private int window;

  @Option(
      names = "--inside",
      description = "Measures how long an answer from inside a network takes, with no training.")
  private boolean inside;

  @Option(names = "--json", description = "Prints an object of name and value.")
  private boolean json;

  BenchCommand(Terminal terminal, Interruption interruption, WindowOpener opener) {
    this.terminal = terminal;
    this.interruption = interruption;
    this.opener = opener;
  }

  @Override
  public Integer call() throws StudioException {
    if (batch < 1 || batch > 512 || rounds < 1) {
      throw StudioException.badInput(
          "The benchmark can't run",
          "found --batch " + batch + " --rounds " + rounds,
          "Give a batch of 1 to 512 and at least one round.");
    }
    interruption.handle(() -> {});
    Activity activity = new Activity(new ActivityLine(terminal), interruption::requested);
    Map<String, Double> results = measure(activity);
    if (json) {
      terminal.printUtf8(Json.write(Json.tree(results)));
    } else {
      results.forEach(
          (name, value) ->
              terminal.out().println(String.format(Locale.ROOT, "%-34s %10.1f", name, value)));
    }
    return 0;
  }

  private Map<String, Double> measure(Activity activity) throws StudioException {
    if (window > 0) {
      return opener.measure(window, activity);
    }
    Experiment measured = ExperimentArgument.read(experiment, Map.of());
    return inside
        ? new ExplorationBenchmark(measured, rounds).run(activity)
        : new Benchmark(measured, batch, rounds).run(activity);
  }
}
