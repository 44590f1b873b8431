package org.alexnetstudio.ui.classify;

import java.util.List;
import java.util.Locale;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.image.Image;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.ui.classify.Classification.State;
import org.alexnetstudio.ui.fx.Icons;
import org.jspecify.annotations.Nullable;

/** A picture of the gallery with its likeliest class; used again for another as one scrolls. */
final class ImageTile extends StackPane {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final ThumbnailView picture;
  private final Label className = new Label();
  private final Label percent = new Label();
  private final HBox caption = new HBox(className, percent);
  private final StackPane mark = new StackPane(Icons.of("mdal-error"));
  private final ChangeListener<Classification> listener = (property, before, now) -> show(now);
  private @Nullable ImageItem item;

  ImageTile(Thumbnails thumbnails, double side) {
    picture = new ThumbnailView(thumbnails, side);
    getStyleClass().add("image-tile");
    setMinSize(side, side);
    setPrefSize(side, side);
    setMaxSize(side, side);
    Rectangle rounded = new Rectangle(side, side);
    rounded.setArcWidth(8);
    rounded.setArcHeight(8);
    picture.setClip(rounded);
    caption.getStyleClass().add("tile-caption");
    caption.setMaxSize(Double.MAX_VALUE, Region.USE_PREF_SIZE);
    className.setTextOverrun(OverrunStyle.ELLIPSIS);
    className.setMinWidth(0);
    className.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(className, Priority.ALWAYS);
    percent.setMinWidth(Region.USE_PREF_SIZE);
    setAlignment(caption, Pos.BOTTOM_CENTER);
    mark.getStyleClass().add("tile-failed");
    mark.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    setAlignment(mark, Pos.TOP_RIGHT);
    Region outline = new Region();
    outline.getStyleClass().add("tile-outline");
    outline.setMouseTransparent(true);
    getChildren().addAll(picture, caption, mark, outline);
    show((ImageItem) null);
  }

  /** Shows another image, or nothing. */
  void show(@Nullable ImageItem next) {
    if (next == item && next != null) {
      return;
    }
    if (item != null) {
      item.classification().removeListener(listener);
    }
    item = next;
    setVisible(next != null);
    picture.show(next == null ? null : next.path());
    if (next != null) {
      next.classification().addListener(listener);
      show(next.now());
    }
  }

  @Nullable ImageItem item() {
    return item;
  }

  void setChosen(boolean chosen) {
    pseudoClassStateChanged(CHOSEN, chosen);
  }

  private void show(Classification now) {
    ImageItem shown = item;
    if (shown == null) {
      return;
    }
    List<Prediction> top = now.top();
    boolean failed = now.state() == State.FAILED;
    mark.setVisible(failed);
    caption.setVisible(!top.isEmpty() || failed || now.state() == State.WORKING);
    className.setText(failed ? "failed" : top.isEmpty() ? "…" : top.get(0).className());
    percent.setText(
        top.isEmpty() ? "" : String.format(Locale.ROOT, "%.0f", 100 * top.get(0).probability()));
    caption.setOpacity(now.pending() && !top.isEmpty() ? 0.6 : 1);
    if (now.state() == State.DONE) {
      picture.retry();
    }
    setAccessibleText(shown.name() + ": " + ResultText.line(now));
  }

  /** The picture shown; null before it is there. */
  @Nullable Image image() {
    return picture.image();
  }
}
