package org.alexnetstudio.ui.classify;

import atlantafx.base.layout.InputGroup;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.alexnetstudio.ui.fx.Icons;
import org.alexnetstudio.ui.fx.PaneFrame;

/** The images as a gallery, a strip, or a table; below them how far the work is. */
final class ImagesPane {
  private final ClassifyModel model;
  private final WorkCounts counts;
  private final ClassifyCommands commands;
  private final BooleanProperty table = new SimpleBooleanProperty();
  private final PaneFrame frame = new PaneFrame("Images");
  private final Gallery gallery;
  private final ImageTable rows;
  private final DropZone zone;
  private final VBox content = new VBox();
  private final BooleanBinding empty;
  private final StackPane foot = new StackPane();
  private final List<Node> footLines;
  private boolean strip;

  ImagesPane(ClassifyModel model, ClassifyCommands commands, Thumbnails thumbnails) {
    this.model = model;
    counts = model.counts();
    this.commands = commands;
    empty = Bindings.isEmpty(model.items());
    gallery = new Gallery(model, thumbnails);
    rows = new ImageTable(model, thumbnails);
    zone = new DropZone(commands.paste(), commands.open());
    footLines = List.of(progress(), failures(), notice());
    frame.setId("images-pane");
    frame
        .subtitle()
        .bind(
            Bindings.createStringBinding(
                () -> ResultText.number(model.items().size()), model.items()));
    frame.choices().add(choice());
    frame
        .more()
        .addAll(
            commands.open().menuItem(),
            commands.openFolder().menuItem(),
            commands.paste().menuItem(),
            commands.again().menuItem(),
            commands.remove().menuItem(),
            item("Remove all that failed", model::removeFailed),
            item("Remove all", () -> model.remove(model.items())));
    content.getStyleClass().add("images");
    frame.setCenter(content);
    frame.setBottom(foot);
    table.addListener((property, before, now) -> arrange());
    arrange();
  }

  private static MenuItem item(String text, Runnable action) {
    MenuItem item = new MenuItem(text);
    item.setOnAction(event -> action.run());
    return item;
  }

  private Node choice() {
    ToggleButton tiles = toggle("mdmz-view_module", "Gallery", false);
    ToggleButton list = toggle("mdmz-view_list", "Table", true);
    InputGroup group = new InputGroup(tiles, list);
    group.getStyleClass().add("images-choice");
    group.setMinWidth(Region.USE_PREF_SIZE);
    return group;
  }

  private ToggleButton toggle(String icon, String text, boolean value) {
    ToggleButton button = new ToggleButton(null, Icons.of(icon));
    button.getStyleClass().add("button-icon");
    button.setId("images-" + text.toLowerCase(java.util.Locale.ROOT));
    button.setTooltip(new Tooltip(text));
    button.setAccessibleText(text);
    button.setSelected(table.get() == value);
    table.addListener((property, before, now) -> button.setSelected(now == value));
    button.setOnAction(
        event -> {
          button.setSelected(true);
          table.set(value);
        });
    return button;
  }

  /** As one row along the foot of the window, where there is no room at the side. */
  void setStrip(boolean asStrip) {
    strip = asStrip;
    arrange();
  }

  private void arrange() {
    boolean asTable = table.get();
    boolean asStrip = strip && !asTable;
    gallery.setOrientation(asStrip ? Orientation.HORIZONTAL : Orientation.VERTICAL);
    gallery.setMinHeight(asStrip ? Gallery.SIDE + 22 : 0);
    gallery.setPrefHeight(asStrip ? Gallery.SIDE + 22 : Region.USE_COMPUTED_SIZE);
    Node shown = asTable ? rows : gallery;
    VBox.setVgrow(shown, Priority.ALWAYS);
    // Low and wide, or narrow and high.
    Pane lines = asStrip ? new HBox() : new VBox();
    lines.getChildren().setAll(footLines);
    foot.getChildren().setAll(lines);
    content.getChildren().setAll(asTable || asStrip ? List.of(shown) : List.of(zone, shown));
  }

  private Node progress() {
    ProgressBar bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setMinWidth(40);
    HBox.setHgrow(bar, Priority.ALWAYS);
    bar.progressProperty()
        .bind(
            Bindings.createDoubleBinding(
                () ->
                    counts.pending().get() == 0
                        ? ProgressBar.INDETERMINATE_PROGRESS
                        : (double) counts.done().get()
                            / (counts.done().get() + counts.pending().get()),
                counts.pending(),
                counts.done()));
    Label count = new Label();
    count.setId("progress-count");
    count.setMinWidth(Region.USE_PREF_SIZE);
    count.getStyleClass().add("text-small");
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    counts.pending().get() == 0
                        ? "Looking for images"
                        : ResultText.number(counts.done().get())
                            + " of "
                            + ResultText.number(counts.done().get() + counts.pending().get()),
                counts.pending(),
                counts.done()));
    Button cancel = commands.cancel().iconButton("mdal-close");
    HBox box = new HBox(8, bar, count, cancel);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("images-foot");
    box.setId("progress");
    HBox.setHgrow(box, Priority.ALWAYS);
    // One or two are there before anybody reads how far they are.
    box.visibleProperty()
        .bind(
            model
                .searching()
                .or(
                    counts
                        .pending()
                        .add(counts.done())
                        .greaterThan(2)
                        .and(counts.pending().greaterThan(0))));
    box.managedProperty().bind(box.visibleProperty());
    return box;
  }

  private Node failures() {
    Label text = new Label();
    text.setMinWidth(0);
    text.textProperty()
        .bind(
            Bindings.createStringBinding(() -> counts.failed().get() + " failed", counts.failed()));
    Hyperlink show = new Hyperlink("Show");
    show.setTooltip(new Tooltip("Choose the next image that failed"));
    show.setOnAction(event -> model.chooseNextFailed());
    show.setMinWidth(Region.USE_PREF_SIZE);
    Hyperlink remove = new Hyperlink("Remove");
    remove.setTooltip(new Tooltip("Take the images that failed out of the list"));
    remove.setOnAction(event -> model.removeFailed());
    remove.setMinWidth(Region.USE_PREF_SIZE);
    HBox box = line(text, show, remove);
    box.setId("failures");
    box.visibleProperty().bind(counts.failed().greaterThan(0));
    box.managedProperty().bind(box.visibleProperty());
    return box;
  }

  private Node notice() {
    Label text = new Label();
    text.setMinWidth(0);
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    text.textProperty().bind(model.notice());
    Button close = Icons.button("mdal-close", "Close this notice", () -> model.notice().set(""));
    HBox box = line(text, close);
    box.setId("notice");
    HBox.setHgrow(box, Priority.ALWAYS);
    box.visibleProperty().bind(model.notice().isNotEmpty());
    box.managedProperty().bind(box.visibleProperty());
    return box;
  }

  private static HBox line(Node... parts) {
    HBox box = new HBox(8, Icons.of("mdmz-warning"));
    box.getChildren().addAll(parts);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().addAll("images-foot", "images-warning");
    return box;
  }

  /** Whether the images stand in a table, which needs the width of the workspace. */
  BooleanProperty table() {
    return table;
  }

  /** Whether there are no images. */
  ObservableBooleanValue isEmpty() {
    return empty;
  }

  PaneFrame frame() {
    return frame;
  }
}
