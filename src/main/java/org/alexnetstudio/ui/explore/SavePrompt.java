package org.alexnetstudio.ui.explore;

import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Window;
import org.alexnetstudio.ui.fx.FilePrompts.Kind;
import org.jspecify.annotations.Nullable;

/** Asks where to write a file. */
@FunctionalInterface
interface SavePrompt {
  /** The file; none where it was cancelled. */
  Optional<Path> save(@Nullable Window owner, String title, Kind kind, String name);
}
