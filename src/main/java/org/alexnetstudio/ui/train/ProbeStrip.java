package org.alexnetstudio.ui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.Scrolling;
import org.jspecify.annotations.Nullable;

/** The pinned pictures one below the other, of which one is chosen, and a tile that adds one. */
final class ProbeStrip extends ScrollPane {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private static final double RIM = 4;
  private static final double SCROLL_BAR = 12;

  private final ProbePictures pictures;
  private final Consumer<String> choose;
  private final VBox tiles = new VBox(8);
  private final Button add;
  private final List<String> images = new ArrayList<>();
  private final List<Button> buttons = new ArrayList<>();
  private double side = 56;

  ProbeStrip(ProbePictures pictures, Consumer<String> choose, Command addPicture) {
    this.pictures = pictures;
    this.choose = choose;
    add = addPicture.iconButton("mdal-add");
    add.getStyleClass().setAll("button", "probe-tile", "probe-add");
    getStyleClass().addAll("tile-scroll", "probe-strip");
    setContent(tiles);
    Scrolling.drawDirectly(this);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(false);
    setMinSize(USE_PREF_SIZE, 0);
    tiles.heightProperty().addListener((value, before, now) -> fitWidth());
    heightProperty().addListener((value, before, now) -> fitWidth());
    tiles.getStyleClass().add("probe-tiles");
    tiles.getChildren().add(add);
  }

  void show(List<String> shown, @Nullable String chosen) {
    if (!shown.equals(images)) {
      images.clear();
      images.addAll(shown);
      buttons.clear();
      images.forEach(each -> buttons.add(tile(each)));
      tiles.getChildren().setAll(buttons);
      tiles.getChildren().add(add);
      setSide(side);
    }
    for (int i = 0; i < images.size(); i++) {
      boolean isChosen = images.get(i).equals(chosen);
      buttons.get(i).pseudoClassStateChanged(CHOSEN, isChosen);
      buttons
          .get(i)
          .setAccessibleText(
              MapsModel.fileName(images.get(i)) + (isChosen ? ", its maps are shown" : ""));
    }
  }

  private Button tile(String image) {
    ProbePicture picture = new ProbePicture();
    picture.show(pictures.of(image));
    Button tile = new Button(null, picture);
    tile.getStyleClass().setAll("button", "probe-tile");
    tile.setTooltip(new Tooltip(MapsModel.fileName(image)));
    tile.setOnAction(event -> choose.accept(image));
    return tile;
  }

  /** The side of a tile in pixels. */
  void setSide(double newSide) {
    side = newSide;
    for (Button tile : buttons) {
      ((ProbePicture) tile.getGraphic()).setSide(side);
    }
    add.setMinSize(side, side);
    add.setPrefSize(side, side);
    fitWidth();
  }

  /** The scroll bar, where there is one, stands beside the tiles. */
  private void fitWidth() {
    boolean scrolls = tiles.getHeight() > getHeight() && getHeight() > 0;
    setPrefWidth(side + 2 * RIM + (scrolls ? SCROLL_BAR : 0));
  }
}
