package org.alexnetstudio.ui.experiment;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.alexnetstudio.ui.fx.DialogButtons;
import org.alexnetstudio.ui.fx.ErrorDialog;
import org.jspecify.annotations.Nullable;

/** Asks with the system's choosers, over the window of {@code owner}. */
record PromptWindows(Node owner) implements ExperimentPrompts {
  private @Nullable Window window() {
    return owner.getScene() == null ? null : owner.getScene().getWindow();
  }

  private static FileChooser chooser(String title, String kind, String... patterns) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, patterns));
    return chooser;
  }

  private static Optional<Path> path(@Nullable File file) {
    return Optional.ofNullable(file).map(File::toPath);
  }

  @Override
  public Optional<Path> fileToOpen() {
    return path(chooser("Open an experiment", "Experiments", "*.json").showOpenDialog(window()));
  }

  @Override
  public Optional<Path> fileToSave(String name) {
    FileChooser chooser = chooser("Save the experiment", "Experiments", "*.json");
    chooser.setInitialFileName(name);
    return path(chooser.showSaveDialog(window()));
  }

  @Override
  public Optional<Path> folder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle("Choose the folder of the images");
    return path(chooser.showDialog(window()));
  }

  @Override
  public Optional<Path> dataFile() {
    return path(
        chooser("Choose the images", "Archives and tables", "*.zip", "*.csv")
            .showOpenDialog(window()));
  }

  @Override
  public List<Path> images() {
    List<File> files =
        chooser(
                "Choose images to watch",
                "Images",
                "*.jpg",
                "*.jpeg",
                "*.png",
                "*.gif",
                "*.bmp",
                "*.tif",
                "*.tiff",
                "*.webp")
            .showOpenMultipleDialog(window());
    return files == null ? List.of() : files.stream().map(File::toPath).toList();
  }

  @Override
  public Leave leave(String name) {
    ButtonType save = new ButtonType("Save", ButtonData.YES);
    ButtonType discard = new ButtonType("Discard", ButtonData.NO);
    Alert alert =
        new Alert(
            Alert.AlertType.CONFIRMATION,
            "What you changed since it was opened or saved is lost otherwise.",
            save,
            discard,
            ButtonType.CANCEL);
    alert.initOwner(window());
    alert.setTitle("AlexNet Studio");
    alert.setHeaderText("Save the changes of " + name + "?");
    DialogButtons.dress(alert, "mdal-help_outline", "accent");
    ButtonType answer = alert.showAndWait().orElse(ButtonType.CANCEL);
    return answer == save ? Leave.SAVE : answer == discard ? Leave.DISCARD : Leave.CANCEL;
  }

  @Override
  public void problem(Throwable problem) {
    ErrorDialog.show(window(), problem);
  }
}
