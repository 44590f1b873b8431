package org.alexnetstudio.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.export.InsideExports;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.ModelInspection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what a network makes of an image. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description =
        "Writes filters, feature maps and Grad-CAM of a model for one image, as PNG pictures and"
            + " as .npy arrays with every number. Prints the files' paths.")
final class InspectCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final AppFolders folders;

  @Parameters(index = "0", paramLabel = "MODEL", description = ModelArgument.DESCRIPTION)
  private Path model = Path.of("");

  @Parameters(index = "1", paramLabel = "IMAGE", description = "An image file.")
  private Path image = Path.of("");

  @Option(
      names = "--layer",
      paramLabel = "NAME",
      description = "A layer, such as conv1; may be repeated. Default: every convolution.")
  private List<String> layers = List.of();

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description = "The class that Grad-CAM explains. Default: the likeliest.")
  private @Nullable String className;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder to write into; made where it is missing.")
  private Path out = Path.of("");

  InspectCommand(Terminal terminal, AppFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  @Override
  public Integer call() throws StudioException {
    Path found = ModelArgument.open(model, folders, terminal);
    ModelInspection inspection = ModelInspection.of(found, image, layers, className);
    InsideExports exports = new InsideExports(out, image, inspection.step());
    exports.crop(inspection.crop());
    for (ModelInspection.InspectedLayer layer : inspection.layers()) {
      if (layer.filters() != null) {
        exports.filters(layer.filters());
      }
      exports.maps(layer.activations(), layer.maps());
    }
    ClassifyCommand.printTable(terminal, image, inspection.top());
    if (inspection.gradCam() != null) {
      exports.gradCam(inspection.crop(), inspection.gradCam());
      terminal.out().println("Grad-CAM explains " + inspection.explained() + ".");
    }
    exports.written().forEach(terminal.out()::println);
    return 0;
  }
}
