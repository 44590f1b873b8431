package org.alexnetstudio.ui.fx;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * A pane of a workspace: a header with title, what it shows, choices, more, maximise; and the
 * content. Where the header is narrow, first what it shows gives way, then the choices fold up.
 */
public class PaneFrame extends BorderPane {
  /** Between two parts of a header. */
  private static final double SPACE = 8;

  private final Label title = new Label();
  private final Label subtitle = new Label();
  private final Label chip = new Label();
  private final HBox choices = new HBox(SPACE);
  private final HBox header = new HBox(SPACE);
  private final ContextMenu more = new ContextMenu();
  private final Button moreButton = Icons.button("mdmz-more_vert", "More", this::showMore);
  private final Button maximise =
      Icons.button("mdal-fullscreen", "Maximise (F11)", this::toggleMaximised);
  private Region lead = title;
  private final BooleanProperty maximised = new SimpleBooleanProperty();

  /** A pane with its title. */
  public PaneFrame(String titleText) {
    getStyleClass().add("pane-frame");
    title.setText(titleText);
    title.getStyleClass().add("pane-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    subtitle.getStyleClass().add("pane-subtitle");
    subtitle.setMinWidth(0);
    subtitle.setTextOverrun(OverrunStyle.ELLIPSIS);
    HBox.setHgrow(subtitle, Priority.ALWAYS);
    subtitle.setMaxWidth(Double.MAX_VALUE);
    chip.getStyleClass().addAll("chip", "chip-warning");
    chip.setMinWidth(Region.USE_PREF_SIZE);
    choices.setAlignment(Pos.CENTER_RIGHT);
    choices.setMinWidth(Region.USE_PREF_SIZE);
    header.getStyleClass().add("pane-header");
    header.setAlignment(Pos.CENTER_LEFT);
    header.setMinWidth(0);
    header.setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
            toggleMaximised();
          }
        });
    header.getChildren().addAll(title, subtitle, chip, choices, moreButton, maximise);
    show(chip, false);
    show(moreButton, false);
    chip.textProperty().addListener((text, before, now) -> show(chip, !now.isEmpty()));
    more.getItems()
        .addListener(
            (javafx.collections.ListChangeListener<MenuItem>)
                change -> show(moreButton, !more.getItems().isEmpty()));
    maximised.addListener(
        (value, before, now) ->
            maximise.setGraphic(Icons.of(now ? "mdal-fullscreen_exit" : "mdal-fullscreen")));
    setTop(header);
    setMinSize(0, 0);
    setAccessibleText(titleText);
  }

  private static void show(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }

  private void showMore() {
    more.show(moreButton, Side.BOTTOM, 0, 0);
  }

  private void toggleMaximised() {
    maximised.set(!maximised.get());
  }

  /**
   * Fills the pane with nodes that lie over each other, on a ground of their own without round
   * corners: of a frame in which only they change, nothing behind that ground is drawn.
   */
  public void setBody(Node... layers) {
    StackPane body = new StackPane(layers);
    body.getStyleClass().add("pane-ground");
    setCenter(body);
  }

  /** Puts a control that names what is shown in the place of the title. */
  public void setTitle(Region control) {
    control.setMinWidth(Region.USE_PREF_SIZE);
    header.getChildren().set(0, control);
    lead = control;
  }

  /** The title, where it names what is shown. */
  public StringProperty title() {
    return title.textProperty();
  }

  /** What it shows, muted, beside the title. */
  public StringProperty subtitle() {
    return subtitle.textProperty();
  }

  /** Whether the header has room for it. */
  public ReadOnlyBooleanProperty subtitleShown() {
    return subtitle.visibleProperty();
  }

  /** A mark in warning colours, such as "step 820"; empty for none. */
  public StringProperty chip() {
    return chip.textProperty();
  }

  /** Choices, or other small controls, at the right of the header. */
  public ObservableList<Node> choices() {
    return choices.getChildren();
  }

  /** What the menu "More" offers; there is no such button where it is empty. */
  public ObservableList<MenuItem> more() {
    return more.getItems();
  }

  /** Whether it takes all of its workspace; the workspace sees to that. */
  public BooleanProperty maximised() {
    return maximised;
  }

  /** Takes the button to maximise away, where the pane stands alone. */
  public void setFixed() {
    show(maximise, false);
  }

  @Override
  protected void layoutChildren() {
    foldChoices();
    super.layoutChildren();
  }

  private void foldChoices() {
    List<Choice<?>> foldable = new ArrayList<>();
    long parts = header.getChildren().stream().filter(Node::isManaged).count();
    double wanted = header.snappedLeftInset() + header.snappedRightInset() + SPACE * (parts - 1);
    for (Node node : List.of(lead, chip, moreButton, maximise)) {
      wanted += node.isManaged() ? node.prefWidth(-1) : 0;
    }
    for (Node node : choices.getChildren()) {
      if (node instanceof Choice<?> choice) {
        foldable.add(choice);
        wanted += choice.fullWidth() + SPACE;
      } else if (node.isManaged()) {
        wanted += node.prefWidth(-1) + SPACE;
      }
    }
    wanted -= choices.getChildren().isEmpty() ? 0 : SPACE;
    for (Choice<?> choice : foldable) {
      boolean fold = wanted > getWidth();
      choice.setCompact(fold);
      wanted -= fold ? choice.fullWidth() - choice.compactWidth() : 0;
    }
    // Half of what it shows says less than nothing.
    subtitle.setVisible(wanted + subtitle.prefWidth(-1) <= getWidth());
  }
}
