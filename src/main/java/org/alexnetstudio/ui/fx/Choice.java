package org.alexnetstudio.ui.fx;

import atlantafx.base.layout.InputGroup;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.StackPane;
import javafx.util.StringConverter;

/** One of a few values: buttons side by side, or a combo box where there is no room for them. */
public final class Choice<T> extends StackPane {
  private final ObjectProperty<T> value;
  private final InputGroup buttons = new InputGroup();
  private final ComboBox<T> box = new ComboBox<>();
  private final Function<T, String> name;

  /**
   * A choice.
   *
   * @param what it chooses, for screen readers
   * @param values at least one; the first is chosen
   * @param name of each value
   */
  public Choice(String what, List<T> values, Function<T, String> name) {
    this.name = name;
    value = new SimpleObjectProperty<>(values.get(0));
    getStyleClass().add("choice");
    setMinWidth(USE_PREF_SIZE);
    box.setAccessibleText(what);
    box.setButtonCell(cell());
    box.setCellFactory(list -> cell());
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T each) {
            return each == null ? "" : name.apply(each);
          }

          @Override
          public T fromString(String text) {
            throw new UnsupportedOperationException("the box can't be edited");
          }
        });
    box.valueProperty().bindBidirectional(value);
    value.addListener((property, before, now) -> select(now));
    setValues(values);
    setCompact(false);
  }

  private ListCell<T> cell() {
    return new ListCell<>() {
      @Override
      protected void updateItem(T each, boolean empty) {
        super.updateItem(each, empty);
        setText(empty || each == null ? "" : name.apply(each));
      }
    };
  }

  /** Offers other values; the chosen one stays where it is among them. */
  public void setValues(List<T> values) {
    T chosen = values.contains(value.get()) ? value.get() : values.get(0);
    ToggleGroup group = new ToggleGroup();
    buttons.getChildren().clear();
    box.getItems().setAll(values);
    for (T each : values) {
      ToggleButton button = new ToggleButton(name.apply(each));
      button.setToggleGroup(group);
      button.setUserData(each);
      button.setSelected(each.equals(chosen));
      button.setMinWidth(USE_PREF_SIZE);
      button.setOnAction(
          event -> {
            // Pressed again, it stays chosen.
            button.setSelected(true);
            value.set(each);
          });
      buttons.getChildren().add(button);
    }
    value.set(chosen);
  }

  private void select(T chosen) {
    for (Node child : buttons.getChildren()) {
      ((ToggleButton) child).setSelected(child.getUserData().equals(chosen));
    }
  }

  /** The value chosen. */
  public ObjectProperty<T> value() {
    return value;
  }

  void setCompact(boolean compact) {
    Node wanted = compact ? box : buttons;
    if (!getChildren().contains(wanted)) {
      // With every layout it would be styled and drawn anew.
      getChildren().setAll(wanted);
    }
  }

  double fullWidth() {
    return buttons.prefWidth(-1);
  }

  double compactWidth() {
    return box.prefWidth(-1);
  }
}
