package org.alexnetstudio.ui.shell;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/**
 * Figures side by side. They change while a network learns, and new nodes would take longer than
 * drawing them: they are made anew only where there are more or fewer than before.
 */
final class Figures extends HBox {
  /** A value in strong type, and the words around it. */
  record Figure(String before, String value, String after) {
    /** A value with its name, which may be empty. */
    static Figure of(String name, String format, Object... values) {
      String before = name.isEmpty() ? "" : name + " ";
      return new Figure(before, String.format(Locale.ROOT, format, values), "");
    }
  }

  private List<Part> parts = List.of();

  Figures() {
    getStyleClass().add("figures");
  }

  void show(List<Figure> figures) {
    if (figures.size() != parts.size()) {
      parts = figures.stream().map(each -> new Part()).toList();
      getChildren().clear();
      for (Part part : parts) {
        if (!getChildren().isEmpty()) {
          getChildren().add(new Separator(Orientation.VERTICAL));
        }
        getChildren().add(part);
      }
    }
    IntStream.range(0, parts.size()).forEach(i -> parts.get(i).show(figures.get(i)));
  }

  private static final class Part extends Label {
    private final Text before = new Text();
    private final Text value = new Text();
    private final Text after = new Text();

    Part() {
      before.getStyleClass().add("name");
      value.getStyleClass().add("value");
      after.getStyleClass().add("name");
      setGraphic(new TextFlow(before, value, after));
    }

    void show(Figure figure) {
      before.setText(figure.before());
      value.setText(figure.value());
      after.setText(figure.after());
    }
  }
}
