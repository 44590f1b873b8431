package org.alexnetstudio.ui.shell;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.alexnetstudio.session.Activity;
import org.alexnetstudio.session.FoundModel;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.fx.FilePrompts;
import org.alexnetstudio.ui.fx.FxThread;

/**
 * Finds models that take a while: other programs' weights are imported, ImageNet's fetched. Says
 * what they were taken for, and offers to keep them.
 */
final class ModelOpening {
  private final Stage stage;
  private final Studio studio;
  private final Consumer<Throwable> report;

  /**
   * Finds models for a window.
   *
   * @param report tells the user of an error
   */
  ModelOpening(Stage stage, Studio studio, Consumer<Throwable> report) {
    this.stage = stage;
    this.studio = studio;
    this.report = report;
  }

  /** A model, or weights of another program. */
  void find(Path named, Consumer<Path> open) {
    find("Opening " + named.getFileName(), progress -> studio.findModel(named, progress), open);
  }

  /** The weights that torchvision's authors trained on ImageNet. */
  void getImageNet(Consumer<Path> open) {
    find("Getting ImageNet's weights", studio::getImageNet, open);
  }

  private void find(
      String doing,
      Function<Activity.Progress, CompletableFuture<FoundModel>> search,
      Consumer<Path> open) {
    Waiting waiting = new Waiting(stage, doing);
    CompletableFuture<FoundModel> coming = search.apply(waiting::progress);
    waiting.showFor(coming);
    FxThread.whenDone(
        coming,
        found -> {
          waiting.close();
          open.accept(found.path());
          if (!found.recognised().isEmpty()) {
            tell(found);
          }
        },
        problem -> {
          waiting.close();
          report.accept(problem);
        });
  }

  private void tell(FoundModel found) {
    ButtonType keep = new ButtonType("Save as a model…", ButtonBar.ButtonData.LEFT);
    Label words = new Label(String.join("\n", found.recognised()));
    words.setWrapText(true);
    words.setPrefWidth(460);
    Alert alert = new Alert(Alert.AlertType.INFORMATION);
    alert.initOwner(stage);
    alert.setTitle("AlexNet Studio");
    alert.setHeaderText("Weights of another program");
    alert.getDialogPane().setContent(words);
    alert.getButtonTypes().setAll(keep, ButtonType.OK);
    alert
        .resultProperty()
        .addListener(
            (value, before, now) -> {
              if (now == keep) {
                keep(found.path());
              }
            });
    alert.show();
  }

  private void keep(Path model) {
    FilePrompts.save(
            stage,
            "Save the model",
            FilePrompts.Kind.of("Models", "safetensors"),
            model.getFileName().toString())
        .ifPresent(file -> FxThread.whenDone(studio.keepModel(model, file), saved -> {}, report));
  }
}
