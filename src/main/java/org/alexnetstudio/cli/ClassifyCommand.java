package org.alexnetstudio.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.SourceDetection;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.inspect.Classifier;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.ModelLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Names what is on images. */
@Command(
    name = "classify",
    mixinStandardHelpOptions = true,
    description = "Prints the likeliest classes of each image.")
final class ClassifyCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final AppFolders folders;

  @Parameters(index = "0", paramLabel = "MODEL", description = ModelArgument.DESCRIPTION)
  private Path model = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "IMAGE",
      description = "Image files, or folders of them.")
  private List<Path> images = List.of();

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "How many classes of each image. Default: ${DEFAULT-VALUE}.")
  private int top = 5;

  @Option(
      names = "--ten-crop",
      description = "Averages over four corners, the centre, and their mirror images.")
  private boolean tenCrop;

  @Option(
      names = "--json",
      description = "Prints [{\"image\", \"top\": [{\"class\", \"probability\"}]}].")
  private boolean json;

  ClassifyCommand(Terminal terminal, AppFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  @Override
  public Integer call() throws StudioException {
    if (top < 1) {
      throw StudioException.badInput(
          "--top can't be used", "found " + top, "Give the number of classes, 1 or more.");
    }
    Path found = ModelArgument.open(model, folders, terminal);
    return print(terminal, found, images, top, tenCrop, json);
  }

  /** Prints what is sound, reports what is not, and returns the exit code. */
  static int print(
      Terminal terminal, Path model, List<Path> images, int top, boolean tenCrop, boolean json)
      throws StudioException {
    int code = 0;
    ArrayNode all = Json.array();
    ErrorReport report = new ErrorReport(terminal);
    try (Classifier classifier = ModelLoader.load(model, "auto")) {
      for (Path image : expand(images)) {
        try {
          List<Prediction> predictions = classifier.classify(image, top, tenCrop);
          if (json) {
            all.add(node(image, predictions));
          } else {
            printTable(terminal, image, predictions);
          }
        } catch (StudioException e) {
          code = Math.max(code, report.print(e));
        }
      }
    }
    if (json) {
      terminal.printUtf8(Json.write(all));
    }
    return code;
  }

  /** A folder stands for the images directly in it. */
  private static List<Path> expand(List<Path> paths) throws StudioException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> inside = Files.list(path)) {
        files.addAll(inside.filter(SourceDetection::isImageName).sorted().toList());
      } catch (IOException e) {
        throw StudioException.badInput(
            "Can't read the folder " + path, IoReason.of(e), "Check its permissions.", e);
      }
    }
    return files;
  }

  /** Prints an image's name and its classes. */
  static void printTable(Terminal terminal, Path image, List<Prediction> predictions) {
    terminal.out().println(image);
    for (Prediction prediction : predictions) {
      terminal
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "  %6.2f %%  %s",
                  100 * prediction.probability(),
                  prediction.className()));
    }
  }

  private static ObjectNode node(Path image, List<Prediction> predictions) {
    ObjectNode node = Json.object().put("image", image.toString());
    ArrayNode list = node.putArray("top");
    for (Prediction prediction : predictions) {
      list.addObject()
          .put("class", prediction.className())
          .put("probability", prediction.probability());
    }
    return node;
  }
}
