package org.alexnetstudio.ui.experiment;

import java.lang.ref.WeakReference;
import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.util.StringConverter;
import org.alexnetstudio.experiment.ExperimentText;
import org.alexnetstudio.ui.fx.Switch;
import org.jspecify.annotations.Nullable;

/** The control of a field. It shows what the text says, and hands on what a person does. */
final class FieldControl {
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");

  private FieldControl() {}

  static Control of(FormField field, ExperimentModel model) {
    FieldSpec spec = field.spec();
    Control control =
        switch (spec.kind()) {
          case CHOICE -> choice(field);
          case FLAG -> flag(field);
          case NUMBER, NUMBERS, TEXT -> text(field);
        };
    control.setId(spec.path());
    control.setAccessibleText(spec.label());
    control.setTooltip(new Tooltip(tooltip(spec)));
    control.pseudoClassStateChanged(ERROR, field.error().get() != null);
    field
        .error()
        .addListener((value, before, now) -> control.pseudoClassStateChanged(ERROR, now != null));
    enable(control, model.content().get());
    model.content().addListener(new EnabledWhileJson(control));
    return control;
  }

  private static void enable(Control control, @Nullable ExperimentText text) {
    control.setDisable(text == null || !text.isJson());
  }

  /** Holds the control weakly: parts of the form are built anew time and again. */
  private static final class EnabledWhileJson implements ChangeListener<ExperimentText> {
    private final WeakReference<Control> control;

    EnabledWhileJson(Control control) {
      this.control = new WeakReference<>(control);
    }

    @Override
    public void changed(
        ObservableValue<? extends ExperimentText> value,
        ExperimentText before,
        ExperimentText now) {
      Control alive = control.get();
      if (alive == null) {
        value.removeListener(this);
      } else {
        enable(alive, now);
      }
    }
  }

  private static String tooltip(FieldSpec spec) {
    String fallback = spec.fallback();
    return spec.label()
        + ": "
        + spec.path()
        + (fallback == null || fallback.isEmpty() ? "" : ", " + fallback + " where it is left out");
  }

  private static TextField text(FormField field) {
    TextField control = new TextField(field.value().get());
    String fallback = field.spec().fallback();
    control.setPromptText(fallback == null ? "" : fallback.isEmpty() ? "measured" : fallback);
    control.getStyleClass().add(styleOf(field.spec().kind()));
    control.textProperty().addListener((text, before, now) -> field.type(now));
    field
        .value()
        .addListener(
            (value, before, now) -> {
              if (!now.equals(control.getText())) {
                control.setText(now);
              }
            });
    return control;
  }

  private static String styleOf(FieldSpec.Kind kind) {
    return switch (kind) {
      case NUMBER -> "number-field";
      case NUMBERS -> "numbers-field";
      default -> "wide-field";
    };
  }

  private static ComboBox<String> choice(FormField field) {
    ComboBox<String> control = new ComboBox<>();
    List<FieldSpec.Option> options = field.spec().options();
    options.forEach(option -> control.getItems().add(option.value()));
    control.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(String value) {
            return options.stream()
                .filter(option -> option.value().equals(value))
                .map(FieldSpec.Option::name)
                .findFirst()
                .orElse(value == null ? "" : value);
          }

          @Override
          public String fromString(String text) {
            throw new UnsupportedOperationException("the box can't be edited");
          }
        });
    control.setValue(field.value().get());
    control
        .valueProperty()
        .addListener(
            (value, before, now) -> {
              if (now != null) {
                field.type(now);
              }
            });
    field.value().addListener((value, before, now) -> control.setValue(now));
    return control;
  }

  private static Switch flag(FormField field) {
    Switch control = new Switch(field.spec().label());
    control.setSelected(field.value().get().equals("true"));
    control
        .selectedProperty()
        .addListener((value, before, now) -> field.type(Boolean.toString(now)));
    field.value().addListener((value, before, now) -> control.setSelected(now.equals("true")));
    return control;
  }
}
