package org.alexnetstudio.ui.fx;

import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Outlines around tiles of a grid: of the one under the mouse, and where the keyboard is. */
final class TileOutlines extends Pane {
  private final Region hovered = outline("tile-hovered");
  private final Region selected = outline("tile-selected");
  private final Region focused = outline("tile-focused");

  TileOutlines() {
    setManaged(false);
    setMouseTransparent(true);
    getChildren().addAll(hovered, selected, focused);
  }

  private static Region outline(String style) {
    Region outline = new Region();
    outline.getStyleClass().addAll("grid-outline", style);
    outline.setManaged(false);
    outline.setMouseTransparent(true);
    outline.setVisible(false);
    return outline;
  }

  /** Places them; -1 is no tile. */
  void place(@Nullable Tiling tiling, int hoveredTile, int selectedTile, int focusedTile) {
    place(hovered, tiling, hoveredTile, 2);
    place(selected, tiling, selectedTile, 2);
    place(focused, tiling, focusedTile, 6);
  }

  private static void place(Region outline, @Nullable Tiling tiling, int tile, double outset) {
    outline.setVisible(tiling != null && tile >= 0 && tile < tiling.count());
    if (tiling != null && outline.isVisible()) {
      outline.resizeRelocate(
          tiling.x(tile) - outset,
          tiling.y(tile) - outset,
          tiling.tileWidth() + 2 * outset,
          tiling.tileHeight() + 2 * outset);
    }
  }
}
