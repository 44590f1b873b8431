package org.alexnetstudio.ui.experiment;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.*;
import javafx.beans.value.*;
import javafx.collections.ObservableList;
import javafx.scene.layout.Pane;
import org.alexnetstudio.experiment.*;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.fx.*;
import org.jspecify.annotations.Nullable;

public final class ExperimentView extends Pane {
  private final ReadOnlyObjectWrapper<@Nullable Experiment> e = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable String> p = new ReadOnlyObjectWrapper<>();
  private final StringProperty n = new SimpleStringProperty(""), f = new SimpleStringProperty("");

  public ExperimentView(Studio s, ObservableList<Path> r, ObservableValue<Palette> pal) {}

  public ReadOnlyObjectProperty<@Nullable Experiment> experiment() {
    return e.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable String> problem() {
    return p.getReadOnlyProperty();
  }

  public StringProperty name() {
    return n;
  }

  public StringProperty fileDescription() {
    return f;
  }

  public void openPreset(String name) {
    try {
      e.set(Presets.read(name, java.util.Map.of()));
      n.set(name);
      f.set(name + ".json");
    } catch (org.alexnetstudio.StudioException x) {
      throw new IllegalStateException(x);
    }
  }

  public void open(Path p) {}

  public void trainOn(Path p) {}

  public boolean confirmLeave() {
    return true;
  }

  public List<Command> commands() {
    return List.of();
  }
}
