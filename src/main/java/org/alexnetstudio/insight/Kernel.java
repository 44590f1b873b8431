package org.alexnetstudio.insight;

/**
 * The weights of one unit of a convolution.
 *
 * @param unit its number
 * @param firstChannel of the layer's input that it sees; not 0 in a later group
 * @param channels that it sees
 * @param size rows and columns
 * @param weights (channels, size, size); never written after
 * @param bias added to the sum
 */
public record Kernel(
    int unit, int firstChannel, int channels, int size, float[] weights, float bias) {}
