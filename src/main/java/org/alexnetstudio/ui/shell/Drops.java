package org.alexnetstudio.ui.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import org.alexnetstudio.session.ModelFinder;

/**
 * Where files that are dropped on the window go: runs, models and experiments to the window,
 * whatever lies under the mouse; folders and images to the pane there, or else to the window too.
 *
 * @param run opens a run's folder
 * @param model opens a model
 * @param experiment opens an experiment file
 * @param folder trains on a folder of class folders
 * @param images classifies images
 */
record Drops(
    Consumer<Path> run,
    Consumer<Path> model,
    Consumer<Path> experiment,
    Consumer<Path> folder,
    Consumer<List<Path>> images) {

  void listen(Node root) {
    root.addEventFilter(
        DragEvent.DRAG_DROPPED,
        event -> {
          List<Path> files = files(event.getDragboard());
          if (files.stream().anyMatch(Drops::isOfTheWindow)) {
            drop(event, files);
          }
        });
    root.setOnDragOver(
        event -> {
          if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
          }
          event.consume();
        });
    root.setOnDragDropped(event -> drop(event, files(event.getDragboard())));
  }

  private static List<Path> files(Dragboard board) {
    return board.hasFiles() ? board.getFiles().stream().map(File::toPath).toList() : List.of();
  }

  private void drop(DragEvent event, List<Path> files) {
    event.setDropCompleted(!files.isEmpty());
    event.consume();
    take(files);
  }

  private static boolean isOfTheWindow(Path path) {
    return isRun(path) || isModel(path) || isExperiment(path);
  }

  private static boolean isRun(Path path) {
    return Files.exists(path.resolve("run.json"));
  }

  private static boolean isModel(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return ModelFinder.ENDINGS.stream().anyMatch(ending -> name.endsWith("." + ending));
  }

  private static boolean isExperiment(Path path) {
    return path.toString().endsWith(".json");
  }

  /** Takes each to its place. */
  void take(List<Path> paths) {
    List<Path> pictures = new ArrayList<>();
    for (Path path : paths) {
      if (isRun(path)) {
        run.accept(path);
      } else if (isModel(path)) {
        model.accept(path);
      } else if (isExperiment(path)) {
        experiment.accept(path);
      } else if (Files.isDirectory(path)) {
        folder.accept(path);
      } else {
        pictures.add(path);
      }
    }
    if (!pictures.isEmpty()) {
      images.accept(pictures);
    }
  }
}
