package org.alexnetstudio.ui.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;
import org.alexnetstudio.session.ModelFinder;
import org.alexnetstudio.ui.fx.DialogButtons;
import org.alexnetstudio.ui.fx.ErrorDialog;
import org.alexnetstudio.ui.fx.FilePrompts;
import org.alexnetstudio.ui.fx.FilePrompts.Kind;
import org.jspecify.annotations.Nullable;

/** Asks with the system's choosers, over the window of {@code owner}. */
record PromptWindows(Node owner) implements ExperimentPrompts {
  private static final Kind EXPERIMENTS = Kind.of("Experiments", "json");

  private @Nullable Window window() {
    return owner.getScene() == null ? null : owner.getScene().getWindow();
  }

  @Override
  public Optional<Path> fileToOpen() {
    return FilePrompts.open(window(), "Open an experiment", EXPERIMENTS);
  }

  @Override
  public Optional<Path> fileToSave(String name) {
    return FilePrompts.save(window(), "Save the experiment", EXPERIMENTS, name);
  }

  @Override
  public Optional<Path> folder() {
    return FilePrompts.folder(window(), "Choose the folder of the images", Path.of(""));
  }

  @Override
  public Optional<Path> dataFile() {
    return FilePrompts.open(
        window(), "Choose the images", Kind.of("Archives and tables", "zip", "csv"));
  }

  @Override
  public Optional<Path> run() {
    return FilePrompts.folder(window(), "Choose the run to start from", Path.of(""));
  }

  @Override
  public Optional<Path> weights() {
    return FilePrompts.open(
        window(),
        "Choose the weights to start from",
        Kind.of("Weights", ModelFinder.ENDINGS.toArray(String[]::new)));
  }

  @Override
  public List<Path> images() {
    return FilePrompts.openSeveral(window(), "Choose images to watch", Kind.IMAGES);
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
