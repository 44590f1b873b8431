package org.alexnetstudio.network;

import ai.djl.ndarray.NDArray;

/**
 * The largest number of each map of one layer's output.
 *
 * @param layer its name
 * @param maxima image after image one for each unit
 * @param maps the output, (N, units, H, W); without maps (N, units), which are the maxima
 */
public record MapMaxima(String layer, NDArray maxima, NDArray maps) {}
