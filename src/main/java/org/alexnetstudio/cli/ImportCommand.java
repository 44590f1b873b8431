package org.alexnetstudio.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.session.Activity;
import org.alexnetstudio.session.ImportSettings;
import org.alexnetstudio.session.ImportedModel;
import org.alexnetstudio.session.ModelImport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a model out of weights that others trained. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Makes a model out of weights that another program saved: PyTorch's state dicts (.pth, .pt),"
            + " .safetensors, Caffe's .caffemodel, MXNet's and DJL's .params. Says which AlexNet it"
            + " is, and prints the model's path.")
final class ImportCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "The file of weights.")
  private Path file = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "MODEL",
      required = true,
      description = "The model to write: a folder, or a file that ends in .safetensors.")
  private Path out = Path.of("");

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "The preset whose network it is. Default: the one that fits.")
  private @Nullable String preset;

  @Option(
      names = "--labels",
      paramLabel = "TEXT",
      description =
          "Class names, one a line, in the order of the outputs. Default: ImageNet's, where there"
              + " are 1000.")
  private @Nullable Path labels;

  @Option(
      names = "--mean",
      paramLabel = "FILE",
      description =
          "The mean image that is subtracted, as Caffe keeps it: .binaryproto or .npy, blue first."
              + " Default: the one beside a .caffemodel, else ILSVRC-2012's mean colour.")
  private @Nullable Path mean;

  ImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws StudioException {
    Activity activity = new Activity(new ActivityLine(terminal), () -> false);
    ImportedModel model =
        ModelImport.read(file, out, new ImportSettings(preset, labels, mean), activity);
    model.describe().forEach(terminal::line);
    terminal.out().println(model.weights());
    return 0;
  }
}
