package org.alexnetstudio.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.session.Activity;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.Benchmark;
import org.alexnetstudio.session.EngineBenchmark;
import org.alexnetstudio.session.ExplorationBenchmark;
import org.alexnetstudio.session.LayerBenchmark;
import org.alexnetstudio.session.PresetBenchmark;
import org.alexnetstudio.session.RunBenchmark;
import org.alexnetstudio.session.SearchBenchmark;
import org.alexnetstudio.session.StartBenchmark;
import org.alexnetstudio.session.WaitingBenchmark;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures this machine. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures training with and without LRN against the best convolution of this machine, what"
            + " the search for the patches that excite units most adds to a validation, the"
            + " preparation of images and the input pipeline alone; medians, in one run. Or one of"
            + " the measurements that have an option of their own.")
final class BenchCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final AppFolders folders;
  private final Interruption interruption;
  private final WindowOpener opener;

  @Parameters(
      arity = "0..1",
      paramLabel = "EXPERIMENT",
      description =
          "A preset or an experiment file. Default: alexnet-2012; for --start the bundled one.")
  private @Nullable String experiment;

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

  @ArgGroup private Other other = new Other();

  @Option(names = "--json", description = "Prints an object of name and value.")
  private boolean json;

  BenchCommand(
      Terminal terminal, AppFolders folders, Interruption interruption, WindowOpener opener) {
    this.terminal = terminal;
    this.folders = folders;
    this.interruption = interruption;
    this.opener = opener;
  }

  /** Measurements other than the usual one; at most one of them. */
  private static final class Other {
    @Option(
        names = "--presets",
        description = "Training and inference of every preset's network; EXPERIMENT plays no part.")
    private boolean presets;

    @Option(names = "--layers", description = "What each layer costs, forward and backward.")
    private boolean layers;

    @Option(
        names = "--engines",
        description =
            "The network by MXNet, by PyTorch, as it comes and with this program's settings, and by"
                + " ONNX Runtime, by turns; needs a build with them in it.")
    private boolean engines;

    @Option(
        names = "--patches",
        description =
            "What the search for the patches that excite units most adds to a validation of --rounds"
                + " batches: to the program's first, and to two after it.")
    private boolean patches;

    @Option(
        names = "--inside",
        description =
            "How long an answer from inside a network takes, with no training and while it"
                + " trains, and an exact search among 100,000 images.")
    private boolean inside;

    @Option(
        names = "--run",
        description =
            "A whole training on drawn photographs, against ready tensors by turns, and what"
                + " events, timeline and checkpoints take; trains as many epochs as there are"
                + " rounds.")
    private boolean run;

    @Option(
        names = "--start",
        description =
            "How long the program takes to show its window, to answer in it, to classify an image,"
                + " and to open the packed images of EXPERIMENT; needs a display.")
    private boolean start;

    @Option(
        names = "--window",
        paramLabel = "SECONDS",
        description =
            "Trains the bundled experiment so long with the window's four panes live, and so long"
                + " without, by turns.")
    private int window;
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
              terminal.out().println(String.format(Locale.ROOT, "%-52s %10.2f", name, value)));
    }
    return 0;
  }

  private Map<String, Double> measure(Activity activity) throws StudioException {
    if (other.window > 0) {
      return opener.measure(other.window, activity);
    }
    if (other.presets) {
      return new PresetBenchmark(batch, rounds).run(activity);
    }
    String standard = other.start ? Presets.DEFAULT : "alexnet-2012";
    Experiment measured =
        onOneDevice(ExperimentArgument.read(experiment == null ? standard : experiment, Map.of()));
    if (other.start) {
      return new StartBenchmark(measured, folders, rounds).run(activity);
    }
    if (other.layers) {
      return new LayerBenchmark(measured, batch, rounds).run(activity);
    }
    if (other.engines) {
      return new EngineBenchmark(measured, batch, rounds).run(activity);
    }
    if (other.run) {
      return new RunBenchmark(measured, batch, rounds).run(activity);
    }
    if (other.patches) {
      return new Benchmark(measured, batch, rounds).patches(activity);
    }
    return other.inside
        ? inside(measured, activity)
        : new Benchmark(measured, batch, rounds).run(activity);
  }

  private Experiment onOneDevice(Experiment wanted) {
    if (!wanted.training().device().equals("gpus")) {
      return wanted;
    }
    terminal.err().println("A benchmark measures one device: of all GPUs, the first.");
    return wanted.withDevice("gpu");
  }

  private Map<String, Double> inside(Experiment measured, Activity activity)
      throws StudioException {
    Map<String, Double> results =
        new LinkedHashMap<>(new ExplorationBenchmark(measured, rounds).run(activity));
    results.putAll(new SearchBenchmark(measured, rounds).run(activity));
    results.putAll(new WaitingBenchmark(measured, batch, rounds).run(activity));
    return results;
  }
}
