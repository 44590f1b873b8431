package org.alexnetstudio.ui.train;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.alexnetstudio.ui.fx.Icons;

/** A pinned picture with whether it is known, and beside it its likeliest classes. */
final class ProbeCardView extends HBox {
  private static final PseudoClass LAST = PseudoClass.getPseudoClass("last");

  private static final int ROWS = 5;
  private static final int NARROW_ROWS = 3;
  private static final double SIDE = 88;
  private static final double NARROW_SIDE = 56;

  private final ProbePicture picture = new ProbePicture();
  private final Label caption = new Label();
  private final Tooltip tooltip = new Tooltip();
  private final HBox corner = new HBox(caption);
  private final StackPane framed = new StackPane(picture, corner);
  private final VBox rows = new VBox();
  private final List<LikelyRow> likelyRows = new ArrayList<>();
  private boolean narrow;

  ProbeCardView(ProbePictures pictures, String image) {
    getStyleClass().add("probe-card");
    caption.getStyleClass().add("picture-caption");
    caption.setWrapText(true);
    corner.getStyleClass().add("caption-corner");
    corner.setMaxHeight(USE_PREF_SIZE);
    StackPane.setAlignment(corner, Pos.BOTTOM_LEFT);
    framed.setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
    framed.setMaxHeight(USE_PREF_SIZE);
    Tooltip.install(framed, tooltip);
    picture.show(pictures.of(image));
    rows.setAlignment(Pos.CENTER_LEFT);
    rows.setMinWidth(0);
    HBox.setHgrow(rows, Priority.ALWAYS);
    for (int i = 0; i < ROWS; i++) {
      LikelyRow row = new LikelyRow(i == 0);
      VBox.setVgrow(row, Priority.ALWAYS);
      likelyRows.add(row);
    }
    getChildren().addAll(framed, rows);
  }

  void setLast(boolean last) {
    pseudoClassStateChanged(LAST, last);
  }

  void setNarrow(boolean newNarrow) {
    narrow = newNarrow;
    double side = narrow ? NARROW_SIDE : SIDE;
    picture.setSide(side);
    framed.setPrefSize(side, side);
  }

  void show(ProbeCard card) {
    int count = Math.min(card.likely().size(), narrow ? NARROW_ROWS : ROWS);
    for (int i = 0; i < count; i++) {
      likelyRows.get(i).show(card.likely().get(i));
    }
    if (rows.getChildren().size() != count) {
      rows.getChildren().setAll(likelyRows.subList(0, count));
    }
    corner.setVisible(!narrow);
    caption.setText(
        card.label().map(label -> card.right() ? label : "was: " + label).orElse("no label"));
    caption.setGraphic(
        card.label().isEmpty() ? null : Icons.of(card.right() ? "mdal-check" : "mdal-close"));
    String file = MapsModel.fileName(card.image());
    String told =
        card.label()
            .map(label -> "It is " + label + (card.right() ? ": right" : ": wrong"))
            .orElse("Its class is not known");
    tooltip.setText(file + "\n" + told);
    framed.setAccessibleText(file + ". " + told);
  }
}
