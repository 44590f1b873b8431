package org.alexnetstudio.ui.explore;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.Icons;

/** Mutes and scales the unit, and says what that does to the likeliest classes. */
final class SurgerySection extends VBox {
  private static final PseudoClass UP = PseudoClass.getPseudoClass("up");
  private static final PseudoClass DOWN = PseudoClass.getPseudoClass("down");
  private static final double SLIDER_MOST = 2;

  private final ExploreModel model;
  private final ToggleButton mute = new ToggleButton("Mute", Icons.of("mdmz-volume_off"));
  private final Slider slider = new Slider(0, SLIDER_MOST, 1);
  private final TextField typed = new TextField();
  private final Hyperlink restore = new Hyperlink("Restore all");
  private final Label hint = ProblemBox.wrapped("");
  private final GridPane effects = new GridPane();

  /** Whether the last change is one that goes on. */
  private boolean dragged;

  /** Whether the controls follow the model at the moment, not the user. */
  private boolean filling;

  /** Of the model's unit; {@code undo} takes the last change back. */
  SurgerySection(ExploreModel model, Command undo) {
    this.model = model;
    getStyleClass().add("unit-section");
    setId("surgery");
    getChildren().addAll(head(undo), controls(), hint, effects);
    hint.getStyleClass().addAll("text-muted", "text-small");
    effects.getStyleClass().add("surgery-effects");
    effects.setId("surgery-effects");
    restore.setTooltip(new Tooltip("Give all units back as they were"));
    restore.setId("restore-all");
    restore.setOnAction(event -> model.restoreAll());
    model.surgery().addListener((value, before, now) -> show());
    model.unit().addListener((value, before, now) -> show());
    model.layer().addListener((value, before, now) -> show());
    model.overview().answer().addListener((value, before, now) -> showEffects());
    model.untouched().answer().addListener((value, before, now) -> showEffects());
    show();
  }

  private HBox head(Command undo) {
    Label promise = Headings.caption("Never written to the run");
    promise.setMinWidth(0);
    promise.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(promise, Priority.ALWAYS);
    Button back = undo.button(Icons.of("mdmz-undo"));
    back.setText("Undo");
    back.getStyleClass().addAll("flat", "small");
    back.setMinWidth(USE_PREF_SIZE);
    HBox row = new HBox(8, Headings.of("What if"), promise, back);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private HBox controls() {
    mute.setId("mute");
    mute.setMinWidth(USE_PREF_SIZE);
    mute.setTooltip(new Tooltip("Set the unit's output to 0, or give it back"));
    mute.setOnAction(event -> model.mute(mute.isSelected()));
    slider.setId("unit-scale");
    slider.setAccessibleText("Scale of the unit's output");
    slider.setTooltip(new Tooltip("Multiply the unit's output (Left, Right)"));
    slider.setBlockIncrement(0.1);
    slider.setMinWidth(60);
    slider.setPrefWidth(60);
    HBox.setHgrow(slider, Priority.ALWAYS);
    slider
        .valueProperty()
        .addListener(
            (value, before, now) -> {
              if (!filling) {
                typed.setText(number(now.floatValue()));
                apply();
              }
            });
    slider.valueChangingProperty().addListener((value, before, now) -> apply());
    model.busy().addListener((value, before, now) -> apply());
    typed.setId("unit-scale-typed");
    typed.setAccessibleText("Scale of the unit's output, typed");
    typed.setTooltip(
        new Tooltip("A factor from 0 to " + Math.round(Surgery.MOST) + "; Enter takes it"));
    typed.setPrefColumnCount(3);
    typed.setMinWidth(USE_PREF_SIZE);
    typed.getStyleClass().add("mono");
    typed.setOnAction(event -> take());
    typed
        .focusedProperty()
        .addListener(
            (value, before, now) -> {
              if (!now) {
                take();
              }
            });
    Label name = Headings.caption("Scale");
    Label times = Headings.caption("×");
    HBox row = new HBox(8, mute, name, slider, times, typed);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /** Takes the slider's place. While it is dragged that is one change, as fast as answers come. */
  private void apply() {
    float factor = hundredths(slider.getValue());
    boolean dragging = slider.isValueChanging();
    if (factor != shown(factor()) && !(dragging && model.busy().get())) {
      boolean goesOn = dragged;
      dragged = dragging;
      if (goesOn) {
        model.scaleOn(factor);
      } else {
        model.scale(factor);
      }
    }
    dragged &= dragging;
  }

  private void take() {
    boolean taken = false;
    try {
      float factor = Float.parseFloat(typed.getText().strip().replace(',', '.'));
      taken = factor >= 0 && factor <= Surgery.MOST;
      if (taken) {
        model.scale(hundredths(factor));
      }
    } catch (NumberFormatException e) {
      taken = false;
    }
    show();
    if (!taken) {
      hint.setText("A factor is a number from 0 to " + Math.round(Surgery.MOST) + ", such as 0.5.");
    }
  }

  private float factor() {
    return model.surgery().get().of(new Surgery.Unit(model.layer().get(), model.unit().get()));
  }

  private static float hundredths(double factor) {
    return Math.round(factor * 100) / 100f;
  }

  /** Where a factor stands on the slider. */
  private static float shown(float factor) {
    return hundredths(Math.min(SLIDER_MOST, factor));
  }

  private static String number(float factor) {
    String text = String.valueOf(hundredths(factor));
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private void show() {
    float factor = factor();
    mute.setSelected(factor == 0);
    if (!slider.isValueChanging()) {
      filling = true;
      slider.setValue(shown(factor));
      typed.setText(number(factor));
      filling = false;
    }
    showEffects();
  }

  private void showEffects() {
    Surgery surgery = model.surgery().get();
    int changed = surgery.scales().size();
    hint.setText(
        changed == 0
            ? "Mute or scale the unit to see what the network says without it."
            : (changed == 1 ? "One unit is changed" : changed + " units are changed")
                + ", in this workspace only: Classify asks, and explains, the network as it is.");
    effects.getChildren().clear();
    Answer<Overview> before = model.untouched().answer().get();
    Answer<Overview> after = model.overview().answer().get();
    boolean compared = changed > 0 && before != null && after != null;
    effects.setVisible(compared);
    effects.setManaged(compared);
    if (before == null || after == null || changed == 0) {
      return;
    }
    List<SurgeryEffect> rows = SurgeryEffect.of(before.value().top(), after.value().top());
    for (int i = 0; i < rows.size(); i++) {
      row(i, rows.get(i));
    }
    effects.add(restore, 0, rows.size(), 5, 1);
  }

  private void row(int row, SurgeryEffect effect) {
    Label name = new Label(effect.className());
    name.setMinWidth(0);
    name.setMaxWidth(Double.MAX_VALUE);
    name.setTooltip(new Tooltip(effect.className()));
    GridPane.setHgrow(name, Priority.ALWAYS);
    Label before = Headings.caption(effect.before());
    Label arrow = Headings.caption("→");
    Label after = new Label(effect.after());
    after.getStyleClass().add("text-strong");
    Label change = new Label(effect.change());
    change.getStyleClass().add("surgery-change");
    change.pseudoClassStateChanged(UP, effect.direction() > 0);
    change.pseudoClassStateChanged(DOWN, effect.direction() < 0);
    for (Region each : new Region[] {after, change}) {
      each.setMinWidth(USE_PREF_SIZE);
    }
    effects.addRow(row, name, before, arrow, after, change);
  }
}
