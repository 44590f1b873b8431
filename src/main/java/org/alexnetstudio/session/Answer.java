package org.alexnetstudio.session;

/**
 * What a network answered, and which one.
 *
 * @param value the answer
 * @param weights whose they were
 */
public record Answer<T>(T value, WeightsOrigin weights) {}
