package org.alexnetstudio.ui.run;

/** How far a part of the preparation is: {@code done} of {@code total} pieces of {@code part}. */
public record Preparation(String part, int done, int total) {}
