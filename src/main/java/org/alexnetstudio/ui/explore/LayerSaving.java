package org.alexnetstudio.ui.explore;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.control.Menu;
import org.jspecify.annotations.Nullable;

/** Saves all of a layer: what its units make of the image, and the filters of a convolution. */
final class LayerSaving {
  private LayerSaving() {}

  static List<Menu> menus(ExploreModel explore, UnitsModel units, Saving saving) {
    return List.of(
        saving.menu("Save all maps", () -> maps(units)),
        saving.menu(
            "Save all filters", () -> isConvolution(units.tiles().get()), () -> filters(explore)));
  }

  private static @Nullable Saveable maps(UnitsModel units) {
    UnitTiles shown = units.tiles().get();
    return shown == null ? null : Saveable.maps(shown);
  }

  private static boolean isConvolution(@Nullable UnitTiles shown) {
    return shown != null && shown.layer().type().equals("conv");
  }

  private static CompletableFuture<Saveable> filters(ExploreModel explore) {
    return explore.filters().thenApply(answer -> Saveable.filters(answer.value()));
  }
}
