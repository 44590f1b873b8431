package org.alexnetstudio.inspect;

import org.alexnetstudio.data.Crops;
import org.alexnetstudio.event.Picture;

/** The centre of a decoded image, as the network sees it before its numbers are normalised. */
public final class CropPicture {
  private CropPicture() {}

  /**
   * Cuts it out; black where the crop is larger than the image.
   *
   * @param image (channels, side, side) bytes
   */
  public static Picture of(byte[] image, int channels, int side, int height, int width) {
    int top = Crops.centreOf(side, height);
    int left = Crops.centreOf(side, width);
    int[] argb = new int[height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int row = top + y;
        int column = left + x;
        boolean inside = row >= 0 && row < side && column >= 0 && column < side;
        int place = row * side + column;
        int colour = 0xff;
        for (int c = 0; c < 3; c++) {
          int plane = channels == 1 ? 0 : c;
          colour = colour << 8 | (inside ? image[plane * side * side + place] & 0xff : 0);
        }
        argb[y * width + x] = colour;
      }
    }
    return new Picture(width, height, argb);
  }
}
