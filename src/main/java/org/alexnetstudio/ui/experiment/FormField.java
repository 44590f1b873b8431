package org.alexnetstudio.ui.experiment;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.alexnetstudio.experiment.ExperimentText;
import org.alexnetstudio.experiment.Problem;
import org.jspecify.annotations.Nullable;

/** A field of the form as a view on one value of the text. */
final class FormField {
  private final ExperimentModel model;
  private final FieldSpec spec;
  private final ReadOnlyStringWrapper value = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable FieldError> error = new ReadOnlyObjectWrapper<>();

  FormField(ExperimentModel model, FieldSpec spec) {
    this.model = model;
    this.spec = spec;
    refresh();
  }

  /** Takes over what the text says now. */
  void refresh() {
    ExperimentText text = model.content().get();
    if (text == null || !text.isJson()) {
      return;
    }
    Optional<String> found = text.value(spec.path());
    value.set(shown(found));
    Problem problem =
        text.problems().stream()
            .filter(p -> p.path().equals(spec.path()) || holds(p.path()))
            .findFirst()
            .orElse(null);
    error.set(problem == null ? null : FieldError.of(spec, problem, text, model.sound().get()));
  }

  /** A list's problem stands at the first of its elements that can be typed. */
  private boolean holds(String list) {
    return spec.path().equals(list + "[1]");
  }

  private String shown(Optional<String> found) {
    boolean choice = spec.kind() == FieldSpec.Kind.CHOICE || spec.kind() == FieldSpec.Kind.FLAG;
    String absent = choice && spec.fallback() != null ? spec.fallback() : "";
    String text = found.orElse(absent);
    return spec.kind() == FieldSpec.Kind.NUMBERS && text.startsWith("[") && text.endsWith("]")
        ? text.substring(1, text.length() - 1)
        : text;
  }

  /** A person typed or chose this. */
  void type(String typed) {
    if (!typed.equals(value.get())) {
      model.change(spec.path(), text -> typed(text, typed));
    }
  }

  private ExperimentText typed(ExperimentText text, String typed) {
    boolean optional = spec.fallback() != null;
    if (typed.isEmpty() && optional) {
      return text.without(spec.path());
    }
    return switch (spec.kind()) {
      case TEXT -> text.withText(spec.path(), typed);
      case NUMBERS -> {
        ExperimentText list = text.withJson(spec.path(), "[" + typed + "]");
        yield list.isJson() ? list : text.withText(spec.path(), typed);
      }
      case CHOICE -> {
        ExperimentText chosen = ShapedChoice.choose(text, spec, typed);
        yield chosen == null ? text.with(spec.path(), typed) : chosen;
      }
      case NUMBER, FLAG -> text.with(spec.path(), typed);
    };
  }

  FieldSpec spec() {
    return spec;
  }

  /** What the text says; for choices the default where the key is absent. */
  ReadOnlyStringProperty value() {
    return value.getReadOnlyProperty();
  }

  /** What is wrong with it; null where nothing is. */
  ReadOnlyObjectProperty<@Nullable FieldError> error() {
    return error.getReadOnlyProperty();
  }
}
