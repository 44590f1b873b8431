package org.alexnetstudio.data;

/**
 * An image that cannot be used.
 *
 * @param image its path, its entry in the archive, or its number ("train #17")
 * @param reason why, in words for the user
 */
public record RejectedImage(String image, String reason) {}
