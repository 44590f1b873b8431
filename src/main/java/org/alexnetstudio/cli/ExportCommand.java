package org.alexnetstudio.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.export.RunExports;
import org.alexnetstudio.export.ScalarExports;
import org.alexnetstudio.export.TensorBoardExport;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.ModelExport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws what a run has learnt, or writes it for other programs. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Draws a run as PNG pictures into its folder exports/: its curves, and first-layer filters"
          + " and the feature maps of its probe images from its newest snapshot. The run may be"
          + " running.",
      "With --format or --labels it writes a model or a run for other programs instead. Prints the"
          + " files' paths."
    })
final class ExportCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final AppFolders folders;

  @Parameters(
      paramLabel = "RUN|MODEL",
      description = "A run folder; for a model also whatever 'classify' takes.")
  private Path source = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = {
        "Of a model: model (a copy that this program opens, weights and description);"
            + " safetensors (torchvision's names where the layers are torchvision's AlexNet)"
            + " or onnx (operator set 13, from the normalised image to the logits): these two say in"
            + " their metadata how an image becomes the input, and the class names. Or mxnet:"
            + " NAME-0000.params, NAME-symbol.json, the same texts in NAME-input.json, and"
            + " synset.txt, where --out is NAME.",
        "Of a run: csv or json, all its scalars; or tensorboard, an event file with scalars, and"
            + " filters of its snapshots."
      })
  private @Nullable Format format;

  @Option(
      names = "--out",
      paramLabel = "PATH",
      description =
          "The file to write, for tensorboard the folder to write into. Default of a run's: in its"
              + " folder exports/; a model's must be named.")
  private @Nullable Path out;

  @Option(
      names = "--half",
      description =
          "Rounds the parameters of model or safetensors to half precision: half the room, and"
              + " answers that differ in the third digit.")
  private boolean half;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "Writes the model's class names into it, one a line, in the logits' order.")
  private @Nullable Path labels;

  ExportCommand(Terminal terminal, AppFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  /** What other programs read. */
  private enum Format {
    MODEL,
    SAFETENSORS,
    ONNX,
    MXNET,
    TENSORBOARD,
    CSV,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() throws StudioException {
    if (format == null && out != null) {
      throw StudioException.badInput(
          "--out does nothing here",
          "without --format, pictures go into the run's folder exports/",
          "Name a --format, or leave --out away.");
    }
    if (half && format != Format.MODEL && format != Format.SAFETENSORS) {
      throw StudioException.badInput(
          "--half does nothing here",
          "only model and safetensors are written in half precision",
          "Name --format model or --format safetensors, or leave --half away.");
    }
    if (format != null) {
      write(format).forEach(terminal.out()::println);
    }
    if (labels != null) {
      model().writeLabels(labels);
      terminal.out().println(labels);
    }
    if (format == null && labels == null) {
      RunExports.write(source).forEach(terminal.out()::println);
    }
    return 0;
  }

  private List<Path> write(Format wanted) throws StudioException {
    Path file;
    switch (wanted) {
      case MODEL -> file = model().writeModel(modelFile(wanted), half);
      case SAFETENSORS -> {
        file = modelFile(wanted);
        model().writeSafetensors(file, half);
      }
      case ONNX -> {
        file = modelFile(wanted);
        model().writeOnnx(file);
      }
      case MXNET -> {
        return model().writeMxNet(modelFile(wanted));
      }
      case TENSORBOARD -> file = TensorBoardExport.write(source, runFile("tensorboard"));
      case CSV -> {
        file = runFile("scalars.csv");
        ScalarExports.writeCsv(source, file);
      }
      case JSON -> {
        file = runFile("scalars.json");
        ScalarExports.writeJson(source, file);
      }
      default -> throw new AssertionError(wanted);
    }
    return List.of(file);
  }

  private ModelExport model() throws StudioException {
    return ModelExport.open(ModelArgument.open(source, folders, terminal));
  }

  private Path modelFile(Format wanted) throws StudioException {
    if (out == null) {
      throw StudioException.badInput(
          "The model has no place to go",
          "--format " + wanted + " needs --out",
          "Name the file to write, as by --out model"
              + switch (wanted) {
                case ONNX -> ".onnx";
                case MXNET -> "";
                default -> ".safetensors";
              }
              + ".");
    }
    return out;
  }

  private Path runFile(String name) {
    return out == null ? source.resolve("exports").resolve(name) : out;
  }
}
