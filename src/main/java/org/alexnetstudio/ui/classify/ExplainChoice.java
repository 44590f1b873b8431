package org.alexnetstudio.ui.classify;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Which class is explained: the likeliest of each image, or one that is chosen. */
final class ExplainChoice extends HBox {
  /** In place of a class: the likeliest. */
  private static final int LIKELIEST = -1;

  private final WhyModel model;
  private final ComboBox<Integer> box = new ComboBox<>();
  private List<String> names = List.of();

  /** The name of the likeliest class of the image that is shown; empty before it is known. */
  private String first = "";

  /** Whether the classes become others, by which none is chosen. */
  private boolean filling;

  ExplainChoice(WhyModel model) {
    super(8);
    this.model = model;
    Label label = new Label("Explain");
    label.setMinWidth(Region.USE_PREF_SIZE);
    box.setId("explain");
    box.setMaxWidth(Double.MAX_VALUE);
    box.setMinWidth(0);
    box.setPrefWidth(0);
    box.setAccessibleText("Class that is explained");
    box.setTooltip(new Tooltip("The class whose evidence is shown in the image"));
    box.setCellFactory(list -> new ClassName());
    box.setButtonCell(new ClassName());
    box.getItems().setAll(LIKELIEST);
    box.setValue(LIKELIEST);
    box.valueProperty()
        .addListener(
            (value, before, now) -> {
              if (now != null && !filling) {
                model
                    .wanted()
                    .set(now == LIKELIEST ? null : new ExplainedClass(now, names.get(now)));
              }
            });
    model.latest().answer().addListener((value, before, now) -> show(now));
    model.wanted().addListener((value, before, now) -> choose(now));
    setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(box, Priority.ALWAYS);
    getChildren().addAll(label, box);
  }

  private void show(@Nullable Why why) {
    if (why == null) {
      return;
    }
    first = why.overview().classNames().get(model.likeliest(why.overview()));
    if (!why.overview().classNames().equals(names)) {
      names = why.overview().classNames();
      List<Integer> all = new ArrayList<>(List.of(LIKELIEST));
      for (int i = 0; i < names.size(); i++) {
        all.add(i);
      }
      filling = true;
      box.getItems().setAll(all);
      filling = false;
      choose(model.wanted().get());
    }
    // The name of the likeliest may have changed.
    box.setButtonCell(new ClassName());
  }

  /** A class may be chosen elsewhere, also before the names of all are known. */
  private void choose(@Nullable ExplainedClass wanted) {
    filling = true;
    box.setValue(wanted == null ? LIKELIEST : wanted.in(names));
    filling = false;
  }

  private final class ClassName extends ListCell<Integer> {
    @Override
    protected void updateItem(@Nullable Integer item, boolean empty) {
      super.updateItem(item, empty);
      setText(empty || item == null ? "" : text(item));
    }
  }

  private String text(int index) {
    if (index != LIKELIEST) {
      return names.get(index);
    }
    return first.isEmpty() ? "The likeliest class" : first + " (first)";
  }
}
