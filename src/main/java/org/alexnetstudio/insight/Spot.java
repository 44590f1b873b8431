package org.alexnetstudio.insight;

/** A place on a map. */
public record Spot(int row, int column) {}
