package org.alexnetstudio.ui.train;

import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/**
 * Mouse and keys over the plots: the crosshair follows; the wheel zooms; a drag selects what to
 * zoom to, or moves the view with Shift or the middle button; a double click shows all.
 */
final class CurvesInput {
  /** A drag that is shorter selects nothing. */
  private static final double LEAST_DRAG = 5;

  /** A drag that is lower selects a part of the x axis, in both plots. */
  private static final double LEAST_HEIGHT = 16;

  private static final double KEY_ZOOM = 1.5;
  private static final double WHEEL_ZOOM = 1.0025;

  private final CurvesPlot plot;
  private final CurvesModel model;

  private @Nullable CurvesArea pressedIn;
  private double pressedX;
  private double pressedY;
  private @Nullable CurvesRange movedFrom;

  CurvesInput(CurvesPlot plot, CurvesModel model) {
    this.plot = plot;
    this.model = model;
  }

  void listen() {
    plot.setCursor(Cursor.CROSSHAIR);
    plot.setOnMouseMoved(event -> point(event.getX()));
    plot.setOnMouseExited(event -> model.crosshair().set(Double.NaN));
    plot.setOnMousePressed(this::press);
    plot.setOnMouseDragged(this::drag);
    plot.setOnMouseReleased(this::release);
    plot.setOnMouseClicked(this::click);
    plot.setOnScroll(this::scroll);
    plot.setOnKeyPressed(this::key);
    plot.setOnKeyTyped(this::typed);
    plot.focusedProperty().addListener((value, before, now) -> model.crosshair().set(Double.NaN));
  }

  private CurvesScale x() {
    return plot.drawn().x();
  }

  private void point(double px) {
    CurvesArea area = plot.drawn().loss();
    if (area.left() <= px && px <= area.right()) {
      model.pointAt(x().value(px));
    } else {
      model.crosshair().set(Double.NaN);
    }
  }

  private void press(MouseEvent event) {
    plot.requestFocus();
    point(event.getX());
    pressedIn = plot.drawn().areaAt(event.getX(), event.getY());
    pressedX = event.getX();
    pressedY = event.getY();
    boolean moves =
        event.getButton() == MouseButton.MIDDLE
            || (event.getButton() == MouseButton.PRIMARY && event.isShiftDown());
    movedFrom = moves ? x().range() : null;
    if (event.getButton() == MouseButton.SECONDARY) {
      pressedIn = null;
    }
  }

  private void drag(MouseEvent event) {
    if (pressedIn == null) {
      return;
    }
    CurvesRange from = movedFrom;
    if (from != null) {
      CurvesArea area = plot.drawn().loss();
      model.setX(from.moved((pressedX - event.getX()) / area.width() * from.length()));
    } else {
      plot.select(selection(pressedIn, event));
    }
    point(event.getX());
  }

  /** A low one goes through both plots. */
  private CurvesArea selection(CurvesArea area, MouseEvent event) {
    double left = Math.max(area.left(), Math.min(pressedX, event.getX()));
    double right = Math.min(area.right(), Math.max(pressedX, event.getX()));
    double top = Math.max(area.top(), Math.min(pressedY, event.getY()));
    double bottom = Math.min(area.bottom(), Math.max(pressedY, event.getY()));
    CurvesLayout layout = plot.drawn();
    return bottom - top < LEAST_HEIGHT
        ? new CurvesArea(left, layout.loss().top(), right, layout.accuracy().bottom())
        : new CurvesArea(left, top, right, bottom);
  }

  private void release(MouseEvent event) {
    CurvesArea area = pressedIn;
    pressedIn = null;
    plot.select(null);
    if (area == null || movedFrom != null) {
      return;
    }
    CurvesArea chosen = selection(area, event);
    if (chosen.width() < LEAST_DRAG) {
      return;
    }
    CurvesLayout layout = plot.drawn();
    CurvesZoom zoom = model.zoom().get();
    if (chosen.bottom() <= layout.loss().bottom()) {
      zoom = zoom.withLoss(values(layout.lossScale(), chosen));
    } else if (chosen.top() >= layout.accuracy().top()) {
      zoom = zoom.withAccuracy(values(layout.accuracyScale(), chosen));
    }
    model.zoom().set(zoom);
    double low = x().value(chosen.left());
    CurvesRange range = new CurvesRange(low, x().value(chosen.right()));
    double middle = (range.low() + range.high()) / 2;
    model.zoomX(range, middle, 1);
  }

  private static CurvesRange values(CurvesScale scale, CurvesArea chosen) {
    return new CurvesRange(scale.value(chosen.bottom()), scale.value(chosen.top()));
  }

  private void click(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
      model.resetZoom();
    }
  }

  private void scroll(ScrollEvent event) {
    CurvesRange range = x().range();
    if (Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY())) {
      // Shift makes a wheel sideways, and so do touchpads.
      double share = event.getDeltaX() / plot.drawn().loss().width();
      model.setX(range.moved(-share * range.length()));
    } else {
      model.zoomX(range, x().value(event.getX()), Math.pow(WHEEL_ZOOM, -event.getDeltaY()));
    }
    event.consume();
  }

  private void key(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    double far = event.isShiftDown() ? 10 : 1;
    switch (event.getCode()) {
      case LEFT, KP_LEFT -> step(-far);
      case RIGHT, KP_RIGHT -> step(far);
      case HOME -> model.resetZoom();
      case ESCAPE -> {
        if (Double.isNaN(model.crosshair().get())) {
          return;
        }
        model.crosshair().set(Double.NaN);
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** Layouts of keys differ in where plus and minus are. */
  private void typed(KeyEvent event) {
    switch (event.getCharacter()) {
      case "+" -> zoom(1 / KEY_ZOOM);
      case "-" -> zoom(KEY_ZOOM);
      case "0" -> model.resetZoom();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void zoom(double factor) {
    CurvesRange range = x().range();
    double at = model.crosshair().get();
    model.zoomX(range, range.contains(at) ? at : (range.low() + range.high()) / 2, factor);
  }

  /** To the next columns of pixels, or the next step where those are nearer; begins at the end. */
  private void step(double columns) {
    CurvesRun run = model.first();
    if (run == null) {
      return;
    }
    double at = model.crosshair().get();
    CurvesRange range = x().range();
    if (!range.contains(at)) {
      model.pointAt(range.high());
      return;
    }
    double before = at;
    double pixel = x().pixel(at);
    double end = columns > 0 ? plot.drawn().loss().right() : plot.drawn().loss().left();
    while (model.crosshair().get() == before && pixel != end) {
      pixel = columns > 0 ? Math.min(end, pixel + columns) : Math.max(end, pixel + columns);
      model.pointAt(x().value(pixel));
    }
    if (!range.contains(model.crosshair().get())) {
      model.crosshair().set(before);
    }
  }
}
