package org.alexnetstudio.ui.classify;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Asks for files by the system's dialogs. */
interface FilePrompt {
  /** Images to classify; none where it was cancelled. */
  List<Path> openImages(@Nullable Window owner);

  /** A folder of images. */
  Optional<Path> openFolder(@Nullable Window owner);

  /** Where to write a file of a kind, such as "CSV" of "*.csv". */
  Optional<Path> save(@Nullable Window owner, String name, String kind, String pattern);

  /** The system's dialogs. */
  FilePrompt SYSTEM =
      new FilePrompt() {
        @Override
        public List<Path> openImages(@Nullable Window owner) {
          FileChooser chooser = new FileChooser();
          chooser.setTitle("Open images");
          chooser
              .getExtensionFilters()
              .addAll(
                  new FileChooser.ExtensionFilter(
                      "Images",
                      List.of(
                          "*.jpg", "*.jpeg", "*.png", "*.gif", "*.bmp", "*.tif", "*.tiff", "*.webp",
                          "*.JPG", "*.JPEG", "*.PNG", "*.TIF", "*.WEBP")),
                  new FileChooser.ExtensionFilter("All files", "*.*"));
          List<File> files = chooser.showOpenMultipleDialog(owner);
          return files == null ? List.of() : files.stream().map(File::toPath).toList();
        }

        @Override
        public Optional<Path> openFolder(@Nullable Window owner) {
          DirectoryChooser chooser = new DirectoryChooser();
          chooser.setTitle("Open a folder of images");
          return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
        }

        @Override
        public Optional<Path> save(
            @Nullable Window owner, String name, String kind, String pattern) {
          FileChooser chooser = new FileChooser();
          chooser.setTitle("Save " + kind);
          chooser.setInitialFileName(name);
          chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, pattern));
          return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
        }
      };
}
