package org.alexnetstudio.ui.train;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import org.alexnetstudio.event.ValidationEvent;
import org.alexnetstudio.ui.fx.Icons;
import org.alexnetstudio.ui.fx.Palette;
import org.jspecify.annotations.Nullable;

/** Names the lines and tells their current values. */
final class CurvesLegend extends FlowPane {
  private static final double MARK_WIDTH = 14;

  private final CurvesModel model;
  private List<Entry> entries = List.of();
  private @Nullable Palette palette;

  CurvesLegend(CurvesModel model) {
    this.model = model;
    getStyleClass().add("curves-legend");
    setMinWidth(0);
  }

  /**
   * A line of the picture.
   *
   * @param name of the quantity, or of a compared run
   * @param value as it stands now
   */
  record Entry(String name, String value, CurvesQuantity quantity, CurvesRun run) {
    private boolean isNamedLike(Entry other) {
      return name.equals(other.name) && run == other.run;
    }
  }

  /** What the model has now: four entries of the shown run, one of each compared. */
  static List<Entry> entries(CurvesModel model, boolean narrow) {
    List<Entry> entries = new ArrayList<>();
    CurvesRun shown = model.shown().get();
    if (!shown.isEmpty()) {
      CurvesValues values = model.currentValues(shown);
      for (CurvesQuantity each : CurvesQuantity.values()) {
        entries.add(new Entry(each.label(narrow), value(values, each), each, shown));
      }
    }
    for (CurvesRun run : model.comparisons().runs()) {
      CurvesQuantity loss = CurvesQuantity.TRAINING_LOSS;
      entries.add(new Entry(run.name(), value(model.currentValues(run), loss), loss, run));
    }
    return entries;
  }

  private static String value(@Nullable CurvesValues values, CurvesQuantity quantity) {
    if (quantity == CurvesQuantity.TRAINING_LOSS) {
      return values == null ? "…" : CurvesText.loss(values.loss());
    }
    ValidationEvent validation = values == null ? null : values.validation();
    if (validation == null) {
      return quantity.isLoss() ? "–" : "after epoch 1";
    }
    double value = quantity.of(validation);
    return quantity.isLoss() ? CurvesText.loss(value) : CurvesText.percent(value / 100);
  }

  /** Shows what the model has now. */
  void update(Palette nowPalette, boolean narrow) {
    List<Entry> now = entries(model, narrow);
    boolean same = nowPalette.equals(palette) && now.size() == entries.size();
    for (int i = 0; same && i < now.size(); i++) {
      same = now.get(i).isNamedLike(entries.get(i));
    }
    entries = now;
    palette = nowPalette;
    if (!same) {
      getChildren().setAll(now.stream().map(each -> node(each, nowPalette)).toList());
    }
    // In place, so that a button keeps the focus.
    for (int i = 0; i < now.size(); i++) {
      ((Node) getChildren().get(i)).value.setText(now.get(i).value());
    }
  }

  /** The same in words, for screen readers. */
  String summary() {
    return String.join(
        ", ", entries.stream().map(each -> each.name() + " " + each.value()).toList());
  }

  private Node node(Entry entry, Palette colours) {
    CurvesRun run = entry.run();
    Line mark = new Line(0, 0, MARK_WIDTH, 0);
    mark.getStyleClass().add("curves-mark");
    // Here and not in a style sheet: the same as on the canvas.
    mark.setStroke(run.style().colour(entry.quantity(), colours));
    for (double dash : run.style().dashes()) {
      mark.getStrokeDashArray().add(dash);
    }
    Node node = new Node(mark, entry.name());
    if (!run.style().isShown()) {
      Runnable removal = () -> model.comparisons().remove(run);
      Button remove = Icons.button("mdal-close", "Remove " + entry.name(), removal);
      remove.getStyleClass().add("curves-remove");
      node.getChildren().add(remove);
    }
    return node;
  }

  private static final class Node extends HBox {
    private final Label value = new Label();

    Node(Line mark, String nameText) {
      getStyleClass().add("curves-entry");
      setAlignment(Pos.CENTER_LEFT);
      Label name = new Label(nameText);
      name.getStyleClass().add("text-muted");
      name.setMinWidth(Region.USE_PREF_SIZE);
      value.getStyleClass().add("text-strong");
      value.setMinWidth(Region.USE_PREF_SIZE);
      getChildren().addAll(mark, name, value);
    }
  }
}
