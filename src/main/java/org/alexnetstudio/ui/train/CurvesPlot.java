package org.alexnetstudio.ui.train;

import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import org.alexnetstudio.ui.fx.Palette;
import org.jspecify.annotations.Nullable;

/**
 * The two plots: one canvas for the curves, drawn when they change, and one over it for crosshair
 * and cursor. Drawn with the layout of the scene, hence once a frame at most.
 */
final class CurvesPlot extends Region {
  private final CurvesModel model;
  private final ObservableValue<Palette> palette;
  private final Canvas curves = new Canvas();
  private final Canvas overlay = new Canvas();

  /** Takes the size of text from the style sheet for the canvases. */
  private final Label text = new Label();

  private CurvesLayout layout;
  private @Nullable CurvesArea selection;
  private boolean curvesStale = true;

  CurvesPlot(CurvesModel model, ObservableValue<Palette> palette) {
    this.model = model;
    this.palette = palette;
    layout = CurvesLayout.of(model, 1, 1, 11);
    getStyleClass().add("curves-plot");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setMinSize(0, 0);
    text.getStyleClass().add("curves-text");
    text.setVisible(false);
    text.setManaged(false);
    getChildren().addAll(curves, overlay, text);
    InvalidationListener redraw = observable -> redraw();
    model.revision().addListener(redraw);
    palette.addListener(redraw);
    text.fontProperty().addListener(redraw);
    model.overlayRevision().addListener(observable -> requestLayout());
    new CurvesInput(this, model).listen();
  }

  private void redraw() {
    curvesStale = true;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double width = Math.max(1, Math.floor(getWidth()));
    double height = Math.max(1, Math.floor(getHeight()));
    if (width != curves.getWidth() || height != curves.getHeight()) {
      curves.setWidth(width);
      curves.setHeight(height);
      overlay.setWidth(width);
      overlay.setHeight(height);
      curvesStale = true;
    }
    Font font = text.getFont();
    if (curvesStale) {
      layout = CurvesLayout.of(model, width, height, font.getSize());
      GraphicsContext canvas = cleared(curves);
      new CurvesPainter(canvas, palette.getValue(), font).paint(layout, model.logarithmic().get());
      curvesStale = false;
    }
    overlay.setVisible(CurvesOverlay.isSeen(model, layout, selection));
    if (overlay.isVisible()) {
      new CurvesOverlay(cleared(overlay), palette.getValue(), font).paint(model, layout, selection);
    }
  }

  private static GraphicsContext cleared(Canvas canvas) {
    GraphicsContext context = canvas.getGraphicsContext2D();
    context.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    return context;
  }

  /** As it was drawn last. */
  CurvesLayout drawn() {
    return layout;
  }

  /** The font of the axes. */
  Font font() {
    return text.getFont();
  }

  /** Shows what the mouse draws open; null for nothing. */
  void select(@Nullable CurvesArea area) {
    selection = area;
    requestLayout();
  }
}
