package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.*;
import javafx.beans.value.*;
import javafx.scene.layout.Pane;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.fx.*;
import org.jspecify.annotations.Nullable;

public final class ClassifyView extends Pane {
  public ClassifyView(
      Studio s,
      ReadOnlyObjectProperty<@Nullable Path> m,
      ObservableBooleanValue t,
      Command o,
      Command w,
      Consumer<Path> p,
      ObservableValue<Palette> pal) {}

  public void add(List<Path> p) {}

  public List<Command> commands() {
    return List.of();
  }
}
