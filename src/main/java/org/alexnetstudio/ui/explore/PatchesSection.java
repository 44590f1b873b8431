package org.alexnetstudio.ui.explore;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import org.alexnetstudio.insight.ExcitingPatch;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.insight.Patches;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.ui.fx.Latest;

/** The pieces of validation images that the unit answers most strongly. */
final class PatchesSection extends VBox {
  static final int TILE = 55;
  private static final int COLUMNS = 3;
  private static final int GAP = 2;

  private final ExploreModel model;
  private final Latest<Patches> patches;
  private final Consumer<String> tell;
  private final TilePane tiles = new TilePane(GAP, GAP);

  /**
   * Follows the answers.
   *
   * @param tell takes what the mouse is over; empty for nothing
   */
  PatchesSection(ExploreModel model, Consumer<String> tell) {
    this.model = model;
    patches = model.patches();
    this.tell = tell;
    getStyleClass().add("unit-section");
    tiles.setPrefColumns(COLUMNS);
    tiles.setMaxWidth(USE_PREF_SIZE);
    double width = COLUMNS * TILE + (COLUMNS - 1) * GAP;
    setPrefWidth(width);
    setMinWidth(width);
    patches.answer().addListener((value, before, now) -> show());
    patches.problem().addListener((value, before, now) -> show());
    patches.pending().addListener((value, before, now) -> show());
    model.overview().answer().addListener((value, before, now) -> show());
    show();
  }

  private void show() {
    getChildren().setAll(Headings.of("Excite it most"));
    Patches found = patches.answer().get();
    Throwable problem = patches.problem().get();
    if (found != null && !found.strongest().isEmpty()) {
      tiles.getChildren().clear();
      for (ExcitingPatch patch : found.strongest()) {
        tiles.getChildren().add(tile(patch));
      }
      Label caption = ProblemBox.wrapped(origin(found));
      caption.getStyleClass().add("part-caption");
      getChildren().addAll(tiles, caption);
    } else if (problem != null) {
      getChildren().add(new ProblemBox(problem));
    } else {
      Label why =
          ProblemBox.wrapped(
              patches.pending().get()
                  ? "Looking for them…"
                  : "No validation has looked at this unit yet; they come with the next one.");
      why.getStyleClass().addAll("text-muted", "text-small");
      getChildren().add(why);
    }
  }

  /** A run keeps those of its newest validation, whichever of its weights are looked at. */
  private String origin(Patches found) {
    String origin =
        String.format(
            Locale.ROOT,
            "of %,d validation images, epoch %d (step %,d)",
            found.images(),
            found.epoch(),
            found.step());
    Answer<Overview> answer = model.overview().answer().get();
    if (answer == null || answer.weights().live() || answer.weights().step() == found.step()) {
      return origin;
    }
    return String.format(
        Locale.ROOT,
        "%s, the run's newest validation; the weights shown are of step %,d",
        origin,
        answer.weights().step());
  }

  private SmallPicture tile(ExcitingPatch patch) {
    SmallPicture tile = new SmallPicture(TILE);
    tile.show(patch.picture());
    String text = patch.image() + ":  " + Figures.brief(patch.activation());
    tile.setAccessibleText(text);
    tile.setFocusTraversable(true);
    tile.getStyleClass().add("patch-tile");
    Tooltip.install(tile, new Tooltip(text));
    tile.hoverProperty().addListener((value, before, now) -> tell.accept(now ? text : ""));
    tile.focusedProperty().addListener((value, before, now) -> tell.accept(now ? text : ""));
    return tile;
  }
}
