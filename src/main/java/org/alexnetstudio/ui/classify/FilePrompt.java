package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.Window;
import org.alexnetstudio.ui.fx.FilePrompts;
import org.alexnetstudio.ui.fx.FilePrompts.Kind;
import org.jspecify.annotations.Nullable;

/** Asks for files by the system's dialogs. */
interface FilePrompt {
  /** Images to classify; none where it was cancelled. */
  List<Path> openImages(@Nullable Window owner);

  /** A folder of images. */
  Optional<Path> openFolder(@Nullable Window owner);

  /** Where to write a file of a kind; {@code name} is proposed. */
  Optional<Path> save(@Nullable Window owner, String name, Kind kind);

  /** The system's dialogs. */
  FilePrompt SYSTEM =
      new FilePrompt() {
        @Override
        public List<Path> openImages(@Nullable Window owner) {
          return FilePrompts.openSeveral(owner, "Open images", Kind.IMAGES);
        }

        @Override
        public Optional<Path> openFolder(@Nullable Window owner) {
          return FilePrompts.folder(owner, "Open a folder of images", Path.of(""));
        }

        @Override
        public Optional<Path> save(@Nullable Window owner, String name, Kind kind) {
          return FilePrompts.save(owner, "Save " + kind.name(), kind, name);
        }
      };
}
