package org.alexnetstudio.inspect;

/**
 * An image whose way through the network is followed.
 *
 * @param name as events call it
 * @param pixels decoded, (C, side, side) bytes; never written after
 */
public record ProbeImage(String name, byte[] pixels) {}
