package org.alexnetstudio.ui.classify;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.alexnetstudio.insight.Neighbour;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.EmptyState;
import org.alexnetstudio.ui.fx.ErrorDialog.Message;
import org.alexnetstudio.ui.fx.PaneFrame;
import org.alexnetstudio.ui.fx.Raster;
import org.jspecify.annotations.Nullable;

/** The training images that the network takes for most similar to the chosen one. */
final class NeighboursPane {
  private static final double PICTURE = 80;

  private final NeighboursModel model;
  private final Command find;
  private final PaneFrame frame = new PaneFrame("Nearest training images");
  private final ProgressBar bar = new ProgressBar();
  private final Label part = new Label();
  private final VBox working;

  /**
   * The pane.
   *
   * @param find looks for them
   * @param cancel gives that up
   */
  NeighboursPane(NeighboursModel model, Command find, Command cancel) {
    this.model = model;
    this.find = find;
    frame.setId("neighbours-pane");
    frame.getStyleClass().add("neighbours-pane");
    working = working(cancel);
    model.image().addListener((value, before, now) -> show());
    model.latest().answer().addListener((value, before, now) -> show());
    model.latest().problem().addListener((value, before, now) -> show());
    model.latest().pending().addListener((value, before, now) -> show());
    show();
  }

  private VBox working(Command cancel) {
    Button stop = new Button("Cancel");
    stop.getStyleClass().add("small");
    stop.setId("neighbours-cancel");
    stop.setTooltip(new Tooltip(cancel.tooltip()));
    stop.setOnAction(event -> model.cancel());
    part.textProperty().bind(model.part());
    bar.progressProperty().bind(model.progress());
    bar.setPrefWidth(320);
    VBox box = new VBox(8, part, bar, stop);
    box.setAlignment(Pos.CENTER);
    box.setId("neighbours-working");
    return box;
  }

  private void show() {
    Answer<List<Neighbour>> answer = model.latest().answer().get();
    frame
        .subtitle()
        .set(
            answer == null
                ? ""
                : "by the network's last features, step "
                    + ResultText.number(answer.weights().step())
                    + ", nearest first");
    frame.setCenter(content(answer, model.latest().problem().get()));
  }

  private Node content(@Nullable Answer<List<Neighbour>> answer, @Nullable Throwable problem) {
    if (model.latest().pending().get()) {
      return working;
    }
    if (problem != null) {
      return trouble(Message.of(problem));
    }
    if (answer != null) {
      return tiles(answer.value());
    }
    if (model.image().get() == null) {
      return new EmptyState(
          "mdal-image_search", "The training images most like the chosen image stand here.");
    }
    return new EmptyState(
        "mdal-image_search",
        "The first search reads all training images of the model once.",
        find.button(null));
  }

  private Node trouble(Message message) {
    Label what = wrapped(message.what() + ": " + message.why() + ".");
    Label remedy = wrapped(message.remedy());
    remedy.getStyleClass().add("text-muted");
    Button again = new Button("Try again");
    again.getStyleClass().add("small");
    again.setTooltip(new Tooltip(find.tooltip()));
    again.setOnAction(event -> model.find());
    VBox box = new VBox(6, what, remedy, again);
    box.getStyleClass().add("neighbours-trouble");
    box.setId("neighbours-trouble");
    return box;
  }

  private static Label wrapped(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.setMaxWidth(Double.MAX_VALUE);
    return label;
  }

  /** In a row that scrolls, and follows the keyboard. */
  private static Node tiles(List<Neighbour> all) {
    HBox row = new HBox();
    row.setId("neighbours");
    row.getStyleClass().add("neighbours");
    ScrollPane scroll = new ScrollPane(row);
    scroll.getStyleClass().add("neighbours-scroll");
    scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    scroll.setMinSize(0, 0);
    for (Neighbour each : all) {
      Node tile = tile(each);
      tile.focusedProperty()
          .addListener(
              (value, before, now) -> {
                if (now) {
                  reveal(scroll, row, tile.getBoundsInParent());
                }
              });
      row.getChildren().add(tile);
    }
    return scroll;
  }

  private static void reveal(ScrollPane scroll, HBox row, Bounds tile) {
    double shown = scroll.getViewportBounds().getWidth();
    double hidden = row.getWidth() - shown;
    if (hidden > 0) {
      double left = scroll.getHvalue() * hidden;
      scroll.setHvalue(Math.min(tile.getMinX(), Math.max(left, tile.getMaxX() - shown)) / hidden);
    }
  }

  private static Node tile(Neighbour neighbour) {
    ImageView view = new ImageView(Raster.imageOf(neighbour.picture()));
    view.setFitWidth(PICTURE);
    view.setFitHeight(PICTURE);
    Label name = new Label(neighbour.className());
    name.setMaxWidth(PICTURE);
    name.getStyleClass().addAll("text-muted", "text-small");
    VBox tile = new VBox(4, view, name);
    String distance = String.format(Locale.ROOT, "distance %.1f", neighbour.distance());
    tile.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    tile.setAccessibleText(neighbour.image() + ", " + neighbour.className() + ", " + distance);
    tile.setFocusTraversable(true);
    tile.getStyleClass().add("neighbour");
    Tooltip.install(tile, new Tooltip(neighbour.image() + "\n" + distance));
    return tile;
  }

  PaneFrame frame() {
    return frame;
  }
}
