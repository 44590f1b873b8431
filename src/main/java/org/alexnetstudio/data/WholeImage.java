package org.alexnetstudio.data;

/**
 * The whole of an image, upright, on white, perhaps smaller than its file has it.
 *
 * @param fileWidth columns of the upright picture in the file
 * @param fileHeight rows of the upright picture in the file
 * @param width columns here
 * @param height rows here
 * @param rgb (3, height, width) bytes
 */
public record WholeImage(int fileWidth, int fileHeight, int width, int height, byte[] rgb) {

  static WholeImage of(
      PixelRows image, int fileWidth, int fileHeight, Orientation orientation, int longest) {
    double scale = Math.min(1, (double) longest / Math.max(fileWidth, fileHeight));
    int width = (int) Math.max(1, Math.round(fileWidth * scale));
    int height = (int) Math.max(1, Math.round(fileHeight * scale));
    byte[] stored =
        Resizer.filter(
            image,
            3,
            new TriangleFilter(image.width(), width, 0, width),
            new TriangleFilter(image.height(), height, 0, height));
    byte[] upright = orientation.upright(stored, 3, width, height);
    return orientation.transposes()
        ? new WholeImage(fileHeight, fileWidth, height, width, upright)
        : new WholeImage(fileWidth, fileHeight, width, height, upright);
  }
}
