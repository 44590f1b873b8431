package org.alexnetstudio.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.inspect.Evaluation;
import org.alexnetstudio.session.Activity;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.ModelEvaluation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a model on labelled images. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Prints top-1, top-5, the mean per class and the confusion matrix.")
final class EvaluateCommand implements Callable<Integer> {
  private static final int MATRIX_SHOWN = 20;

  private final Terminal terminal;
  private final AppFolders folders;
  private final Interruption interruption;

  @Parameters(paramLabel = "MODEL", description = ModelArgument.DESCRIPTION)
  private Path model = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR|ZIP",
      description =
          "Images: a folder or zip of class folders, a csv table, or a folder of IDX or CIFAR"
              + " files. A validation part of its own is used alone. Default: the validation"
              + " images of the model's training.")
  private @Nullable Path data;

  @Option(
      names = "--ten-crop",
      description = "Averages over four corners, the centre, and their mirror images.")
  private boolean tenCrop;

  @Option(
      names = "--json",
      description =
          "Prints {\"images\", \"top1\", \"top5\", \"meanPerClass\", \"classes\","
              + " \"confusion\"}.")
  private boolean json;

  EvaluateCommand(Terminal terminal, AppFolders folders, Interruption interruption) {
    this.terminal = terminal;
    this.folders = folders;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws StudioException {
    interruption.handle(() -> {});
    Activity activity = new Activity(new ActivityLine(terminal), interruption::requested);
    Path found = ModelArgument.open(model, folders, terminal, activity);
    Evaluation evaluation =
        ModelEvaluation.evaluate(found, Optional.ofNullable(data), tenCrop, folders, activity);
    if (json) {
      terminal.printUtf8(Json.write(Json.tree(evaluation)));
    } else {
      print(evaluation);
    }
    return 0;
  }

  private void print(Evaluation evaluation) {
    terminal
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "images          %d%ntop-1           %.2f %%%ntop-5           %.2f %%%n"
                    + "mean per class  %.2f %%",
                evaluation.images(),
                100 * evaluation.top1(),
                100 * evaluation.top5(),
                100 * evaluation.meanPerClass()));
    if (evaluation.classes().size() <= MATRIX_SHOWN) {
      printMatrix(evaluation);
    } else {
      terminal.out().println("The confusion matrix is large: --json prints it.");
    }
  }

  private void printMatrix(Evaluation evaluation) {
    terminal
        .out()
        .println(
            "confusion (a row for each true class, a column for each answer, right ones in %):");
    List<String> classes = evaluation.classes();
    int width = classes.stream().mapToInt(String::length).max().orElse(1);
    StringBuilder head = new StringBuilder(" ".repeat(width + 4));
    for (int column = 0; column < classes.size(); column++) {
      head.append(String.format(Locale.ROOT, " %5d", column));
    }
    terminal.out().println(head.append("       %"));
    for (int row = 0; row < classes.size(); row++) {
      StringBuilder line =
          new StringBuilder(
              String.format(Locale.ROOT, "%3d %-" + width + "s", row, classes.get(row)));
      int[] counts = evaluation.confusion()[row];
      for (int count : counts) {
        line.append(String.format(Locale.ROOT, " %5d", count));
      }
      int images = Arrays.stream(counts).sum();
      if (images > 0) {
        line.append(String.format(Locale.ROOT, "  %6.2f", 100.0 * counts[row] / images));
      }
      terminal.out().println(line);
    }
  }
}
