package org.alexnetstudio.ui.experiment;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.alexnetstudio.experiment.AugmentSpec;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.session.AugmentedPreview;
import org.alexnetstudio.ui.fx.Choice;
import org.alexnetstudio.ui.fx.EmptyState;
import org.alexnetstudio.ui.fx.ErrorDialog;
import org.alexnetstudio.ui.fx.Icons;
import org.alexnetstudio.ui.fx.PaneFrame;
import org.alexnetstudio.ui.fx.Raster;
import org.jspecify.annotations.Nullable;

/** One training image as the network will see it, or what all of them are. */
final class ImagesPane {
  private static final String AUGMENTED = "Augmented";
  private static final String SUMMARY = "Summary";

  private final PreviewModel previews;
  private final PaneFrame frame = new PaneFrame("Training images");
  private final Choice<String> choice =
      new Choice<>("What is shown", List.of(AUGMENTED, SUMMARY), Function.identity());
  private final Button again = small("Again", "mdmz-refresh", "Draw eight other views");
  private final Button other = Icons.button("mdmz-skip_next", "Take another image", () -> {});
  private final HBox tiles = new HBox();
  private final HBox chips = new HBox();
  private final Label source = new Label();
  private final BorderPane augmented = new BorderPane();
  private final SummaryPane summary;

  ImagesPane(PreviewModel previews) {
    this.previews = previews;
    summary = new SummaryPane(previews);
    again.setId("again");
    again.setOnAction(event -> previews.again());
    other.setOnAction(event -> previews.otherImage());
    frame.choices().addAll(other, again, choice);
    tiles.getStyleClass().add("tiles");
    chips.getStyleClass().add("chips");
    source.getStyleClass().add("form-hint");
    source.setMinWidth(0);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox foot = new HBox(chips, space, source);
    foot.getStyleClass().add("augmented-foot");
    augmented.setCenter(tiles);
    augmented.setBottom(foot);
    augmented.setMinSize(0, 0);
    choice.value().addListener((value, before, now) -> place());
    previews.augmented().answer().addListener((value, before, now) -> showViews(now));
    previews.augmented().problem().addListener((value, before, now) -> place());
    previews.augmented().progress().addListener((value, before, now) -> place());
    place();
  }

  private static Button small(String text, String icon, String tooltip) {
    Button button = new Button(text, Icons.of(icon));
    button.getStyleClass().add("small");
    button.setTooltip(new Tooltip(tooltip));
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private void place() {
    boolean views = choice.value().get().equals(AUGMENTED);
    for (Button button : List.of(again, other)) {
      button.setVisible(views);
      button.setManaged(views);
    }
    frame.subtitle().set(views ? "as the network will see one" : "classes, sizes, problems");
    frame.setCenter(views ? viewsOrReason() : summary.node());
  }

  private Node viewsOrReason() {
    Throwable problem = previews.augmented().problem().get();
    AugmentedPreview answer = previews.augmented().answer().get();
    again.setDisable(answer == null);
    other.setDisable(answer == null);
    if (answer != null) {
      return augmented;
    }
    String progress = previews.augmented().progress().get();
    if (!progress.isEmpty()) {
      return new EmptyState("mdal-hourglass_empty", progress + " ...");
    }
    if (problem != null) {
      ErrorDialog.Message message = ErrorDialog.Message.of(problem);
      return new EmptyState(
          "mdal-broken_image", message.what() + ": " + message.why() + ". " + message.remedy());
    }
    return new EmptyState("mdal-image", "Eight views of a training image appear with its source.");
  }

  private void showViews(@Nullable AugmentedPreview views) {
    tiles.getChildren().clear();
    if (views != null) {
      for (int i = 0; i < views.views().size(); i++) {
        tiles.getChildren().add(tile(views, i));
      }
      source.setText(
          String.format(
              Locale.ROOT,
              "%s · %s · %d × %d before cropping",
              views.image(),
              views.label(),
              views.side(),
              views.side()));
      source.setTooltip(new Tooltip(source.getText()));
    }
    place();
  }

  private Node tile(AugmentedPreview views, int number) {
    // Small images are magnified by whole pixels; the software pipeline would blur them.
    int scale = Math.max(1, 96 / views.crop());
    Raster raster = new Raster(views.crop() * scale, views.crop() * scale);
    raster.draw(views.views().get(number), views.crop(), 0, 0, scale);
    raster.publish();
    ImageView image = new ImageView(raster.image());
    image.setPreserveRatio(true);
    image.setSmooth(true);
    image.setAccessibleText("View " + (number + 1) + " of " + views.image());
    StackPane tile = new StackPane(image);
    tile.getStyleClass().add("tile");
    tile.setMinSize(0, 0);
    tile.setPrefSize(10, 10);
    HBox.setHgrow(tile, Priority.ALWAYS);
    image.fitWidthProperty().bind(tile.widthProperty());
    image.fitHeightProperty().bind(tile.heightProperty());
    return tile;
  }

  /** Shows another experiment's augmentation; null for none. */
  void show(@Nullable Experiment experiment) {
    chips.getChildren().clear();
    if (experiment == null) {
      return;
    }
    AugmentSpec augment = experiment.data().augment();
    chip("Random crop " + augment.randomCrop(), true);
    chip("Padding " + augment.pad(), augment.pad() > 0);
    chip("Mirror", augment.flip());
    chip("PCA colour " + augment.colourPca(), augment.colourPca() > 0);
    chip("Smallest part " + augment.scale(), augment.scale() < 1);
    chip("Aspect ratio " + augment.ratio(), augment.ratio() > 1);
  }

  private void chip(String text, boolean on) {
    if (on) {
      Label chip = new Label(text);
      chip.getStyleClass().add("chip");
      chip.setMinWidth(Region.USE_PREF_SIZE);
      chips.getChildren().add(chip);
    }
  }

  PaneFrame frame() {
    return frame;
  }
}
