package org.alexnetstudio.insight;

/**
 * What a network sees of an image, and why.
 *
 * @param classIndex number of the class that is explained
 * @param attribution what of the image speaks for it
 */
public record Explained(Overview overview, int classIndex, Attribution attribution) {}
