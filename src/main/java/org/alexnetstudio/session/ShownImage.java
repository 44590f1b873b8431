package org.alexnetstudio.session;

import org.alexnetstudio.event.Picture;

/**
 * The whole of an image file for people to look at.
 *
 * @param picture upright, perhaps smaller than in the file
 * @param fileWidth columns in the file, upright
 * @param fileHeight rows in the file, upright
 */
public record ShownImage(Picture picture, int fileWidth, int fileHeight) {}
