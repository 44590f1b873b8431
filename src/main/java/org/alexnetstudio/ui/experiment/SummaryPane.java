package org.alexnetstudio.ui.experiment;

import java.util.Comparator;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.alexnetstudio.session.DataSummary;
import org.alexnetstudio.ui.fx.EmptyState;
import org.alexnetstudio.ui.fx.ErrorDialog;
import org.alexnetstudio.ui.fx.GuideLink;
import org.alexnetstudio.ui.fx.GuideTopic;
import org.alexnetstudio.ui.fx.Icons;
import org.jspecify.annotations.Nullable;

/** Images of each class, sizes, and images that can't be used. */
final class SummaryPane {
  private static final double ROW = 22;

  private final PreviewModel previews;
  private final VBox node = new VBox();
  private final Label total = new Label();
  private final Label progress = new Label();
  private final Button cancel = new Button("Cancel");
  private final Button all = new Button("Check all images");
  private final Button reread = Icons.button("mdmz-refresh", "Read the source anew", () -> {});
  private final ListView<DataSummary.ImageClass> classes = new ListView<>();
  private final ListView<DataSummary.Unusable> problems = new ListView<>();
  private int most = 1;

  SummaryPane(PreviewModel previews) {
    this.previews = previews;
    node.getStyleClass().add("summary");
    node.setMinSize(0, 0);
    classes.setId("classes");
    classes.setFixedCellSize(ROW);
    classes.setAccessibleText("Images of each class");
    classes.setCellFactory(list -> new ClassCell());
    problems.setId("image-problems");
    problems.setAccessibleText("Images that can't be used");
    problems.setCellFactory(list -> new ProblemCell());
    Label none = new Label("No problem found in the images looked at.");
    none.getStyleClass().add("form-hint");
    problems.setPlaceholder(none);
    progress.getStyleClass().add("form-hint");
    cancel.getStyleClass().add("small");
    cancel.setTooltip(new Tooltip("End the work"));
    cancel.setOnAction(
        event -> {
          previews.summary().cancel();
          previews.augmented().cancel();
        });
    all.getStyleClass().add("small");
    all.setId("check-all");
    all.managedProperty().bind(all.visibleProperty());
    all.setMinWidth(Region.USE_PREF_SIZE);
    cancel.setMinWidth(Region.USE_PREF_SIZE);
    all.setTooltip(new Tooltip("Decode every image to find all problems"));
    all.setOnAction(event -> previews.checkAll());
    reread.setOnAction(event -> previews.reread());
    previews.summary().answer().addListener((value, before, now) -> show());
    previews.summary().problem().addListener((value, before, now) -> show());
    previews.summary().progress().addListener((value, before, now) -> show());
    show();
  }

  private void show() {
    DataSummary summary = previews.summary().answer().get();
    String working = previews.summary().progress().get();
    Throwable problem = previews.summary().problem().get();
    progress.setText(working);
    cancel.setVisible(!working.isEmpty());
    cancel.setManaged(!working.isEmpty());
    if (summary == null) {
      node.getChildren().setAll(reason(working, problem));
      return;
    }
    all.setVisible(working.isEmpty() && summary.checked() < summary.images());
    all.setText("Check all (" + Amounts.grouped(summary.checked()) + " so far)");
    total.setText(totals(summary));
    total.setTooltip(new Tooltip(total.getText()));
    List<DataSummary.ImageClass> sorted =
        summary.classes().stream()
            .sorted(Comparator.comparingInt(DataSummary.ImageClass::images).reversed())
            .toList();
    most = sorted.isEmpty() ? 1 : Math.max(1, sorted.get(0).images());
    classes.getItems().setAll(sorted);
    problems.getItems().setAll(summary.problems());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    total.setMinWidth(0);
    HBox head = new HBox(total, space, progress, cancel, all, reread);
    head.getStyleClass().add("summary-head");
    HBox lists = new HBox(classes, problems);
    lists.getStyleClass().add("summary-lists");
    HBox.setHgrow(classes, Priority.ALWAYS);
    HBox.setHgrow(problems, Priority.ALWAYS);
    VBox.setVgrow(lists, Priority.ALWAYS);
    lists.setMinHeight(0);
    node.getChildren().setAll(head, lists);
  }

  private VBox reason(String working, @Nullable Throwable problem) {
    EmptyState state;
    if (!working.isEmpty()) {
      state = new EmptyState("mdal-hourglass_empty", working + " ...", cancel);
    } else if (problem != null) {
      ErrorDialog.Message message = ErrorDialog.Message.of(problem);
      state =
          new EmptyState(
              "mdal-broken_image",
              message.what() + ": " + message.why() + ". " + message.remedy(),
              reread,
              new GuideLink("How the images should lie", GuideTopic.PHOTOGRAPHS));
    } else {
      state = new EmptyState("mdal-bar_chart", "Classes and sizes appear with the source.");
    }
    VBox.setVgrow(state, Priority.ALWAYS);
    return state;
  }

  private static String totals(DataSummary summary) {
    String sizes =
        summary.smallest() == null
            ? ""
            : summary.smallest().equals(summary.largest())
                ? " · all " + summary.smallest()
                : " · " + summary.smallest() + " to " + summary.largest();
    return Amounts.grouped(summary.images())
        + " images · "
        + summary.classes().size()
        + " classes · "
        + Amounts.grouped(summary.training())
        + " train, "
        + Amounts.grouped(summary.validation())
        + " validate"
        + sizes;
  }

  VBox node() {
    return node;
  }

  /** A class with a bar for its images. */
  private final class ClassCell extends ListCell<DataSummary.ImageClass> {
    private final Label name = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Label count = new Label();
    private final HBox line = new HBox(name, bar, count);

    ClassCell() {
      line.getStyleClass().add("class-line");
      bar.getStyleClass().add("small");
      bar.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(bar, Priority.ALWAYS);
      name.getStyleClass().add("class-name");
      count.getStyleClass().add("class-count");
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(DataSummary.ImageClass each, boolean empty) {
      super.updateItem(each, empty);
      setGraphic(empty || each == null ? null : line);
      if (!empty && each != null) {
        name.setText(each.name());
        bar.setProgress((double) each.images() / most);
        count.setText(Amounts.grouped(each.images()));
        setAccessibleText(each.name() + ", " + each.images() + " images");
      }
    }
  }

  /** An image with the reason. */
  private static final class ProblemCell extends ListCell<DataSummary.Unusable> {
    ProblemCell() {
      setPrefWidth(0);
      setWrapText(true);
    }

    @Override
    protected void updateItem(DataSummary.Unusable each, boolean empty) {
      super.updateItem(each, empty);
      setText(empty || each == null ? "" : each.image() + ": " + each.reason());
      setGraphic(empty || each == null ? null : Icons.of("mdmz-warning"));
    }
  }
}
