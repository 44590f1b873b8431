package org.alexnetstudio.data;

/** Rows of an image that is stored plane by plane (C,H,W), as in the CIFAR and IDX files. */
record PlanarRows(byte[] pixels, int offset, int sourceChannels, int width, int height)
    implements PixelRows {

  @Override
  public void read(int y, byte[][] planes) {
    int row = offset + y * width;
    int plane = width * height;
    if (sourceChannels == 3 && planes.length == 1) {
      for (int x = 0; x < width; x++) {
        planes[0][x] =
            Luma.of(
                pixels[row + x] & 0xff,
                pixels[row + plane + x] & 0xff,
                pixels[row + 2 * plane + x] & 0xff);
      }
      return;
    }
    for (int c = 0; c < planes.length; c++) {
      int from = row + (sourceChannels == 1 ? 0 : c * plane);
      System.arraycopy(pixels, from, planes[c], 0, width);
    }
  }
}
