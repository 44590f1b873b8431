package org.alexnetstudio.ui.fx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;

/**
 * The marks on the tiles of a grid: a frame and a word, or a stroke through a tile too small for
 * them. All frames of a kind are one shape: a layer may have thousands.
 */
final class TileMarks extends Pane {
  /** Sides in pixels from which on there is room for a frame, and for a word. */
  private static final int ROOM_FOR_FRAME = 16;

  private static final int ROOM_FOR_WORD = 34;
  private static final int MOST_WORDS = 400;

  TileMarks() {
    setManaged(false);
    setMouseTransparent(true);
  }

  void show(Tiles tiles, Tiling tiling) {
    Map<String, List<PathElement>> lines = new LinkedHashMap<>();
    List<Label> words = new ArrayList<>();
    boolean framed = tiling.tileWidth() >= ROOM_FOR_FRAME && tiling.tileHeight() >= ROOM_FOR_FRAME;
    for (int tile = 0; tile < tiles.count(); tile++) {
      Tiles.Mark mark = tiles.mark(tile);
      if (mark != null) {
        double x = tiling.x(tile);
        double y = tiling.y(tile);
        lines
            .computeIfAbsent(mark.style(), style -> new ArrayList<>())
            .addAll(
                framed
                    ? frame(x, y, tiling.tileWidth(), tiling.tileHeight())
                    : stroke(x, y, tiling.tileWidth(), tiling.tileHeight()));
        if (tiling.tileWidth() >= ROOM_FOR_WORD && words.size() < MOST_WORDS) {
          words.add(word(mark, x, y, tiling));
        }
      }
    }
    getChildren().clear();
    lines.forEach(
        (style, elements) -> {
          Path path = new Path(elements);
          path.getStyleClass().addAll("tile-mark", style);
          path.setManaged(false);
          getChildren().add(path);
        });
    getChildren().addAll(words);
  }

  private static List<PathElement> frame(double x, double y, int width, int height) {
    double left = x + 0.5;
    double top = y + 0.5;
    double right = x + width - 0.5;
    double bottom = y + height - 0.5;
    return List.of(
        new MoveTo(left, top),
        new LineTo(right, top),
        new LineTo(right, bottom),
        new LineTo(left, bottom),
        new LineTo(left, top));
  }

  private static List<PathElement> stroke(double x, double y, int width, int height) {
    return List.of(new MoveTo(x, y + height), new LineTo(x + width, y));
  }

  private static Label word(Tiles.Mark mark, double x, double y, Tiling tiling) {
    Label word = new Label(mark.text());
    word.getStyleClass().addAll("tile-word", mark.style());
    // Its size is known when the style sheet has been read.
    word.layoutXProperty().bind(word.widthProperty().negate().add(x + tiling.tileWidth() - 1));
    word.layoutYProperty().bind(word.heightProperty().negate().add(y + tiling.tileHeight() - 1));
    return word;
  }
}
