package org.alexnetstudio.ui.train;

import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.fx.Choice;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.EmptyState;
import org.alexnetstudio.ui.fx.Icons;
import org.alexnetstudio.ui.fx.Palette;
import org.alexnetstudio.ui.fx.PaneFrame;
import org.alexnetstudio.ui.run.ShownRun;

/** The pane of the curves: loss and accuracy of the shown run, and of runs compared with it. */
public final class CurvesView extends PaneFrame {
  /** Below this many times the size of text, names are short. */
  private static final double SHORT_NAMES = 63;

  /** Below this, the slider is under "More". */
  private static final double NO_SLIDER = 56;

  private final ObservableValue<Palette> palette;
  private final CurvesModel model;
  private final CurvesPlot plot;
  private final CurvesLegend legend;
  private final CurvesFiles files;
  private final CurvesSmoothing smoothing;
  private final CustomMenuItem smoothingItem;
  private final VBox curves;
  private final EmptyState empty;
  private final Command savePicture;
  private final Command saveTable;
  private final Command compare;
  private final Command logarithmic;
  private final Command resetZoom;
  private double cursor = Double.NaN;
  private boolean shortNames;

  /**
   * The pane.
   *
   * @param run the shown run, replaced when another run starts
   * @param studio reads runs for comparison, and writes files
   * @param palette of the theme
   * @param start offered where there is nothing to show
   */
  public CurvesView(
      ObservableValue<ShownRun> run,
      Studio studio,
      ObservableValue<Palette> palette,
      Command start) {
    super("Curves");
    this.palette = palette;
    model = new CurvesModel(run, studio::follow);
    plot = new CurvesPlot(model, palette);
    legend = new CurvesLegend(model);
    files = new CurvesFiles(this, model, plot, palette, studio);
    smoothing = new CurvesSmoothing(model.smoothing());
    smoothingItem = new CustomMenuItem(new CurvesSmoothing(model.smoothing()), false);
    savePicture =
        new Command("Curves", "Save as PNG…", "Shortcut+Shift+P", () -> files.choosePicture());
    saveTable =
        new Command("Curves", "Save as CSV…", "Shortcut+Shift+E", () -> files.chooseTable());
    compare =
        new Command(
            "Curves", "Add a run for comparison…", "Shortcut+Shift+A", () -> files.chooseRun());
    logarithmic =
        new Command("Curves", "Linear or logarithmic loss", "Shift+L", this::toggleLogarithmic);
    resetZoom = new Command("Curves", "Reset zoom", "0", model::resetZoom);

    HBox.setHgrow(legend, Priority.ALWAYS);
    HBox head = new HBox(legend, smoothing);
    head.getStyleClass().add("curves-head");
    VBox.setVgrow(plot, Priority.ALWAYS);
    curves = new VBox(head, plot);
    curves.getStyleClass().add("curves-body");
    empty =
        new EmptyState(
            "mdmz-show_chart",
            "Loss and accuracy appear with the first step.",
            start.button(Icons.of("mdmz-play_arrow")));
    setBody(empty, curves);
    chip().bind(Following.chip(run));
    addChoices();
    more()
        .addAll(
            smoothingItem,
            savePicture.menuItem(),
            saveTable.menuItem(),
            new SeparatorMenuItem(),
            compare.menuItem(),
            resetZoom.menuItem());
    listen();
    update();
  }

  private void toggleLogarithmic() {
    model.logarithmic().set(!model.logarithmic().get());
  }

  private void addChoices() {
    Choice<Boolean> loss =
        new Choice<>("Axis of the loss", List.of(false, true), log -> log ? "Log" : "Linear");
    loss.value().addListener((value, before, now) -> model.logarithmic().set(now));
    model.logarithmic().addListener((value, before, now) -> loss.value().set(now));
    Choice<CurvesAxis> axis =
        new Choice<>("X axis", List.of(CurvesAxis.values()), CurvesAxis::label);
    axis.value().bindBidirectional(model.axis());
    Tooltip.install(loss, new Tooltip(logarithmic.tooltip()));
    Tooltip.install(axis, new Tooltip("What the x axis counts"));
    choices().addAll(loss, axis);
  }

  private void listen() {
    InvalidationListener changed = observable -> update();
    model.revision().addListener(changed);
    palette.addListener(changed);
    widthProperty().addListener(changed);
    model.overlayRevision().addListener(observable -> followCursor());
  }

  private void update() {
    boolean nothing = model.first() == null && model.comparisons().runs().isEmpty();
    empty.setVisible(nothing);
    curves.setVisible(!nothing);
    for (Command each : List.of(savePicture, saveTable, resetZoom)) {
      each.disabled().set(nothing);
    }
    double width = getWidth() / plot.font().getSize();
    boolean narrow = width < NO_SLIDER;
    // "After epoch 1" takes the room of the longer names.
    shortNames = width < SHORT_NAMES || model.shown().get().history().validations().isEmpty();
    smoothing.setVisible(!narrow);
    smoothing.setManaged(!narrow);
    smoothingItem.setVisible(narrow);
    updateLegend();
  }

  /** The crosshair moves too, and the legend does not tell of it. */
  private void followCursor() {
    if (Double.compare(cursor, model.cursor()) != 0) {
      updateLegend();
    }
  }

  private void updateLegend() {
    cursor = model.cursor();
    legend.update(palette.getValue(), shortNames);
    plot.setAccessibleText(
        "Curves of loss and accuracy: "
            + legend.summary()
            + ". Arrow keys move the crosshair, plus and minus zoom.");
  }

  /** Its commands with shortcuts, for as long as it is shown. */
  public List<Command> commands() {
    return List.of(savePicture, saveTable, compare, logarithmic, resetZoom);
  }

  CurvesModel model() {
    return model;
  }

  CurvesPlot plot() {
    return plot;
  }

  CurvesFiles files() {
    return files;
  }
}
