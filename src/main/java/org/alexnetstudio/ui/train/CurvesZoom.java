package org.alexnetstudio.ui.train;

import org.jspecify.annotations.Nullable;

/** The ranges that the user has chosen; null is all there is. */
record CurvesZoom(
    @Nullable CurvesRange x, @Nullable CurvesRange loss, @Nullable CurvesRange accuracy) {
  static final CurvesZoom NONE = new CurvesZoom(null, null, null);

  CurvesZoom withX(@Nullable CurvesRange range) {
    return new CurvesZoom(range, loss, accuracy);
  }

  CurvesZoom withLoss(CurvesRange range) {
    return new CurvesZoom(x, range, accuracy);
  }

  CurvesZoom withAccuracy(CurvesRange range) {
    return new CurvesZoom(x, loss, range);
  }
}
