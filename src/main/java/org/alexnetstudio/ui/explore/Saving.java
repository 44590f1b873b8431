package org.alexnetstudio.ui.explore;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Window;
import org.alexnetstudio.session.ImageFiles;
import org.alexnetstudio.ui.fx.ErrorDialog;
import org.alexnetstudio.ui.fx.FilePrompts.Kind;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.fx.Raster;
import org.jspecify.annotations.Nullable;

/** Writes pictures and numbers into files, or onto the clipboard. */
final class Saving {
  private static final Kind PNG = Kind.of("PNG picture", "png");
  private static final Kind NPY = Kind.of("NumPy array", "npy");
  private static final int ENLARGED = 8;

  private final Node pane;
  private final ImageFiles files;
  private final SavePrompt prompt;

  /** Dialogs appear over the window of {@code pane}. */
  Saving(Node pane, ImageFiles files, SavePrompt prompt) {
    this.pane = pane;
    this.files = files;
    this.prompt = prompt;
  }

  /** What can be done with one thing; disabled while there is none. */
  Menu menu(String title, Supplier<@Nullable Saveable> what) {
    Menu menu = new Menu(title);
    menu.getItems()
        .addAll(
            item("PNG, a pixel for each number…", what, shown -> png(shown, 1)),
            item("PNG, enlarged " + ENLARGED + " ×…", what, shown -> png(shown, ENLARGED)),
            item("NumPy array (.npy)…", what, this::npy),
            item("Copy the picture", what, Saving::copy));
    menu.setOnShowing(
        event -> {
          boolean none = what.get() == null;
          menu.getItems().forEach(each -> each.setDisable(none));
        });
    return menu;
  }

  private static MenuItem item(
      String text,
      Supplier<@Nullable Saveable> what,
      java.util.function.Consumer<Saveable> action) {
    MenuItem item = new MenuItem(text);
    item.setOnAction(
        event -> {
          Saveable shown = what.get();
          if (shown != null) {
            action.accept(shown);
          }
        });
    return item;
  }

  private void png(Saveable what, int scale) {
    write(what.name() + ".png", PNG, file -> files.writePng(file, what.enlarged(scale)));
  }

  private void npy(Saveable what) {
    write(what.name() + ".npy", NPY, file -> files.writeNpy(file, what.values(), what.shape()));
  }

  private void write(String name, Kind kind, Function<Path, CompletableFuture<Path>> writing) {
    Window window = pane.getScene() == null ? null : pane.getScene().getWindow();
    Optional<Path> file = prompt.save(window, "Save " + name, kind, name);
    file.ifPresent(
        chosen ->
            FxThread.whenDone(
                writing.apply(chosen),
                written -> {},
                problem -> ErrorDialog.show(window, problem)));
  }

  private static void copy(Saveable what) {
    ClipboardContent content = new ClipboardContent();
    content.putImage(Raster.imageOf(what.enlarged(1)));
    Clipboard.getSystemClipboard().setContent(content);
  }

  /** Menus of all that a unit has. */
  List<Menu> menus(
      Supplier<@Nullable Saveable> map,
      Supplier<@Nullable Saveable> kernel,
      Supplier<@Nullable Saveable> backward) {
    return List.of(
        menu("Map", map), menu("Kernel", kernel), menu("Picture carried back", backward));
  }
}
