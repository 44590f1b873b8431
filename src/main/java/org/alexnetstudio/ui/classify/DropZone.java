package org.alexnetstudio.ui.classify;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.Icons;

/** Says that images can be dropped, pasted or opened; the whole workspace takes them. */
final class DropZone extends VBox {
  static final String FORMATS =
      "JPEG, PNG, GIF, BMP, TIFF and WebP, and folders with all below them";

  DropZone(Command paste, Command open) {
    getStyleClass().add("drop-zone");
    setAlignment(Pos.CENTER);
    Label title = new Label("Drop images or a folder");
    title.getStyleClass().add("drop-title");
    HBox others = new HBox(muted("or "), link("paste", paste), muted(", or "), link("open…", open));
    others.setAlignment(Pos.CENTER);
    getChildren().addAll(Icons.of("mdal-add_photo_alternate"), title, others);
  }

  /** The same with more room, and with what it takes. */
  static DropZone large(Command paste, Command open) {
    DropZone zone = new DropZone(paste, open);
    zone.getStyleClass().add("drop-zone-large");
    Label formats = muted(FORMATS);
    formats.setWrapText(true);
    zone.getChildren().add(formats);
    return zone;
  }

  private static Label muted(String text) {
    Label label = new Label(text);
    label.getStyleClass().addAll("text-muted", "text-small");
    return label;
  }

  private static Node link(String text, Command command) {
    Hyperlink link = new Hyperlink(text);
    link.getStyleClass().add("text-small");
    link.setTooltip(new Tooltip(command.tooltip()));
    link.setAccessibleText(command.name());
    link.setOnAction(event -> command.run());
    return link;
  }
}
