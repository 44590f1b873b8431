package org.alexnetstudio.ui.train;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.ui.fx.Choice;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.EmptyState;
import org.alexnetstudio.ui.fx.ErrorDialog;
import org.alexnetstudio.ui.fx.FilePrompts;
import org.alexnetstudio.ui.fx.FilePrompts.Kind;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.fx.Icons;
import org.alexnetstudio.ui.fx.PaneFrame;
import org.alexnetstudio.ui.fx.Raster;
import org.alexnetstudio.ui.fx.Readout;
import org.alexnetstudio.ui.fx.TileGrid;
import org.alexnetstudio.ui.fx.Tiles;
import org.alexnetstudio.ui.fx.Tiling;
import org.alexnetstudio.ui.run.ShownRun;
import org.jspecify.annotations.Nullable;

/** The pane with all filters of the first layer; a click enlarges one. */
public final class FiltersView {
  private static final List<Integer> MAGNIFICATIONS = List.of(1, 4, 8, 16);

  private final FiltersModel model;
  private final BiFunction<Path, Picture, CompletableFuture<Path>> writePng;
  private final PaneFrame frame = new PaneFrame("First-layer filters");
  private final TileGrid grid = new TileGrid(this::enlarge);
  private final Readout readout = new Readout(frame);
  private final VBox content = new VBox(grid, readout);
  private final FilterDetail detail = new FilterDetail();
  private final Enlarged enlarged = new Enlarged("filter", detail, this::moveBy, grid::focus);
  private final Node empty;

  /**
   * The pane of whichever run is on the screen.
   *
   * @param writePng writes a picture into a file, by another thread
   * @param start offered where there is no network yet
   * @param openModel likewise
   */
  public FiltersView(
      ObservableValue<ShownRun> run,
      BiFunction<Path, Picture, CompletableFuture<Path>> writePng,
      Command start,
      Command openModel) {
    this.writePng = writePng;
    model = new FiltersModel(run);
    HBox actions =
        new HBox(
            8,
            start.button(Icons.of("mdmz-play_arrow")),
            openModel.button(Icons.of("mdal-folder_open")));
    actions.getStyleClass().add("empty-actions");
    empty = new EmptyState("mdal-grid_on", "The network has no weights yet.", actions);
    content.getStyleClass().add("pane-body");
    content.visibleProperty().bind(enlarged.visibleProperty().not().and(model.bank().isNotNull()));
    VBox.setVgrow(grid, Priority.ALWAYS);
    frame.setBody(content, empty, enlarged);
    frame.subtitle().bind(model.subtitle());
    frame.chip().bind(model.chip());
    Choice<FiltersModel.Scale> scale =
        new Choice<>(
            "Scale of the colours",
            List.of(FiltersModel.Scale.values()),
            each -> each == FiltersModel.Scale.EACH ? "Each" : "Shared scale");
    scale.value().bindBidirectional(model.scale());
    frame.choices().add(scale);
    frame.more().add(saveMenu());
    model.bank().addListener((value, before, now) -> show(now));
    model.scale().addListener((value, before, now) -> show(model.bank().get()));
    grid.hovered().addListener((value, before, now) -> tell());
    grid.selected().addListener((value, before, now) -> tell());
    show(model.bank().get());
  }

  private Menu saveMenu() {
    Menu menu = new Menu("Save as PNG");
    for (int magnification : MAGNIFICATIONS) {
      MenuItem item = new MenuItem(magnification + " × magnified…");
      item.setOnAction(event -> save(magnification));
      menu.getItems().add(item);
    }
    return menu;
  }

  private void show(@Nullable FilterBank bank) {
    empty.setVisible(bank == null);
    frame.choices().forEach(each -> each.setDisable(bank == null));
    frame.more().forEach(each -> each.setDisable(bank == null));
    if (bank == null) {
      enlarged.close();
      return;
    }
    grid.show(model.tiles(bank));
    tell();
    if (enlarged.isVisible()) {
      fillEnlarged(bank);
    }
  }

  private void tell() {
    FilterBank bank = model.bank().get();
    int filter = grid.hovered().get() >= 0 ? grid.hovered().get() : grid.selected().get();
    if (bank == null || filter < 0 || filter >= bank.filters()) {
      readout.show("", "", "Click a filter to enlarge it");
    } else {
      readout.show("Filter " + filter, FiltersModel.numbers(bank, filter), "Click to enlarge");
    }
  }

  private void enlarge(int filter) {
    FilterBank bank = model.bank().get();
    if (bank != null) {
      fillEnlarged(bank);
      enlarged.open();
    }
  }

  private void moveBy(int count) {
    FilterBank bank = model.bank().get();
    if (bank != null) {
      int next = grid.selected().get() + count;
      grid.selected().set(Math.max(0, Math.min(bank.filters() - 1, next)));
      fillEnlarged(bank);
    }
  }

  private void fillEnlarged(FilterBank bank) {
    int filter = grid.selected().get();
    detail.show(bank, filter);
    enlarged.describe(
        "Filter " + filter,
        "of " + bank.filters() + " · " + bank.layer(),
        model.tiles(bank).name(filter));
  }

  private void save(int magnification) {
    FilterBank bank = model.bank().get();
    if (bank == null) {
      return;
    }
    FilePrompts.save(
            frame.getScene().getWindow(),
            "Save the filters",
            Kind.of("PNG pictures", "png"),
            bank.layer() + "-filters.png")
        .ifPresent(
            file ->
                FxThread.whenDone(
                    writePng.apply(file, picture(bank, magnification)),
                    saved -> {},
                    problem -> ErrorDialog.show(frame.getScene().getWindow(), problem)));
  }

  /** All filters as the pane has them, magnified otherwise. */
  Picture picture(FilterBank bank, int magnification) {
    Tiles tiles = model.tiles(bank);
    Tiling shown = grid.tiling();
    int columns = shown == null ? 16 : shown.columns();
    Tiling tiling =
        new Tiling(
            tiles.count(),
            Math.max(1, tiles.captions().size()),
            columns,
            tiles.width(),
            tiles.height(),
            magnification,
            0);
    Raster raster = new Raster(tiling.totalWidth(), tiling.totalHeight());
    for (int tile = 0; tile < tiles.count(); tile++) {
      raster.draw(
          tiles.argb(tile, tiles.width(), tiles.height()),
          tiles.width(),
          tiling.x(tile),
          tiling.y(tile),
          magnification);
    }
    return new Picture(raster.width(), raster.height(), raster.pixels());
  }

  /** The pane. */
  public PaneFrame frame() {
    return frame;
  }

  /** What is chosen and shown. */
  public FiltersModel model() {
    return model;
  }
}
