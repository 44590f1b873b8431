package org.alexnetstudio.ui.explore;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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
  private final Consumer<String> notice;

  /** Dialogs appear over the window of {@code pane}; {@code notice} is told one line. */
  Saving(Node pane, ImageFiles files, SavePrompt prompt, Consumer<String> notice) {
    this.pane = pane;
    this.files = files;
    this.prompt = prompt;
    this.notice = notice;
  }

  /** What can be done with one thing; disabled while there is none. */
  Menu menu(String title, Supplier<@Nullable Saveable> what) {
    return menu(title, () -> what.get() != null, () -> given(what.get()));
  }

  private static CompletableFuture<Saveable> given(@Nullable Saveable what) {
    CompletableFuture<Saveable> given = new CompletableFuture<>();
    if (what == null) {
      given.cancel(false);
    } else {
      given.complete(what);
    }
    return given;
  }

  /**
   * The same with what has to be asked for.
   *
   * @param there whether there is such a thing
   */
  Menu menu(String title, BooleanSupplier there, Supplier<CompletableFuture<Saveable>> what) {
    Menu menu = new Menu(title);
    menu.getItems()
        .addAll(
            item("PNG, a pixel for each number…", what, shown -> png(shown, 1)),
            item("PNG, enlarged up to " + ENLARGED + " ×…", what, shown -> png(shown, ENLARGED)),
            item("NumPy array (.npy)…", what, this::npy),
            item("Copy the picture", what, Saving::copy));
    menu.setOnShowing(
        event -> menu.getItems().forEach(each -> each.setDisable(!there.getAsBoolean())));
    return menu;
  }

  private MenuItem item(
      String text, Supplier<CompletableFuture<Saveable>> what, Consumer<Saveable> action) {
    MenuItem item = new MenuItem(text);
    item.setOnAction(
        event ->
            FxThread.whenDone(what.get(), action, problem -> ErrorDialog.show(window(), problem)));
    return item;
  }

  private @Nullable Window window() {
    return pane.getScene() == null ? null : pane.getScene().getWindow();
  }

  private void png(Saveable what, int scale) {
    write(what.name() + ".png", PNG, file -> files.drawPng(file, () -> what.enlarged(scale)));
  }

  private void npy(Saveable what) {
    write(what.name() + ".npy", NPY, file -> files.writeNpy(file, what.values(), what.shape()));
  }

  private void write(String name, Kind kind, Function<Path, CompletableFuture<Path>> writing) {
    Optional<Path> file = prompt.save(window(), "Save " + name, kind, name);
    file.ifPresent(
        chosen ->
            FxThread.whenDone(
                writing.apply(chosen),
                written -> notice.accept("Saved as " + written),
                problem -> ErrorDialog.show(window(), problem)));
  }

  private static void copy(Saveable what) {
    ClipboardContent content = new ClipboardContent();
    content.putImage(Raster.imageOf(what.enlarged(1)));
    Clipboard.getSystemClipboard().setContent(content);
  }
}
