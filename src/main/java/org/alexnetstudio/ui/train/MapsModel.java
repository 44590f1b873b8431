package org.alexnetstudio.ui.train;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.alexnetstudio.event.FeatureMaps;
import org.alexnetstudio.event.ProbeSnapshot;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.ui.fx.Numbers;
import org.alexnetstudio.ui.run.ShownRun;
import org.jspecify.annotations.Nullable;

/** What the units of one layer make of one pinned picture, at the step that is shown. */
public final class MapsModel {
  /** How the bars of a fully connected layer stand. */
  public enum Order {
    /** By their numbers. */
    UNITS,
    /** The strongest first. */
    STRENGTH
  }

  private final ObjectProperty<@Nullable String> image = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable String> layer = new SimpleObjectProperty<>();
  private final ObjectProperty<Order> order = new SimpleObjectProperty<>(Order.UNITS);
  private final ReadOnlyObjectWrapper<List<String>> images = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<String>> layers = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<@Nullable FeatureMaps> maps = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper subtitle = new ReadOnlyStringWrapper("");
  private final ObservableValue<@Nullable Snapshot> snapshot;
  private final ObservableValue<String> chip;

  /** Follows whichever run is on the screen. */
  public MapsModel(ObservableValue<ShownRun> run) {
    this(Following.snapshot(run), Following.chip(run));
  }

  MapsModel(ObservableValue<@Nullable Snapshot> snapshot, ObservableValue<String> chip) {
    this.snapshot = snapshot;
    this.chip = chip;
    snapshot.addListener((value, before, now) -> take());
    image.addListener((value, before, now) -> take());
    layer.addListener((value, before, now) -> take());
    take();
  }

  /** What is chosen stays chosen as long as there is such a picture and such a layer. */
  private void take() {
    Snapshot shown = snapshot.getValue();
    List<ProbeSnapshot> probes = shown == null ? List.of() : shown.probes();
    images.set(probes.stream().map(ProbeSnapshot::image).toList());
    ProbeSnapshot probe = null;
    for (ProbeSnapshot each : probes) {
      if (probe == null || each.image().equals(image.get())) {
        probe = each;
      }
    }
    if (probe == null) {
      maps.set(null);
      subtitle.set("");
      return;
    }
    layers.set(probe.maps().stream().map(FeatureMaps::layer).toList());
    FeatureMaps chosen = null;
    for (FeatureMaps each : probe.maps()) {
      if (chosen == null || each.layer().equals(layer.get())) {
        chosen = each;
      }
    }
    subtitle.set(chosen == null ? name(probe) : name(probe) + " · " + size(chosen));
    maps.set(chosen);
    image.set(probe.image());
    if (chosen != null) {
      layer.set(chosen.layer());
    }
  }

  private static String name(ProbeSnapshot probe) {
    return probe.top().isEmpty() ? fileName(probe.image()) : probe.top().get(0).className();
  }

  /** The last part of a path. */
  static String fileName(String path) {
    try {
      Path name = Path.of(path).getFileName();
      return name == null ? path : name.toString();
    } catch (InvalidPathException e) {
      // Of another system.
      return path;
    }
  }

  private static String size(FeatureMaps maps) {
    return isFlat(maps)
        ? maps.units() + " units"
        : maps.units() + " × " + maps.height() + " × " + maps.width();
  }

  /** Whether each unit has one number, as in a fully connected layer. */
  static boolean isFlat(FeatureMaps maps) {
    return maps.height() == 1 && maps.width() == 1;
  }

  /** Goes to the layer after ({@code by} 1) or before (-1), as far as there is one. */
  void moveLayer(int by) {
    move(layers.get(), layer, by);
  }

  /** Goes to the picture after ({@code by} 1) or before (-1), as far as there is one. */
  void moveImage(int by) {
    move(images.get(), image, by);
  }

  private static void move(List<String> all, ObjectProperty<@Nullable String> chosen, int by) {
    String now = chosen.get();
    int next = now == null ? -1 : all.indexOf(now) + by;
    if (next >= 0 && next < all.size()) {
      chosen.set(all.get(next));
    }
  }

  /** The facts of a unit, as the last line of the pane has them. */
  static String numbers(FeatureMaps maps, int unit) {
    if (isFlat(maps)) {
      return "activation " + Numbers.of(maps.mean()[unit]);
    }
    return String.format(
        Locale.ROOT,
        "mean %s   max %s   active %s",
        Numbers.of(maps.mean()[unit]),
        Numbers.of(maps.max()[unit]),
        percent(maps.active()[unit]));
  }

  /** "47 %". */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** The picture chosen; null where there is none. */
  public ObjectProperty<@Nullable String> image() {
    return image;
  }

  /** The layer chosen; null where there is none. */
  public ObjectProperty<@Nullable String> layer() {
    return layer;
  }

  /** How bars stand. */
  public ObjectProperty<Order> order() {
    return order;
  }

  /** The pinned pictures, as events call them. */
  public ReadOnlyObjectProperty<List<String>> images() {
    return images.getReadOnlyProperty();
  }

  /** The layers with maps, from the image to the logits. */
  public ReadOnlyObjectProperty<List<String>> layers() {
    return layers.getReadOnlyProperty();
  }

  /** The maps of picture and layer; null where there are none. */
  public ReadOnlyObjectProperty<@Nullable FeatureMaps> maps() {
    return maps.getReadOnlyProperty();
  }

  /** What the picture is taken for, and the size of the maps. */
  public ReadOnlyStringProperty subtitle() {
    return subtitle.getReadOnlyProperty();
  }

  /** The step where it is not the newest; else empty. */
  public ObservableValue<String> chip() {
    return chip;
  }
}
