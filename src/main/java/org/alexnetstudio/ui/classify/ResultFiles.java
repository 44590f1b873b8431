package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Window;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.session.ImageFiles;
import org.alexnetstudio.session.ShownImage;
import org.alexnetstudio.ui.fx.ErrorDialog;
import org.alexnetstudio.ui.fx.FilePrompts.Kind;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.fx.Raster;
import org.jspecify.annotations.Nullable;

/** Writes results into files, or onto the clipboard. */
final class ResultFiles {
  private final Node workspace;
  private final ImageFiles files;
  private final FilePrompt prompt;
  private final Consumer<String> notice;

  /** Dialogs appear over the window of {@code workspace}; {@code notice} is told one line. */
  ResultFiles(Node workspace, ImageFiles files, FilePrompt prompt, Consumer<String> notice) {
    this.workspace = workspace;
    this.files = files;
    this.prompt = prompt;
    this.notice = notice;
  }

  private @Nullable Window window() {
    Scene scene = workspace.getScene();
    return scene == null ? null : scene.getWindow();
  }

  /** All results as a table. */
  void export(List<ImageItem> items) {
    prompt
        .save(window(), "classes.csv", Kind.of("Comma-separated values", "csv"))
        .ifPresent(path -> tell(files.writeText(path, ResultCsv.of(items))));
  }

  /** One result as a text. */
  static void copy(ImageItem item) {
    ClipboardContent text = new ClipboardContent();
    text.putString(ResultText.copy(item));
    Clipboard.getSystemClipboard().setContent(text);
  }

  /** A picture, where there is one. */
  static void copy(@Nullable Picture picture) {
    if (picture != null) {
      ClipboardContent content = new ClipboardContent();
      content.putImage(Raster.imageOf(picture));
      Clipboard.getSystemClipboard().setContent(content);
    }
  }

  /** One result as a picture. */
  void save(ImageItem item, @Nullable ShownImage shown) {
    Scene look = workspace.getScene();
    if (shown == null || look == null) {
      notice.accept("The image itself can't be shown, so there is no picture to save.");
      return;
    }
    String name = item.name().replaceFirst("\\.[^.]*$", "") + "-classes.png";
    prompt
        .save(window(), name, Kind.of("Picture", "png"))
        .ifPresent(
            path ->
                tell(files.writePng(path, Raster.pictureOf(ResultCard.draw(item, shown, look)))));
  }

  /** Why a class is seen, as a picture; nothing where it is not known. */
  void savePicture(@Nullable Why why, @Nullable Picture explained) {
    if (why != null && explained != null) {
      prompt
          .save(window(), why.fileName() + ".png", Kind.of("Picture", "png"))
          .ifPresent(path -> tell(files.writePng(path, explained)));
    }
  }

  /** Why a class is seen, as numbers; nothing where it is not known. */
  void saveNumbers(@Nullable Why why) {
    if (why != null) {
      Attribution found = why.attribution();
      int[] shape = {found.channels(), found.height(), found.width()};
      prompt
          .save(window(), why.fileName() + ".npy", Kind.of("NumPy array", "npy"))
          .ifPresent(path -> tell(files.writeNpy(path, found.values(), shape)));
    }
  }

  private void tell(CompletableFuture<Path> written) {
    FxThread.whenDone(
        written,
        path -> notice.accept("Saved as " + path),
        problem -> ErrorDialog.show(window(), problem));
  }
}
