package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.alexnetstudio.session.ImageFiles;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.fx.PaneFrame;

/** What stands where there are no images yet: where to drop them, and some to try. */
final class EmptyWorkspace {
  private static final double SIDE = 72;

  private final ClassifyModel model;
  private final Thumbnails thumbnails;
  private final PaneFrame frame = new PaneFrame("Images");
  private final VBox samples = new VBox(8);

  EmptyWorkspace(
      ClassifyModel model, ClassifyCommands commands, Thumbnails thumbnails, ImageFiles images) {
    this.model = model;
    this.thumbnails = thumbnails;
    DropZone zone = DropZone.large(commands.paste(), commands.open());
    VBox.setVgrow(zone, Priority.ALWAYS);
    Label notice = new Label();
    notice.setWrapText(true);
    notice.setId("empty-notice");
    notice.getStyleClass().add("empty-notice");
    notice.textProperty().bind(model.notice());
    notice.visibleProperty().bind(model.notice().isNotEmpty());
    notice.managedProperty().bind(notice.visibleProperty());
    VBox content = new VBox(16, zone, notice, samples);
    content.getStyleClass().add("empty-workspace");
    samples.setVisible(false);
    samples.setManaged(false);
    frame.setFixed();
    frame.setCenter(content);
    // Where they are not beside the program there is just nothing to try.
    FxThread.whenDone(images.samples(), this::showSamples, problem -> {});
  }

  private void showSamples(List<Path> found) {
    if (found.isEmpty()) {
      return;
    }
    Label title = new Label("Or try an image that comes with the program");
    title.getStyleClass().addAll("text-muted", "text-small");
    HBox row = new HBox(12);
    row.setAlignment(Pos.CENTER);
    found.stream().limit(4).map(this::sample).forEach(row.getChildren()::add);
    samples.setAlignment(Pos.CENTER);
    samples.getChildren().setAll(title, row);
    samples.setVisible(true);
    samples.setManaged(true);
  }

  private Node sample(Path path) {
    ThumbnailView picture = new ThumbnailView(thumbnails, SIDE);
    picture.show(path);
    String name = String.valueOf(path.getFileName()).replaceFirst("\\.[^.]*$", "");
    Button button = new Button(name.replace('-', ' '), picture);
    button.setContentDisplay(ContentDisplay.TOP);
    button.getStyleClass().addAll("flat", "sample");
    button.setTooltip(new Tooltip("Classify " + path.getFileName()));
    button.setOnAction(event -> model.add(List.of(path)));
    return button;
  }

  PaneFrame frame() {
    return frame;
  }
}
