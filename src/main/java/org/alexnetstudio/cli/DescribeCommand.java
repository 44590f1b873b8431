package org.alexnetstudio.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.network.NetworkTable;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.ModelFinder;
import org.alexnetstudio.session.NetworkDescription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the table of a network's layers. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    description =
        "Prints each layer's kernel, output shape, parameters, multiply-accumulates and receptive"
            + " field, read off the built network.")
final class DescribeCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final AppFolders folders;

  @Parameters(
      paramLabel = "EXPERIMENT|MODEL",
      description = "An experiment file, a preset, or a model as 'classify' takes it.")
  private String subject = "";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Changes a value of the experiment. May be repeated.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--json",
      description =
          "Prints {\"layers\": [{\"name\", \"type\", \"kernel\", \"outputShape\", \"parameters\", \"macs\","
              + " \"receptiveField\"}], \"totalParameters\", \"totalMacs\"}.")
  private boolean json;

  DescribeCommand(Terminal terminal, AppFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  @Override
  public Integer call() throws StudioException {
    NetworkSpec network = network();
    NetworkTable table = NetworkDescription.of(network);
    if (json) {
      terminal.printUtf8(Json.write(node(table)));
    } else {
      print(network, table);
    }
    return 0;
  }

  private NetworkSpec network() throws StudioException {
    if (ModelFinder.isModel(subject)) {
      return NetworkDescription.networkOf(ModelArgument.open(Path.of(subject), folders, terminal));
    }
    return NetworkDescription.resolve(
        ExperimentArgument.read(subject, overrides), note -> terminal.line("Note: " + note));
  }

  private void print(NetworkSpec network, NetworkTable table) {
    terminal.out().println("input " + network.input());
    terminal
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%-10s %-15s %-13s %-16s %12s %14s %5s",
                "layer",
                "type",
                "kernel",
                "output",
                "parameters",
                "MACs",
                "field"));
    for (NetworkTable.Row row : table.rows()) {
      terminal
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%-10s %-15s %-13s %-16s %,12d %,14d %5d",
                  row.name(),
                  row.type(),
                  row.kernel(),
                  row.outputShape(),
                  row.parameters(),
                  row.macs(),
                  row.receptiveField()));
    }
    terminal
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%-57s %,12d %,14d",
                "total",
                table.totalParameters(),
                table.totalMacs()));
  }

  private static ObjectNode node(NetworkTable table) {
    ObjectNode node = Json.object();
    ArrayNode layers = node.putArray("layers");
    table.rows().forEach(row -> layers.add(Json.tree(row)));
    node.put("totalParameters", table.totalParameters());
    node.put("totalMacs", table.totalMacs());
    return node;
  }
}
