package org.alexnetstudio.ui.explore;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.session.Answer;

/** The layers of the network with their numbers. */
final class LayersModel {
  /** What the numbers are of. */
  enum Quantity {
    /** Kernels. */
    WEIGHTS("Weights"),
    /** What the layers make of the image. */
    ACTIVATIONS("Activations");

    private final String words;

    Quantity(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private final ExploreModel explore;
  private final ObjectProperty<Quantity> quantity = new SimpleObjectProperty<>(Quantity.WEIGHTS);
  private final ReadOnlyObjectWrapper<List<LayerRow>> rows = new ReadOnlyObjectWrapper<>(List.of());

  LayersModel(ExploreModel explore) {
    this.explore = explore;
    explore.overview().answer().addListener((value, before, now) -> arrange());
    quantity.addListener((value, before, now) -> arrange());
    explore.surgery().addListener((value, before, now) -> arrange());
    arrange();
  }

  private void arrange() {
    Answer<Overview> answer = explore.overview().answer().get();
    List<LayerInfo> layers = answer == null ? List.of() : answer.value().layers();
    List<LayerRow> next = new ArrayList<>();
    for (LayerInfo layer : layers) {
      boolean shaped =
          layer.index() == 0
              || layer.weights() != null
              || !LayerText.shape(layers.get(layer.index() - 1)).equals(LayerText.shape(layer));
      next.add(
          new LayerRow(
              layer,
              shaped,
              quantity.get() == Quantity.WEIGHTS ? layer.weights() : layer.activations(),
              changed(explore.surgery().get(), layer.index())));
    }
    rows.set(List.copyOf(next));
  }

  private static int changed(Surgery surgery, int layer) {
    return (int) surgery.scales().keySet().stream().filter(each -> each.layer() == layer).count();
  }

  ObjectProperty<Quantity> quantity() {
    return quantity;
  }

  /** The input first; empty as long as nothing is known. */
  ReadOnlyObjectProperty<List<LayerRow>> rows() {
    return rows.getReadOnlyProperty();
  }
}
