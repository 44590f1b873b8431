package org.alexnetstudio.experiment;

/**
 * Geometry of the packed images (paper, section 2): the shorter side is scaled to {@code
 * shorterSide} pixels, then the central {@code crop} x {@code crop} square is kept.
 */
public record ResizeSpec(int shorterSide, int crop) {
  /** Refuses a crop larger than the shorter side. */
  public ResizeSpec {
    Check.range("shorterSide", shorterSide, 8, 4096);
    Check.range("crop", crop, 8, shorterSide);
  }
}
