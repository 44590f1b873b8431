package org.alexnetstudio.ui.fx;

import javafx.scene.paint.Color;

/** The theme's colours for what is drawn on a canvas, where style sheets do not reach. */
public record Palette(
    Color background,
    Color grid,
    Color axis,
    Color text,
    Color muted,
    Color accent,
    Color accentMuted,
    Color trainingLoss,
    Color validationLoss,
    Color top1,
    Color top5,
    Color success,
    Color warning,
    Color danger) {

  /** Of the dark theme. */
  public static final Palette DARK =
      new Palette(
          Color.web("#0d1117"),
          Color.web("#21262d"),
          Color.web("#8b949e"),
          Color.web("#c9d1d9"),
          Color.web("#8b949e"),
          Color.web("#58a6ff"),
          Color.web("#388bfd", 0.4),
          Color.web("#58a6ff"),
          Color.web("#ff9b50"),
          Color.web("#3fb950"),
          Color.web("#bc8cff"),
          Color.web("#3fb950"),
          Color.web("#d29922"),
          Color.web("#f85149"));

  /** Of the light theme. */
  public static final Palette LIGHT =
      new Palette(
          Color.web("#ffffff"),
          Color.web("#d8dee4"),
          Color.web("#57606a"),
          Color.web("#24292f"),
          Color.web("#57606a"),
          Color.web("#0969da"),
          Color.web("#54aeff", 0.4),
          Color.web("#0969da"),
          Color.web("#bc4c00"),
          Color.web("#1a7f37"),
          Color.web("#8250df"),
          Color.web("#1a7f37"),
          Color.web("#9a6700"),
          Color.web("#cf222e"));
}
