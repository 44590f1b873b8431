package org.alexnetstudio.ui.classify;

import java.util.List;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.alexnetstudio.ui.fx.Maximising;
import org.alexnetstudio.ui.fx.PaneFrame;
import org.jspecify.annotations.Nullable;

/** Where the panes of the workspace stand: by its width, and by what there is to show. */
final class ClassifyLayout extends StackPane {
  /** Below this width the gallery becomes a strip. */
  private static final double NARROW = 1130;

  private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");
  private static final double GAP = 8;
  private static final double GALLERY_WIDTH = 264;
  private static final double TOP_FIVE_WIDTH = 376;
  private static final double TOP_FIVE_NARROW = 320;

  private final PaneFrame empty;
  private final ImagesPane images;
  private final PaneFrame picture;
  private final PaneFrame nearest;
  private final PaneFrame topFive;
  private final Maximising maximising;
  private @Nullable Arrangement arrangement;

  /** Which panes stand where; a change of it moves them. */
  private record Arrangement(
      boolean empty, boolean table, boolean narrow, @Nullable PaneFrame maximised) {}

  ClassifyLayout(
      PaneFrame empty, ImagesPane images, PaneFrame picture, PaneFrame nearest, PaneFrame topFive) {
    this.empty = empty;
    this.images = images;
    this.picture = picture;
    this.nearest = nearest;
    this.topFive = topFive;
    getStyleClass().add("classify-layout");
    setMinSize(0, 0);
    widthProperty().addListener((property, before, now) -> arrange());
    images.table().addListener((property, before, now) -> arrange());
    images.isEmpty().addListener((property, before, now) -> arrange());
    maximising =
        new Maximising("Classify", this, List.of(images.frame(), picture, nearest, topFive));
    maximising.pane().addListener((property, before, now) -> arrange());
    arrange();
  }

  /** A pane that takes all, and the keys for it. */
  Maximising maximising() {
    return maximising;
  }

  /**
   * Sees to it that the nearest images are to be seen, also where there is no room beside others.
   */
  void showNearest() {
    if (nearest.getScene() == null && !images.isEmpty().get()) {
      nearest.maximised().set(true);
    }
  }

  private void arrange() {
    Arrangement next =
        new Arrangement(
            images.isEmpty().get(),
            images.table().get(),
            getWidth() > 0 && getWidth() < NARROW,
            maximising.pane().get());
    if (!Objects.equals(next, arrangement)) {
      arrangement = next;
      getChildren().setAll(arranged(next));
    }
  }

  private Node arranged(Arrangement how) {
    pseudoClassStateChanged(COMPACT, how.narrow());
    images.setStrip(how.narrow() && how.maximised() != images.frame());
    if (how.maximised() != null) {
      return free(how.maximised());
    }
    fixed(topFive, how.narrow() ? TOP_FIVE_NARROW : TOP_FIVE_WIDTH);
    if (how.empty()) {
      return row(free(empty), topFive);
    }
    if (how.table()) {
      return row(free(images.frame()), topFive);
    }
    if (!how.narrow()) {
      VBox middle = new VBox(GAP, free(picture), free(nearest));
      VBox.setVgrow(picture, Priority.ALWAYS);
      return row(fixed(images.frame(), GALLERY_WIDTH), free(middle), topFive);
    }
    HBox upper = row(free(picture), topFive);
    VBox.setVgrow(upper, Priority.ALWAYS);
    free(images.frame()).setMinHeight(Region.USE_PREF_SIZE);
    return new VBox(GAP, upper, images.frame());
  }

  private static HBox row(Region... panes) {
    HBox row = new HBox(GAP, panes);
    row.setMinSize(0, 0);
    return row;
  }

  private static Region fixed(Region pane, double width) {
    pane.setMinSize(width, 0);
    pane.setPrefWidth(width);
    pane.setMaxWidth(width);
    HBox.setHgrow(pane, Priority.NEVER);
    return pane;
  }

  private static Region free(Region pane) {
    pane.setMinSize(0, 0);
    pane.setPrefWidth(Region.USE_COMPUTED_SIZE);
    pane.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(pane, Priority.ALWAYS);
    return pane;
  }
}
