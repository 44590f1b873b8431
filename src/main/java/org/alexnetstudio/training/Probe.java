package org.alexnetstudio.training;

/**
 * An image whose top five are followed while the network learns.
 *
 * @param name as events call it
 * @param input the normalised centre crop, C x H x W numbers
 */
public record Probe(String name, float[] input) {}
