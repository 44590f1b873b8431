package org.alexnetstudio.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Many small pictures in one image, as large as they can be and all be seen; one control for the
 * keyboard, whose arrow keys select and whose Enter opens.
 */
public final class TileGrid extends Region {
  private static final double SCROLL_BAR = 14;

  /** Around the tiles, so that the outline of one at the edge is whole. */
  private static final double MARGIN = 3;

  private final Pane canvas = new Pane();
  private final ScrollPane scroll = new ScrollPane(canvas);
  private final ImageView image = new ImageView();
  private final List<HBox> captions = new ArrayList<>();
  private final TileOutlines outlines = new TileOutlines();
  private final IntegerProperty hovered = new SimpleIntegerProperty(-1);
  private final IntegerProperty selected = new SimpleIntegerProperty(-1);
  private final TileMarks marks = new TileMarks();
  private final TileSizing sizing = new TileSizing();
  private final IntConsumer open;
  private final IntConsumer walk;

  private @Nullable Tiles tiles;
  private @Nullable Tiling tiling;
  private @Nullable Raster raster;
  private boolean stale;
  private double left;

  /**
   * An empty grid.
   *
   * @param open what a click or Enter does with a tile
   */
  public TileGrid(IntConsumer open) {
    this(open, tile -> {});
  }

  /**
   * An empty grid.
   *
   * @param open what a click or Enter does with a tile
   * @param walk what arrow keys do with the tile that they come to
   */
  public TileGrid(IntConsumer open, IntConsumer walk) {
    this.open = open;
    this.walk = walk;
    getStyleClass().add("tile-grid");
    setMinSize(0, 0);
    scroll.getStyleClass().add("tile-scroll");
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    Scrolling.drawDirectly(scroll);
    getChildren().add(scroll);
    image.setSmooth(false);
    image.setMouseTransparent(true);
    canvas.setFocusTraversable(true);
    canvas.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    canvas.getChildren().addAll(image, marks, outlines);
    canvas.setOnMouseMoved(event -> hovered.set(at(event.getX(), event.getY())));
    canvas.setOnMouseExited(event -> hovered.set(-1));
    canvas.setOnMousePressed(event -> canvas.requestFocus());
    canvas.setOnMouseClicked(
        event -> {
          int tile = at(event.getX(), event.getY());
          if (tile >= 0 && event.getButton() == MouseButton.PRIMARY) {
            selected.set(tile);
            open.accept(tile);
          }
        });
    canvas.setOnKeyPressed(this::pressed);
    canvas
        .focusedProperty()
        .addListener(
            (value, before, now) -> {
              placeOutlines();
              describe();
            });
    hovered.addListener((value, before, now) -> placeOutlines());
    selected.addListener(
        (value, before, now) -> {
          placeOutlines();
          describe();
          reveal();
        });
  }

  /** Shows other pictures, or others of the same kind. */
  public void show(Tiles shown) {
    tiles = shown;
    sizing.take(shown);
    stale = true;
    if (selected.get() >= shown.count()) {
      selected.set(shown.count() - 1);
    }
    hovered.set(Math.min(hovered.get(), shown.count() - 1));
    setCaptions(shown.captions());
    describe();
    requestLayout();
  }

  private void setCaptions(List<Tiles.Caption> texts) {
    canvas.getChildren().removeAll(captions);
    captions.clear();
    for (Tiles.Caption text : texts) {
      Label name = new Label(text.name());
      name.getStyleClass().add("text-strong");
      Label members = new Label(text.members());
      HBox caption = new HBox(8, name, members);
      caption.getStyleClass().add("grid-caption");
      captions.add(caption);
    }
    canvas.getChildren().addAll(captions);
  }

  /** The tile under the mouse; -1 for none. */
  public IntegerProperty hovered() {
    return hovered;
  }

  /** The tile that the keyboard is at; -1 for none. */
  public IntegerProperty selected() {
    return selected;
  }

  /** Where the tiles stand; null before the first layout. */
  public @Nullable Tiling tiling() {
    return tiling;
  }

  /**
   * Enlarges the tiles ({@code by} 1) or makes them smaller (-1), until they are fitted again or
   * others are shown.
   */
  public void zoom(int by) {
    Tiles shown = tiles;
    if (tiling != null && shown != null) {
      sizing.zoom(shown, tiling, by, getWidth() - SCROLL_BAR);
      requestLayout();
    }
  }

  /** Makes the tiles as large as they can be and all be seen, which they are until enlarged. */
  public void zoomToFit() {
    sizing.fit();
    requestLayout();
  }

  /** Rather scrolls than that small tiles leave much of it empty. */
  public void setRoomy() {
    sizing.setRoomy();
  }

  /** Takes the keyboard. */
  public void focus() {
    canvas.requestFocus();
  }

  @Override
  protected void layoutChildren() {
    Tiles shown = tiles;
    double width = snapSizeX(getWidth());
    double height = snapSizeY(getHeight());
    if (shown == null || width < 1 || height < 1) {
      return;
    }
    int caption = captions.isEmpty() ? 0 : (int) Math.ceil(captionHeight());
    Tiling fitted = fit(shown, width, height, caption);
    boolean scrolls = fitted.totalHeight() + 2 * MARGIN > height;
    if (scrolls) {
      fitted = fit(shown, width - SCROLL_BAR, height, caption);
    }
    scroll.setVbarPolicy(
        scrolls ? ScrollPane.ScrollBarPolicy.ALWAYS : ScrollPane.ScrollBarPolicy.NEVER);
    scroll.resizeRelocate(0, 0, width, height);
    double across = scrolls ? width - SCROLL_BAR : width;
    canvas.setPrefSize(across, Math.max(height, fitted.totalHeight() + 2 * MARGIN));
    left = Math.max(MARGIN, Math.floor((across - fitted.totalWidth()) / 2));
    draw(shown, fitted);
    image.relocate(left, MARGIN);
    marks.relocate(left, MARGIN);
    outlines.relocate(left, MARGIN);
    for (int group = 0; group < captions.size(); group++) {
      captions
          .get(group)
          .resizeRelocate(
              left, MARGIN + fitted.groupY(group), fitted.totalWidth(), fitted.caption());
    }
    placeOutlines();
  }

  private double captionHeight() {
    captions.forEach(Region::applyCss);
    return captions.stream().mapToDouble(each -> each.prefHeight(-1)).max().orElse(0);
  }

  private Tiling fit(Tiles shown, double width, double height, int caption) {
    return sizing.tiling(shown, width - 2 * MARGIN, height - 2 * MARGIN, caption);
  }

  private void draw(Tiles shown, Tiling fitted) {
    Raster target = raster;
    if (target == null || !fitted.equals(tiling)) {
      // Where nothing but the pixels of the tiles is new, the image is used again.
      target = new Raster(fitted.totalWidth(), fitted.totalHeight());
      image.setImage(target.image());
      raster = target;
      tiling = fitted;
      stale = true;
    }
    if (stale) {
      for (int tile = 0; tile < shown.count(); tile++) {
        target.draw(
            shown.argb(tile, fitted.width(), fitted.height()),
            fitted.width(),
            fitted.x(tile),
            fitted.y(tile),
            fitted.scale());
      }
      target.publish();
      marks.show(shown, fitted);
      stale = false;
    }
  }

  private int at(double x, double y) {
    return tiling == null ? -1 : tiling.at(x - left, y - MARGIN);
  }

  private void placeOutlines() {
    int selectedTile = selected.get();
    outlines.place(
        tiling, hovered.get(), selectedTile, canvas.isFocused() ? Math.max(0, selectedTile) : -1);
  }

  private void describe() {
    Tiles shown = tiles;
    int tile = canvas.isFocused() ? Math.max(0, selected.get()) : selected.get();
    boolean named = shown != null && tile >= 0 && tile < shown.count();
    canvas.setAccessibleText(shown == null || !named ? null : shown.name(tile));
    canvas.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
  }

  private void reveal() {
    Tiling placed = tiling;
    double hidden = placed == null ? 0 : placed.totalHeight() + 2 * MARGIN - getHeight();
    if (placed == null || hidden <= 0 || selected.get() < 0) {
      return;
    }
    double top = scroll.getVvalue() * hidden;
    int y = placed.y(selected.get());
    double wanted = Math.min(y, Math.max(top, y + placed.tileHeight() + 2 * MARGIN - getHeight()));
    scroll.setVvalue(wanted / hidden);
  }

  private void pressed(KeyEvent event) {
    Tiling placed = tiling;
    if (placed == null || event.isShortcutDown() || event.isAltDown() || event.isShiftDown()) {
      return;
    }
    // The first arrow goes to the tile that the outline is at.
    boolean fresh = selected.get() < 0;
    int tile = Math.max(0, selected.get());
    switch (event.getCode()) {
      case LEFT -> walkTo(fresh ? 0 : Math.max(0, tile - 1));
      case RIGHT -> walkTo(fresh ? 0 : Math.min(placed.count() - 1, tile + 1));
      case UP -> walkTo(fresh ? 0 : placed.beside(tile, -1));
      case DOWN -> walkTo(fresh ? 0 : placed.beside(tile, 1));
      case HOME -> walkTo(0);
      case END -> walkTo(placed.count() - 1);
      case ENTER -> {
        selected.set(tile);
        open.accept(tile);
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void walkTo(int tile) {
    selected.set(tile);
    walk.accept(tile);
  }
}
