package org.alexnetstudio.event;

/**
 * A class and how probable the network finds it.
 *
 * @param classIndex the class's place among the outputs, from 0
 * @param className for people
 * @param probability from 0 to 1
 */
public record Prediction(int classIndex, String className, double probability) {}
