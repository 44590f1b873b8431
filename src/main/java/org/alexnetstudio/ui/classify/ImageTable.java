package org.alexnetstudio.ui.classify;

import java.util.Comparator;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.session.Answer;
import org.jspecify.annotations.Nullable;

/** The images as a table that can be sorted. */
final class ImageTable extends TableView<ImageItem> {
  private static final int CLASSES = 5;
  private static final double THUMBNAIL = 24;

  ImageTable(ClassifyModel model, Thumbnails thumbnails) {
    getStyleClass().addAll("image-table", "dense");
    setAccessibleText("Images and their classes");
    setFixedCellSize(32);
    setPlaceholder(new Label("No images"));
    getColumns().add(fileColumn(thumbnails));
    getColumns().add(column("State", 72, now -> now.state().text()));
    for (int k = 0; k < CLASSES; k++) {
      getColumns().add(classColumn(k));
    }
    getColumns().add(column("Weights", 92, ImageTable::weights));
    SortedList<ImageItem> sorted = new SortedList<>(model.items());
    sorted.comparatorProperty().bind(comparatorProperty());
    setItems(sorted);
    getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (property, before, now) -> {
              if (now != null && now != model.chosen().get()) {
                model.choose(now);
              }
            });
    model.chosen().addListener((property, before, now) -> select(now));
    sorted.addListener(
        (javafx.collections.ListChangeListener<ImageItem>) change -> select(model.chosen().get()));
  }

  private void select(@Nullable ImageItem item) {
    if (item == null) {
      getSelectionModel().clearSelection();
    } else if (getSelectionModel().getSelectedItem() != item) {
      getSelectionModel().select(item);
      scrollTo(item);
    }
  }

  private static TableColumn<ImageItem, ImageItem> fileColumn(Thumbnails thumbnails) {
    TableColumn<ImageItem, ImageItem> column = new TableColumn<>("File");
    column.setPrefWidth(150);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    column.setComparator(Comparator.comparing(ImageItem::path));
    column.setCellFactory(
        table ->
            new TableCell<>() {
              private final ThumbnailView picture = new ThumbnailView(thumbnails, THUMBNAIL);

              @Override
              protected void updateItem(@Nullable ImageItem item, boolean empty) {
                super.updateItem(item, empty);
                picture.show(empty || item == null ? null : item.path());
                setGraphic(empty ? null : picture);
                setText(empty || item == null ? "" : item.name());
              }
            });
    return column;
  }

  private static TableColumn<ImageItem, Classification> classColumn(int k) {
    TableColumn<ImageItem, Classification> column = new TableColumn<>("Class " + (k + 1));
    column.setPrefWidth(124);
    column.setCellValueFactory(row -> row.getValue().classification());
    column.setComparator(
        Comparator.comparing(
            now -> now.top().size() > k ? now.top().get(k) : null,
            Comparator.nullsLast(
                Comparator.comparing(Prediction::className)
                    .thenComparing(
                        Comparator.comparingDouble(Prediction::probability).reversed()))));
    column.setCellFactory(table -> new ClassCell(k));
    return column;
  }

  /** A class's name at the left, how probable it is at the right. */
  private static final class ClassCell extends TableCell<ImageItem, Classification> {
    private final int place;
    private final Label name = new Label();
    private final Label percent = new Label();
    private final HBox box = new HBox(6, name, percent);

    ClassCell(int place) {
      this.place = place;
      box.setAlignment(Pos.CENTER_LEFT);
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      name.setMinWidth(0);
      name.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(name, Priority.ALWAYS);
      percent.setMinWidth(Region.USE_PREF_SIZE);
      percent.getStyleClass().add("text-muted");
    }

    @Override
    protected void updateItem(@Nullable Classification now, boolean empty) {
      super.updateItem(now, empty);
      List<Prediction> top = empty || now == null ? List.of() : now.top();
      boolean there = top.size() > place;
      setGraphic(there ? box : null);
      if (there) {
        name.setText(top.get(place).className());
        percent.setText(ResultText.roundPercent(top.get(place).probability()));
      }
    }
  }

  /** Which text a column shows of a result. */
  private interface Text {
    String of(Classification now);
  }

  private static TableColumn<ImageItem, Classification> column(
      String title, double width, Text text) {
    TableColumn<ImageItem, Classification> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setCellValueFactory(row -> row.getValue().classification());
    column.setComparator(Comparator.comparing(text::of));
    column.setCellFactory(
        table ->
            new TableCell<>() {
              @Override
              protected void updateItem(@Nullable Classification now, boolean empty) {
                super.updateItem(now, empty);
                setText(empty || now == null ? "" : text.of(now));
              }
            });
    return column;
  }

  private static String weights(Classification now) {
    Answer<?> answer = now.top().isEmpty() ? null : now.answer();
    if (answer == null) {
      return "";
    }
    String step = "step " + ResultText.number(answer.weights().step());
    return (answer.weights().live() ? "live, " : "") + step + (now.tenCrop() ? ", ten" : "");
  }
}
