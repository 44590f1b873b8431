package org.alexnetstudio.ui.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The system's dialogs for files and folders. */
final class Choosers {
  private static final FileChooser.ExtensionFilter IMAGES =
      new FileChooser.ExtensionFilter(
          "Images", "*.jpg", "*.jpeg", "*.JPEG", "*.JPG", "*.png", "*.PNG", "*.gif", "*.bmp",
          "*.tif", "*.tiff", "*.webp");
  private static final FileChooser.ExtensionFilter MODELS =
      new FileChooser.ExtensionFilter("Models", "*.safetensors");

  private final Window owner;

  Choosers(Window owner) {
    this.owner = owner;
  }

  Optional<Path> folder(String title, Path begin) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    if (Files.isDirectory(begin)) {
      chooser.setInitialDirectory(begin.toFile());
    }
    return path(chooser.showDialog(owner));
  }

  Optional<Path> image(String title) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.getExtensionFilters().setAll(IMAGES);
    return path(chooser.showOpenDialog(owner));
  }

  Optional<Path> model(String title, Path begin) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.getExtensionFilters().setAll(MODELS);
    if (Files.isDirectory(begin)) {
      chooser.setInitialDirectory(begin.toFile());
    }
    return path(chooser.showOpenDialog(owner));
  }

  private static Optional<Path> path(@Nullable File chosen) {
    return Optional.ofNullable(chosen).map(File::toPath);
  }
}
